"""Asks about the visits that nobody has recorded; each answer is its own save."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot

from scheduler.core.agenda import Entry, unconfirmed
from scheduler.core.facts import VisitRecord
from ui.dialogs.asking import ask
from ui.dialogs.confirm_visits import ConfirmVisitsDialog, Key, Way
from ui.dialogs.missed_visit import MissedVisitDialog
from ui.dialogs.prompts import keep_prompts
from ui.main_window import MainWindow
from ui.pages.visit_actions import why_not_book, why_not_record
from ui.session import Session
from ui.workflows import Workflows


class ConfirmWorkflow(QObject):
    """Joins the list of unrecorded visits to the forms that answer for each.

    Args:
        session: the open file.
        window: over which the dialogs open.
        workflows: what opens the forms of a visit.
    """

    def __init__(
        self, session: Session, window: MainWindow, workflows: Workflows
    ) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._workflows = workflows

    @Slot()
    def confirm(self) -> None:
        """Go through every visit whose day has passed."""
        self._session.catch_up()
        keys = list(self._waiting())
        if not keys:
            self._window.say_saved(self._left(0))
            return
        dialog = ConfirmVisitsDialog(
            keys, self._look, self._ways(), _why_not, self._window
        )
        ask(dialog)
        self._window.say_saved(self._left(dialog.waiting))

    def _left(self, count: int) -> str:
        if not count:
            return self.tr("Every visit whose day has passed is recorded.")
        words = self.tr("Visits that nobody has recorded yet: {count}.")
        return words.format(count=count)

    def _ways(self) -> Mapping[Way, Callable[[Key], None]]:
        return {Way.DONE: self._done, Way.MISSED: self._missed, Way.MOVED: self._moved}

    def _waiting(self) -> dict[Key, Entry]:
        """Return the visits that wait, in the order of their urgency."""
        plans = self._session.recent_plans()
        numbers = {plan.participant.code: number for number, plan in plans.items()}
        return {
            (numbers[entry.plan.participant.code], entry.visit.visit): entry
            for entry in unconfirmed(plans.values(), self._session.today())
        }

    def _look(self, key: Key) -> Entry | None:
        return self._waiting().get(key)

    def _done(self, key: Key) -> None:
        entry = self._look(key)
        if entry is not None:
            self._workflows.record(*key, on=entry.visit.expected)

    def _moved(self, key: Key) -> None:
        self._workflows.book(*key)

    def _missed(self, key: Key) -> None:
        entry = self._look(key)
        if entry is None:
            return
        number, name = key
        participant = entry.plan.participant

        def save(record: VisitRecord) -> None:
            self._session.write(
                lambda store, by: store.record_fact(number, record, by=by)
            )
            words = self.tr("Recorded {what}")
            self._window.say_saved(words.format(what=f"{participant.code} {name}"))

        study = self._session.study
        dialog = MissedVisitDialog(study, participant, entry.visit, save, self._window)
        if ask(dialog):
            keep_prompts(self._session, dialog.prompts, number)
        self._session.catch_up()


def _why_not(way: Way, entry: Entry) -> str:
    return why_not_book(entry) if way is Way.MOVED else why_not_record(entry)
