"""Passwords: typed unseen, shown only while asked to, and chosen twice alike."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton

from ui.forms.entry import LineEntry
from ui.forms.field import Field

SAMPLE = "W" * 14


class PasswordEntry(LineEntry[str]):
    """A password; spaces belong to it.

    Signals:
        ended: Enter was pressed in the line.
    """

    ended = Signal()

    def __init__(self) -> None:
        super().__init__(SAMPLE)
        self.edit.returnPressed.connect(self.ended)
        hints = Qt.InputMethodHint
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            hints.ImhSensitiveData
            | hints.ImhNoPredictiveText
            | hints.ImhNoAutoUppercase
        )
        self.reveal = QPushButton(self.tr("Show"))
        self.reveal.setCheckable(True)
        self.reveal.setAutoDefault(False)
        self.reveal.toggled.connect(self._show)
        self.row.insertWidget(1, self.reveal)

    def value(self) -> str | None:
        """Return what is typed, with its spaces."""
        return self.edit.text() or None

    def set_value(self, value: str | None) -> None:
        """Put a password into the line."""
        self.edit.setText(value or "")

    def name(self, what: str) -> None:
        """Name the line, and the button beside it after it."""
        super().name(what)
        words = self.tr("Show what is typed: {what}").format(what=what)
        self.reveal.setAccessibleName(words)

    @Slot(bool)
    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode
        self.edit.setEchoMode(mode.Normal if on else mode.Password)


class NewPasswordFields(QObject):
    """A new password, typed twice.

    Attributes:
        password: the new password.
        again: the same once more.

    Signals:
        ended: Enter was pressed in the second line.
    """

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        repeated = PasswordEntry()
        repeated.ended.connect(self.ended)
        self.password = Field(
            self.tr("New pass&word"),
            PasswordEntry(),
            required=self.tr("Enter a password of at least 12 characters."),
            hint=self.rule(),
        )
        self.again = Field(
            self.tr("The same a&gain"),
            repeated,
            required=self.tr("Enter the new password once more."),
            check=self._same,
        )

    def rule(self) -> str:
        """Return which passwords are taken."""
        return self.tr(
            "At least 12 characters. Three or four words that do not belong together "
            "are enough; no digits or signs are asked for."
        )

    def fields(self) -> tuple[Field[str], Field[str]]:
        """Return both fields in reading order."""
        return self.password, self.again

    def value(self) -> str:
        """Return the password; both fields have been checked before."""
        return self.password.value() or ""

    def _same(self, again: str) -> str:
        if again == self.password.value():
            return ""
        return self.tr("The two passwords differ. Type the same one twice.")
