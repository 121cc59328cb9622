"""Lets people put their names to the study profile."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ui.attendance import Subject
from ui.dialogs.asking import ask
from ui.dialogs.confirm_profile import ConfirmProfileDialog
from ui.dialogs.prompts import keep_prompts
from ui.profile import profile_digest
from ui.session import Right, Session


class Confirming(QObject):
    """Asks the person who is signed in to confirm the profile of an open file."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._digest = profile_digest(session.study)

    @property
    def is_done(self) -> bool:
        """Whether enough people have confirmed the profile as it is shipped."""
        return self._session.attendance.is_confirmed(self._digest)

    def problem(self) -> str:
        """Return why the person who is signed in cannot confirm it; else nothing."""
        if not self._session.attendance.may(Right.PROFILE):
            return self.tr("Coordinators and investigators confirm the profile.")
        if self._session.person.name in self._names():
            return self.tr(
                "You have confirmed it. A second person has to sign in and do so too."
            )
        return ""

    @Slot()
    def ask(self) -> None:
        """Show the values and take a signature."""
        signed = self._session.attendance.confirmations(self._digest)
        dialog = ConfirmProfileDialog(
            self._session.study,
            signed,
            self._sign,
            self._window,
            alone=not signed and not self._session.attendance.second_people(),
        )
        if ask(dialog):
            keep_prompts(self._session, dialog.prompts)

    def _sign(self, password: str, reason: str | None) -> None:
        self._session.write(
            lambda store, by: store.sign(
                Subject.PROFILE, self._digest, password, by=by, alone_because=reason
            )
        )

    def _names(self) -> set[str]:
        found = self._session.attendance.confirmations(self._digest)
        return {one.person for one in found}
