"""A participant's own data: corrected, withdrawn, restored, each as one write."""

from PySide6.QtCore import QObject, Signal

from scheduler.core.facts import Participant
from ui.dialogs.asking import ask
from ui.dialogs.correct_participant import (
    CorrectParticipantDialog,
    RestoreParticipantDialog,
    WithdrawParticipantDialog,
)
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.prompts import keep_prompts
from ui.forms.choice import Reasons
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session, StoredParticipant


class ParticipantWorkflows(QObject):
    """Joins the dialogs about a participant's own data to the session.

    Args:
        session: the open file.
        window: over which the dialogs open.

    Signals:
        withdrawn: a participant is on no page any more.
        restored: the number of a participant who is back.
    """

    withdrawn = Signal()
    restored = Signal(int)

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def correct(self, number: ParticipantId) -> None:
        """Ask what is right of a participant's own data, and why."""
        session = self._session
        session.catch_up()
        stored = session.participant(number)
        others = [one for one in session.participants() if one.id != number]

        def save(participant: Participant, reason: str) -> None:
            session.write(
                lambda store, by: store.correct_participant(
                    number, stored.ver, participant, reason=reason, by=by
                )
            )
            self._say(self.tr("Corrected {what}"), participant.code)

        dialog = CorrectParticipantDialog(
            session.rules,
            session.document(number),
            [one.participant.code for one in others],
            save,
            self._window,
        )
        self._ask(dialog, number)

    def withdraw(self, number: ParticipantId) -> None:
        """Take out a participant who was entered by mistake."""
        session = self._session
        session.catch_up()
        stored = session.participant(number)

        def save(reason: str) -> None:
            session.write(
                lambda store, by: store.withdraw_participant(
                    number, stored.ver, reason=reason, by=by
                )
            )
            self._say(self.tr("Withdrew {what}"), stored.participant.code)

        dialog = WithdrawParticipantDialog(
            session.document(number), self._reasons(), save, self._window
        )
        if self._ask(dialog, None):
            self.withdrawn.emit()

    def restore(self) -> None:
        """Put a participant back who was withdrawn."""
        session = self._session
        session.catch_up()
        found = session.read(lambda store: store.withdrawn_participants())
        back: list[ParticipantId] = []

        def save(stored: StoredParticipant, reason: str) -> None:
            session.write(
                lambda store, by: store.restore_participant(
                    stored.id, stored.ver, reason=reason, by=by
                )
            )
            back.append(stored.id)
            self._say(self.tr("Restored {what}"), stored.participant.code)

        dialog = RestoreParticipantDialog(found, self._reasons(), save, self._window)
        if self._ask(dialog, None):
            self.restored.emit(back[0])

    def _reasons(self) -> tuple[str, ...]:
        return self._session.study.reasons.get(Reasons.CORRECTION, ())

    def _ask(self, dialog: FormDialog, whose: ParticipantId | None) -> bool:
        saved = ask(dialog)
        if saved:
            keep_prompts(self._session, dialog.prompts, whose)
        self._session.catch_up()
        return saved

    def _say(self, words: str, what: str) -> None:
        self._window.say_saved(words.format(what=what))
