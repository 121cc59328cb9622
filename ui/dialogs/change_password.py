"""Puts another password in the place of one's own."""

from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from ui.attendance import Attendance, TooSoonError, WrongPasswordError
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.waiting import Waiting
from ui.forms.field import Field
from ui.forms.password_entry import NewPasswordFields, PasswordEntry
from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE


class ChangePasswordDialog(FormDialog):
    """Asks for the old password once and for the new one twice.

    Args:
        attendance: of the open file.
        parent: the window.
    """

    def __init__(self, attendance: Attendance, parent: QWidget | None) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Change my password"))
        self.act.setText(self.tr("&Change password"))
        self._attendance = attendance
        self.waiting = Waiting(self.act)
        self.old = Field(
            self.tr("&Present password"),
            PasswordEntry(),
            required=self.tr("Enter the password that you sign in with."),
        )
        self.new = NewPasswordFields(self)
        self._fill_form()

    def hand_over(self) -> None:
        """Change it."""
        old = self.old.value() or ""
        try:
            self._attendance.change_password(old, self.new.value())
        except (WrongPasswordError, TooSoonError) as error:
            self.old.entry.set_value(None)
            self.waiting.begin(error.wait)
            raise

    def reject(self) -> None:
        """Leave at once: a password that is typed is no entry to lose."""
        QDialog.reject(self)

    def _fill_form(self) -> None:
        form = QFormLayout(self.body)
        form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        form.setHorizontalSpacing(SPACE[2])
        fields: tuple[Field[Any], ...] = (self.old, *self.new.fields())
        for field in fields:
            form.addRow(field.label, field)
            self.watch(field)
        rule = WrappedLabel(self.new.rule())
        rule.setProperty("role", "label")
        self.new.password.add_below(rule)
