"""What every field asks of the widgets in it: one value, or why there is none."""

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from scheduler.errors import CycleDeskError
from ui.forms.result_line import restyle
from ui.theme import SPACE

Found = TypeVar("Found")

HINT_CHARACTERS = 17  # what QLineEdit measures its own size hint by


class EntryError(CycleDeskError):
    """What stands in a field cannot be used; the sentence is worded already."""


class Entry(QWidget, Generic[Found]):
    """One value that is asked for.

    Signals:
        changed: something was typed or chosen.
        left: typing has ended for now.
    """

    changed = Signal()
    left = Signal()

    def value(self) -> Found | None:
        """Return what was entered, None if nothing was.

        Raises:
            CycleDeskError: what was entered cannot be used.
        """
        raise NotImplementedError

    def set_value(self, value: Found | None) -> None:
        """Enter a value, or nothing."""
        raise NotImplementedError

    def control(self) -> QWidget:
        """Return the widget that takes the focus and carries the name."""
        raise NotImplementedError

    def mended_at(self) -> QWidget:
        """Return the widget that takes the focus when something stands against it."""
        return self.control()

    def name(self, what: str) -> None:
        """Name what is asked for, for those who listen to the screen."""
        self.control().setAccessibleName(what)

    def free_text(self) -> str:
        """Return what is typed in free words, "" where there are none."""
        return ""

    def shows(self, problem: str) -> bool:
        """Say whether the entry itself already shows what stands against it."""
        return False

    def mark(self, *, wrong: bool) -> None:
        """Show by the border that something stands against the entry."""
        self.control().setProperty("wrong", wrong)
        restyle(self.control())


class SampleEdit(QLineEdit):
    """A line edit as wide as a sample of what is typed in it.

    Args:
        sample: the widest text that is expected.
        parent: who owns it.
    """

    def __init__(self, sample: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sample = sample
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(fixed, fixed)

    def event(self, event: QEvent) -> bool:
        """Measure again once the style sheet has added its padding."""
        done = super().event(event)
        if event.type() in {QEvent.Type.Polish, QEvent.Type.StyleChange}:
            self.updateGeometry()
        return done

    def sizeHint(self) -> QSize:
        """Return the size that shows the sample, at any size of text."""
        size = super().sizeHint()
        metrics = self.fontMetrics()
        frame = size.width() - HINT_CHARACTERS * metrics.horizontalAdvance("x")
        texts = (self._sample, self.placeholderText())
        wanted = max(map(metrics.horizontalAdvance, texts)) + metrics.averageCharWidth()
        return QSize(max(frame, 2 * SPACE[2]) + wanted, size.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: the sample is never cut."""
        return self.sizeHint()


class LineEntry(Entry[Found]):
    """An entry that is one line of text; its kinds say how it is read.

    Args:
        sample: the widest text expected; an empty one lets the line grow.
        unit: words behind the line, such as ``kg``.
        parent: who owns it.
    """

    def __init__(
        self, sample: str = "", *, unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit = SampleEdit(sample) if sample else QLineEdit()
        self.row = bare_row(self)
        self.row.addWidget(self.edit)
        if unit:
            self.row.addWidget(QLabel(unit))
        if sample:
            self.row.addStretch(1)
        self.edit.textChanged.connect(self.changed)
        self.edit.editingFinished.connect(self.left)

    def control(self) -> QWidget:
        """Return the line."""
        return self.edit

    def text(self) -> str:
        """Return what is typed, without spaces around it."""
        return self.edit.text().strip()


class TextEntry(LineEntry[str]):
    """Free text; nothing typed is no value."""

    def value(self) -> str | None:
        """Return what is typed."""
        return self.text() or None

    def set_value(self, value: str | None) -> None:
        """Put text into the line."""
        self.edit.setText(value or "")

    def free_text(self) -> str:
        """Return what is typed."""
        return self.text()


class CountEntry(LineEntry[int]):
    """A whole number, typed."""

    def value(self) -> int | None:
        """Return the number that is typed."""
        if not self.text():
            return None
        if not (self.text().isascii() and self.text().isdigit()):
            raise EntryError(self.tr("Enter a whole number, for example 63."))
        return int(self.text())

    def set_value(self, value: int | None) -> None:
        """Put a number into the line."""
        self.edit.setText("" if value is None else str(value))


class Tick(Entry[bool]):
    """Yes or no, as a box to tick.

    Args:
        words: what is true while it is ticked, with its mnemonic.
    """

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        row = bare_row(self)
        row.addWidget(self.box)
        row.addStretch(1)
        self.box.toggled.connect(self.changed)

    def value(self) -> bool:
        """Say whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick it, or not."""
        self.box.setChecked(bool(value))

    def control(self) -> QWidget:
        """Return the box."""
        return self.box

    def name(self, what: str) -> None:
        """Say with the box, which is named by its own words, what is asked."""
        self.box.setAccessibleDescription(what)


def bare_row(widget: QWidget) -> QHBoxLayout:
    """Give a widget a row without margins of its own."""
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE[1])
    row.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return row
