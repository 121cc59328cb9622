"""What people do at the pages: each opens its dialog and runs its one write."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog

from scheduler.core.facts import Booking, Fact, Participant
from scheduler.core.facts_text import write_facts
from scheduler.core.history_text import HistoryLine
from scheduler.core.visits import Visit
from scheduler.errors import CycleDeskError, StaleRecordError
from ui.dialogs.add_participant import AddParticipantDialog
from ui.dialogs.asking import ask
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.print_preview import PrintPreview
from ui.dialogs.prompts import keep_prompts
from ui.dialogs.record_visit import RecordVisitDialog
from ui.main_window import MainWindow
from ui.pages.save_details import SaveDetails
from ui.papers import SheetJob
from ui.places import documents
from ui.printing import save_file, with_ending
from ui.session import ParticipantId, Session, StoredFact
from ui.wording import wording

DEMO_PREFIX = "DEMO_"


class Seen:
    """The version of a record that somebody decides on.

    Args:
        stored: the record as it was read, None if there is none yet.
    """

    def __init__(self, stored: StoredFact | None) -> None:
        self.ver = stored.ver if stored else 0

    @contextmanager
    def compared(self, read: Callable[[], StoredFact | None]) -> Iterator[None]:
        """Save inside the block; where another desk was first, take its version.

        Both versions are shown then, so saving once more is a decision on both. A
        version that came still later has not been shown, and is not taken.
        """
        try:
            yield
        except StaleRecordError as error:
            found = read()
            if found is not None and found.fact == error.theirs:
                self.ver = found.ver
            raise


class Workflows(QObject):
    """Joins the pages' wishes to dialogs, and the dialogs to the session."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def add(self) -> ParticipantId | None:
        """Ask for a participant; return the number of the one that was saved."""
        session = self._session
        saved: list[ParticipantId] = []

        def save(participant: Participant, facts: tuple[Fact, ...]) -> None:
            changes = session.write(
                lambda store, by: store.add_participant(participant, facts=facts, by=by)
            )
            saved.extend(changes.participants)
            self._say(self.tr("Added {what}"), participant.code)

        session.catch_up()
        self._ask(
            AddParticipantDialog(
                session.rules,
                [one.participant.code for one in session.participants()],
                save,
                self._window,
            ),
            saved,
        )
        return saved[0] if saved else None

    @Slot(int, str)
    def record(
        self, participant_id: ParticipantId, name: str, on: date | None = None
    ) -> None:
        """Ask what happened at a visit, by default today, and save it in one step."""
        self._session.catch_up()
        visit = self._visit(participant_id, name)
        if visit is None:
            return

        def save(facts: tuple[Fact, ...]) -> None:
            self._session.write(
                lambda store, by: store.record_visit(participant_id, facts, by=by)
            )
            self._say(self.tr("Recorded {what}"), self._named(participant_id, name))

        dialog = RecordVisitDialog(
            self._session.rules,
            self._session.document(participant_id),
            visit,
            save,
            self._window,
        )
        if on is not None:
            dialog.start_on(on)
        self._ask(dialog, [participant_id])

    @Slot(int, str)
    def book(self, participant_id: ParticipantId, name: str) -> None:
        """Ask for another date of a visit and show first what it moves."""
        self._session.catch_up()
        visit = self._visit(participant_id, name)
        if visit is None:
            return
        seen = Seen(self._booking(participant_id, name))

        def save(booking: Booking, _reason: str) -> None:
            with seen.compared(lambda: self._booking(participant_id, name)):
                self._session.write(
                    lambda store, by: store.book_visit(
                        participant_id, booking, ver=seen.ver, by=by
                    )
                )
            self._say(self.tr("Booked {what}"), self._named(participant_id, name))

        self._ask(
            BookVisitDialog(
                self._session.rules,
                self._session.document(participant_id),
                visit,
                save,
                self._window,
            ),
            [participant_id],
        )

    @Slot(int, str)
    def print_sheet(self, participant_id: ParticipantId, name: str) -> None:
        """Show the dosing sheet of a visit, to save or to print."""
        job = SheetJob(self._session, participant_id, name)
        self._ask(PrintPreview(job.draw, job.record, self._window, job.paper))

    @Slot(object)
    def correct(self, stored: StoredFact) -> None:
        """Ask for another value in the place of a saved one, or to withdraw it."""
        self.correct_as(stored, None)

    @Slot(object, object)
    def correct_as(self, stored: StoredFact, proposed: Fact | None) -> None:
        """Ask the same with a value entered already, if there is one."""
        session = self._session
        session.catch_up()
        found = self._again(stored)
        if found is None:
            self._window.show_message(self.tr("This record was withdrawn meanwhile."))
            return
        seen = Seen(found)

        def correct(fact: Fact, reason: str) -> None:
            with seen.compared(lambda: self._again(stored)):
                session.write(
                    lambda store, by: store.correct_fact(
                        stored.id, seen.ver, fact, reason=reason, by=by
                    )
                )
            self._say(self.tr("Corrected {what}"), self._whose(stored))

        def withdraw(reason: str) -> None:
            with seen.compared(lambda: self._again(stored)):
                session.write(
                    lambda store, by: store.withdraw_fact(
                        stored.id, seen.ver, reason=reason, by=by
                    )
                )
            self._say(self.tr("Withdrew {what}"), self._whose(stored))

        dialog = CorrectFactDialog(
            session.rules,
            session.document(stored.participant),
            found.fact,
            correct,
            withdraw,
            self._window,
        )
        if proposed is not None:
            dialog.form.propose(proposed)
        self._ask(dialog, [stored.participant])

    @Slot(object)
    def show_save(self, line: HistoryLine) -> None:
        """Show what a save did, before and after."""
        seq = line.entry.fields[0].seq
        states, whole = self._session.read(lambda store: store.save_of(seq))
        ask(SaveDetails(states, self._window, whole=whole))

    def export_facts(self, shown: ParticipantId | None) -> None:
        """Export the facts of the participant who is shown, else ask whose."""
        if shown is not None:
            self.export(shown)
            return
        people = self._session.participants()
        codes = {one.participant.code: one.id for one in people}
        code, chosen = QInputDialog.getItem(
            self._window,
            self.tr("Export facts"),
            self.tr("Whose facts?"),
            list(codes),
            0,
            editable=False,
        )
        if chosen and code:
            self.export(codes[code])

    def export(self, participant_id: ParticipantId) -> None:
        """Save the facts of one participant, without a name, as a file."""
        session = self._session
        document = session.document(participant_id)
        prefix = DEMO_PREFIX if session.demo else ""
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export facts"),
            str(documents() / f"{prefix}{document.participant.code}_facts.json"),
            self.tr("Facts (*.json)"),
        )
        if not name:
            return
        try:
            self.export_to(with_ending(Path(name), ".json"), participant_id)
        except CycleDeskError as error:
            self._window.show_message(wording(error))

    def export_to(self, path: Path, participant_id: ParticipantId) -> None:
        """Tell History, then write the facts of a participant, whole or not at all.

        Raises:
            CycleDeskError: nothing was written; what was there before still is.
        """
        document = self._session.document(participant_id)
        made = write_facts(document).encode()
        told = ("what", "Facts, JSON"), ("sha256", hashlib.sha256(made).hexdigest())
        self._session.write(
            lambda store, by: store.record_event(
                "export", told, by=by, participant=participant_id
            )
        )
        save_file(made, path)
        self._say(self.tr("Exported the facts of {what}"), document.participant.code)

    def _visit(self, participant_id: ParticipantId, name: str) -> Visit | None:
        return self._session.plan(participant_id).visit(name)

    def _ask(self, dialog: QDialog, whose: Sequence[ParticipantId] = ()) -> None:
        """Show a dialog; then show what another desk saved in the meantime.

        Args:
            dialog: what is asked.
            whose: the participant whom it was about, once it is answered.
        """
        if ask(dialog) and isinstance(dialog, FormDialog):
            keep_prompts(self._session, dialog.prompts, *whose[:1])
        self._session.catch_up()

    def _booking(self, participant_id: ParticipantId, name: str) -> StoredFact | None:
        for stored in self._session.facts(participant_id):
            if isinstance(stored.fact, Booking) and stored.fact.visit == name:
                return stored
        return None

    def _again(self, stored: StoredFact) -> StoredFact | None:
        """Return a record as it is now, None once it is withdrawn."""
        facts = self._session.facts(stored.participant)
        return next((one for one in facts if one.id == stored.id), None)

    def _whose(self, stored: StoredFact) -> str:
        code = self._session.participant(stored.participant).participant.code
        return f"{code} {stored.id.kind.value.replace('_', ' ')}"

    def _named(self, participant_id: ParticipantId, name: str) -> str:
        code = self._session.participant(participant_id).participant.code
        return f"{code} {name}"

    def _say(self, words: str, what: str) -> None:
        self._window.say_saved(words.format(what=what))
