"""Sets a lost password anew with the recovery code of the file."""

from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from ui.attendance import Attendance
from ui.dialogs.form_dialog import FormDialog
from ui.forms.choice import ListChoice
from ui.forms.entry import TextEntry
from ui.forms.field import Field
from ui.forms.password_entry import NewPasswordFields
from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE


class RecoverDialog(FormDialog):
    """Signs somebody in who has the recovery code, where nobody else can help.

    Args:
        attendance: of the file that was opened.
        name: who was chosen already; empty if nobody was.
        parent: the window.
    """

    def __init__(
        self, attendance: Attendance, name: str, parent: QWidget | None
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Use the recovery code"))
        self.act.setText(self.tr("&Set the password and sign in"))
        self._attendance = attendance
        names = [(one.name, one.name) for one in attendance.people()]
        self.who = Field(
            self.tr("&Name"),
            ListChoice(names, self.tr("Choose\u2026")),
            required=self.tr("Choose your name."),
        )
        if name:
            self.who.entry.set_value(name)
        self.code = Field(
            self.tr("Recovery &code"),
            TextEntry(),
            required=self.tr("Enter the code that was printed with the file."),
        )
        self.new = NewPasswordFields(self)
        self._fill_form()

    def hand_over(self) -> None:
        """Set the password and sign in."""
        name, code = self.who.value() or "", self.code.value() or ""
        self._attendance.recover(name, code, self.new.value())

    def reject(self) -> None:
        """Leave at once: a password that is typed is no entry to lose."""
        QDialog.reject(self)

    def first_focus(self) -> QWidget:
        """Return the code where the name is known already."""
        asked = self.code if self.who.value() else self.who
        return asked.entry.control()

    def _fill_form(self) -> None:
        words = WrappedLabel(
            self.tr(
                "A colleague who looks after accounts can give you a temporary "
                "password, under People. Where there is no such colleague, the code "
                "that was printed when the file was made opens your account. History "
                "says so: one person only."
            )
        )
        form = QFormLayout(self.body)
        form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        form.setHorizontalSpacing(SPACE[2])
        form.addRow(words)
        fields: tuple[Field[Any], ...] = (self.who, self.code, *self.new.fields())
        for field in fields:
            form.addRow(field.label, field)
            self.watch(field)
        rule = WrappedLabel(self.new.rule())
        rule.setProperty("role", "label")
        self.new.password.add_below(rule)
