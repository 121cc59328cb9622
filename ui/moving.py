"""What a visit that was dropped on another day of the calendar becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Slot

from scheduler.core.agenda import Entry, cycle_to_reach
from scheduler.core.changes import Scope
from scheduler.core.dates import weekday_date
from scheduler.core.facts import Booking, FactsDocument
from scheduler.core.landing import Landing, landing
from scheduler.core.outlook import booked_behind, crosses_day_1
from scheduler.core.plan import Plan
from scheduler.core.settings import NextDay1
from scheduler.core.visits import Visit
from scheduler.core.what_if import WhatIf, what_if_moved
from scheduler.errors import CycleDeskError, StaleRecordError
from ui.dialogs.asking import ask
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.fact_words import refusal
from ui.dialogs.move_later import MoveLaterDialog
from ui.dialogs.preview import changes
from ui.dialogs.prompts import keep_prompts
from ui.forms.result_line import announce
from ui.main_window import MainWindow
from ui.pages.visit_actions import why_not_book
from ui.session import ParticipantId, Session
from ui.wording import verdict_words

MOVED = "moved within its window on the calendar"
ALONG = {
    Scope.ALL: "moved along with {visit}",
    Scope.VISIT: "kept on its day when {visit} moved",
}
NO_VERSION = -1  # of a booking that is no longer there


class UndecidedError(CycleDeskError):
    """Nobody has said what becomes of the later visits."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing is saved yet. Choose what becomes of the later visits, or cancel."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A visit as the records have it now, and the day it was dropped on.

    Attributes:
        seen: the version of each booking that was shown when it was picked up.
    """

    number: ParticipantId
    document: FactsDocument
    plan: Plan
    visit: Visit
    on: date
    landing: Landing
    seen: dict[str, int]

    @property
    def needs_reason(self) -> bool:
        """Say whether the dialog has to ask why."""
        crosses = crosses_day_1(self.plan, self.visit, self.on)
        return self.landing.needs_reason or crosses

    @property
    def code(self) -> str:
        """The participant's code."""
        return self.document.participant.code


