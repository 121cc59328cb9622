"""Capsules brought back and handed out, side by side."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from ui.forms.entry import CountEntry, Entry, bare_row
from ui.forms.result_line import restyle

Capsules = tuple[int | None, int | None]


class CapsulesEntry(Entry[Capsules]):
    """Two counts; the second follows a proposal until somebody types one."""

    def __init__(self) -> None:
        super().__init__()
        self.returned, self.dispensed = CountEntry("00000"), CountEntry("00000")
        self._own = False
        row = bare_row(self)
        for label, count in (
            (self.tr("&returned"), self.returned),
            (self.tr("&dispensed"), self.dispensed),
        ):
            name = QLabel(label)
            name.setBuddy(count.edit)
            row.addWidget(name)
            row.addWidget(count)
            count.changed.connect(self.changed)
            count.left.connect(self.left)
        row.addStretch(1)
        self.dispensed.edit.textEdited.connect(self._typed)

    def value(self) -> Capsules | None:
        """Return both counts, None if neither is typed."""
        found = (self.returned.value(), self.dispensed.value())
        return None if found == (None, None) else found

    def set_value(self, value: Capsules | None) -> None:
        """Enter both counts."""
        returned, dispensed = value or (None, None)
        self.returned.set_value(returned)
        self.dispensed.set_value(dispensed)

    def propose(self, dispensed: int | None) -> None:
        """Enter a computed number to hand out, unless one was typed."""
        if not self._own:
            self.dispensed.set_value(dispensed)

    def control(self) -> QWidget:
        """Return the line of what came back."""
        return self.returned.edit

    def name(self, what: str) -> None:
        """Name both lines."""
        self.returned.edit.setAccessibleName(self.tr("Capsules returned"))
        self.dispensed.edit.setAccessibleName(self.tr("Capsules dispensed"))

    def mark(self, *, wrong: bool) -> None:
        """Mark the line that no number can be read from."""
        for count in (self.returned, self.dispensed):
            text = count.text()
            unread = bool(text) and not text.isdigit()
            count.edit.setProperty("wrong", wrong and unread)
            restyle(count.edit)

    @Slot()
    def _typed(self) -> None:
        self._own = True
