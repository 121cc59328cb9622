"""From when to when something was given, in the 24-hour clock."""

from datetime import time

from PySide6.QtWidgets import QLabel, QWidget

from ui.forms.entry import Entry, EntryError, bare_row
from ui.forms.result_line import restyle
from ui.forms.time_field import TimeField

Span = tuple[time | None, time | None]


class TimeSpan(Entry[Span]):
    """Two times side by side; the second lies after the first."""

    def __init__(self) -> None:
        super().__init__()
        self.start, self.stop = TimeField(), TimeField()
        row = bare_row(self)
        for label, field in (
            (self.tr("s&tart"), self.start),
            (self.tr("sto&p"), self.stop),
        ):
            name = QLabel(label)
            name.setBuddy(field.edit)
            row.addWidget(name)
            row.addWidget(field)
            field.changed.connect(self.changed)
            field.left.connect(self.left)
        row.addWidget(quiet(self.tr("24-hour clock")))
        row.addStretch(1)

    def value(self) -> Span | None:
        """Return both times, None if neither is typed."""
        start, stop = self.start.value(), self.stop.value()
        if start and stop and stop <= start:
            sentence = self.tr("Enter a stop time after {0}.")
            raise EntryError(sentence.format(f"{start:%H:%M}"))
        return (start, stop) if start or stop else None

    def set_value(self, value: Span | None) -> None:
        """Enter both times."""
        start, stop = value or (None, None)
        self.start.set_value(start)
        self.stop.set_value(stop)

    def control(self) -> QWidget:
        """Return the line of the start."""
        return self.start.edit

    def name(self, what: str) -> None:
        """Name both lines by what is timed."""
        self.start.edit.setAccessibleName(self.tr("Start: {0}").format(what))
        self.stop.edit.setAccessibleName(self.tr("Stop: {0}").format(what))

    def mark(self, *, wrong: bool) -> None:
        """Mark both lines: the two together are wrong."""
        for field in (self.start, self.stop):
            field.edit.setProperty("wrong", wrong)
            restyle(field.edit)


def quiet(text: str) -> QLabel:
    """Return words of lesser weight beside a control."""
    label = QLabel(text)
    label.setProperty("role", "label")
    return label