class Moving(QObject):
    """Books a visit for the day it was dropped on; asks only where it has to.

    Args:
        session: the open file.
        window: where it is said.

    Source:
        ux.md 3.8, F-05, F-06, F-11; reliability.md R55.
    """

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    @Slot(int, object, object)
    def drop(self, number: ParticipantId, entry: Entry, on: date) -> None:
        """Book a visit as it was shown for another day.

        In its window on an open day it is saved at once, and Undo takes it back.

        Args:
            number: whose visit it is.
            entry: the visit, and the plan in which it was shown.
            on: the day.
        """
        self._session.catch_up()
        move, why_not = self._move(number, entry, on)
        if move is None:
            self._refuse(why_not)
        elif move.needs_reason:
            self._ask(move)
        else:
            self._save_at_once(move)

    def _move(
        self, number: ParticipantId, entry: Entry, on: date
    ) -> tuple[Move | None, str]:
        """Return the move on today's records, or why it is none any more."""
        rules, name = self._session.rules, entry.visit.visit
        document = self._session.document(number)
        through = entry.visit.cycle or cycle_to_reach(
            entry.plan, entry.visit.target, rules.study.cycle_length_days
        )
        plan = rules.plan(document, (through or 0) + 1)
        visit = plan.visit(name)
        if visit is None or visit.window != entry.visit.window:
            words = self.tr("The plan of {code} has changed meanwhile. Look again.")
            return None, words.format(code=document.participant.code)
        if why_not := why_not_book(Entry(plan=plan, visit=visit)):
            return None, why_not
        return Move(
            number=number,
            document=document,
            plan=plan,
            visit=visit,
            on=on,
            landing=landing(visit, on, rules.today, plan.calendar),
            seen=self._seen(number, entry.plan),
        ), ""

    def _seen(self, number: ParticipantId, shown: Plan) -> dict[str, int]:
        """Return the versions of the bookings that were shown.

        One that another desk has made, moved or withdrawn since gets a version that
        it does not have, so that the store refuses to overwrite it unseen.
        """
        here = {fact.visit: fact for fact in shown.facts if isinstance(fact, Booking)}
        found = dict.fromkeys(here, NO_VERSION)
        for stored in self._session.facts(number):
            if isinstance(stored.fact, Booking):
                known = here.get(stored.fact.visit) == stored.fact
                found[stored.fact.visit] = stored.ver if known else 0
        return found

    def _save_at_once(self, move: Move) -> None:
        reason = MOVED if move.visit.booked else None
        at = move.visit.booked_at
        booking = Booking(visit=move.visit.visit, on=move.on, at=at, reason=reason)
        try:
            self._save(move, booking)
        except UndecidedError:
            words = self.tr("{code} {visit} stays where it was.")
            self._say(words.format(code=move.code, visit=move.visit.visit))
        except CycleDeskError as error:
            self._refuse(refusal(error))
            self._session.catch_up()

    def _ask(self, move: Move) -> None:
        """Ask for the reason; the dialog shows what the booking does."""

        def save(booking: Booking, _reason: str) -> None:
            self._save(move, booking)

        dialog = BookVisitDialog(
            self._session.rules, move.document, move.visit, save, self._window
        )
        dialog.day.entry.set_value(move.on)
        if ask(dialog):
            keep_prompts(self._session, dialog.prompts, move.number)
        self._session.catch_up()

    def _save(self, move: Move, booking: Booking) -> None:
        """Save a booking, with those of later visits where they are asked about.

        Raises:
            CycleDeskError: it was not saved, and why.
        """
        bookings = self._with_later(move, booking)
        try:
            self._session.write(
                lambda store, by: store.book_visits(
                    move.number, bookings, seen=move.seen, by=by
                )
            )
        except StaleRecordError as error:
            self._take_shown(move, error)
            raise
        self._say_booked(move, booking.on)

    def _with_later(self, move: Move, booking: Booking) -> tuple[Booking, ...]:
        """Return the bookings to make; where later ones are booked, ask.

        Raises:
            UndecidedError: the question was not answered.
        """
        if not booked_behind(move.plan, move.visit):
            return (booking,)
        outcomes = self._outcomes(move, booking)
        words = self.tr("{visit} moves to {day}.")
        rolling = move.plan.settings.next_day_1 is not NextDay1.FIXED
        dialog = MoveLaterDialog(
            words.format(visit=booking.visit, day=weekday_date(booking.on)),
            {scope: changes(it.before, it.after) for scope, it in outcomes.items()},
            Scope.ALL if rolling else Scope.VISIT,
            self._window,
        )
        if not ask(dialog):
            raise UndecidedError
        why = ALONG[dialog.scope].format(visit=booking.visit)
        made = outcomes[dialog.scope].bookings
        others = [
            replace(one, reason=why) for one in made if one.visit != booking.visit
        ]
        return (booking, *others)

    def _outcomes(self, move: Move, booking: Booking) -> Mapping[Scope, WhatIf]:
        outlook = self._session.rules.outlook(move.document)
        moves = {booking.visit: booking.on}
        return {
            scope: what_if_moved(outlook, moves, scope)
            for scope in (Scope.ALL, Scope.VISIT)
        }

    def _take_shown(self, move: Move, error: StaleRecordError) -> None:
        """Take the version that is shown now, so that saving again decides on both."""
        for stored in self._session.facts(move.number):
            if isinstance(stored.fact, Booking) and stored.fact == error.theirs:
                move.seen[stored.fact.visit] = stored.ver

    def _say_booked(self, move: Move, on: date) -> None:
        verdict = verdict_words(move.visit.window.days_outside(on))
        words = self.tr("Booked {code} {visit} for {day}, {verdict}.")
        self._say(
            words.format(
                code=move.code,
                visit=move.visit.visit,
                day=weekday_date(on),
                verdict=verdict,
            )
        )

    def _say(self, words: str) -> None:
        if not self._window.say_saved(words):
            announce(self._window, words)

    def _refuse(self, words: str) -> None:
        self._window.show_message(words, "warning")
        announce(self._window, words)
