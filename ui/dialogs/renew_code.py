"""Makes a new recovery code, in the place of one that was lost or seen."""

from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from ui.attendance import Attendance, TooSoonError, WrongPasswordError
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.waiting import Waiting
from ui.forms.field import Field
from ui.forms.password_entry import PasswordEntry
from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE


class RenewCodeDialog(FormDialog):
    """Says what a new code ends and what it does not, and asks for the password.

    Args:
        attendance: of the open file.
        parent: the window.

    Attributes:
        code: the new code, once it is made; else empty.

    Source:
        reliability.md R37, F47.
    """

    def __init__(self, attendance: Attendance, parent: QWidget | None) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("New recovery code"))
        self.act.setText(self.tr("&Make a new code"))
        self._attendance = attendance
        self.code = ""
        self.waiting = Waiting(self.act)
        secret = PasswordEntry()
        secret.ended.connect(self.submit)
        self.password = Field(
            self.tr("&Your password"),
            secret,
            required=self.tr("Enter the password that you sign in with."),
        )
        self._fill_form()

    def hand_over(self) -> None:
        """Make it."""
        try:
            self.code = self._attendance.renew_recovery_code(
                self.password.value() or ""
            )
        except (WrongPasswordError, TooSoonError) as error:
            self.password.entry.set_value(None)
            self.waiting.begin(error.wait)
            raise

    def reject(self) -> None:
        """Leave at once: a password that is typed is no entry to lose."""
        QDialog.reject(self)

    def _fill_form(self) -> None:
        form = QFormLayout(self.body)
        form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        form.addRow(
            WrappedLabel(
                self.tr(
                    "The code of before no longer opens this file, nor the backups "
                    "that are made from now on. Copies and backups of before still "
                    "open with it: keep it as long as you keep them. If somebody has "
                    "it who should not, remove those backups as well."
                )
            )
        )
        form.addRow(self.password.label, self.password)
        self.watch(self.password)
