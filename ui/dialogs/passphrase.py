"""Asks for the passphrase that protects backups which leave this computer."""

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QWidget

from ui.dialogs.form_dialog import FormDialog
from ui.forms.field import Field
from ui.forms.password_entry import PasswordEntry
from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE


class PassphraseDialog(FormDialog):
    """Sets a passphrase, typed twice.

    Args:
        keep: takes the passphrase; an error of it is shown.
        parent: the window.
    """

    def __init__(self, keep: Callable[[str], None], parent: QWidget | None) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Passphrase for backups"))
        self.act.setText(self.tr("&Set passphrase"))
        self._keep = keep
        self.phrase = Field(
            self.tr("&Passphrase"),
            PasswordEntry(),
            required=self.tr("Type four or five words."),
        )
        self.again = Field(
            self.tr("The same a&gain"),
            PasswordEntry(),
            required=self.tr("Type the passphrase once more."),
            check=self._same,
        )
        form = QFormLayout(self.body)
        form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        form.setHorizontalSpacing(SPACE[2])
        form.addRow(
            WrappedLabel(
                self.tr(
                    "New backups in the second place can then only be opened with it. "
                    "Write it down and keep it where the recovery code is kept: "
                    "nobody can set it back."
                )
            )
        )
        for field in (self.phrase, self.again):
            form.addRow(field.label, field)
            self.watch(field)

    def hand_over(self) -> None:
        """Set the passphrase."""
        self._keep(self.phrase.value() or "")

    def _same(self, again: str) -> str:
        if again == self.phrase.value():
            return ""
        return self.tr("The two differ. Type the same one twice.")
