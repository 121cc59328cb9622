"""Lets nobody see a file who has not signed in, and sees them out again."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.dialogs.asking import ask
from ui.dialogs.bring_key import BringKeyDialog
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.dialogs.sign_in import SignInDialog
from ui.main_window import MainWindow
from ui.session import Session, Use


class Doorway(QObject):
    """Asks at the window who is there.

    Args:
        window: over which it is asked, and which remembers the last name.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._elsewhere: tuple[Use, ...] = ()

    def bring_key(self, place: str, bring: Callable[[str], None]) -> bool:
        """Ask for the recovery code of a file; say whether its key is here now."""
        return ask(BringKeyDialog(place, bring, self._window))

    def let_in(self, session: Session) -> bool:
        """Ask for a name and its password; say whether somebody is signed in."""
        preferences = self._window.preferences
        place = session.path.name if session.path else ""
        dialog = SignInDialog(
            session.attendance, place, preferences.person, self._window
        )
        if not ask(dialog):
            return False
        preferences.person = session.person.name
        self._elsewhere = dialog.elsewhere
        return True

    def greet(self, session: Session) -> None:
        """Say where else the account is in use, and show a new recovery code once."""
        said = [self._use(use) for use in self._elsewhere]
        if said:
            words = self.tr(
                "Your account is also signed in {uses}. If that is not you, change "
                "your password now, under Account, and tell your colleagues."
            )
            self._window.show_message(words.format(uses=", ".join(said)), "warning")
        code = session.attendance.recovery_code
        if code and session.path:
            ask(RecoveryCodeDialog(code, session.path, self._window))

    def _use(self, use: Use) -> str:
        words = self.tr("on {workstation} since {time}")
        return words.format(workstation=use.workstation, time=f"{use.since:%H:%M}")
