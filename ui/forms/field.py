"""A labelled field: its entry, what it means, and what stands against it."""

from collections.abc import Callable
from typing import Any, Generic

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from scheduler.core.masking import telling_words
from scheduler.errors import CycleDeskError
from ui.forms.entry import Entry, Found
from ui.forms.result_line import ResultLine, Tone
from ui.theme import SPACE
from ui.wording import wording


class FieldLabel(QLabel):
    """The label of a control, level with its first line."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "label")
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.beside = False

    def sizeHint(self) -> QSize:
        """Return the height of the control where the label stands beside it."""
        if self.beside:
            control = self.buddy().sizeHint().height()
            above = (control - self.fontMetrics().height()) // 2
            self.setContentsMargins(0, max(above, 0), 0, 0)
        return super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the same: a label is never cut."""
        return self.sizeHint()


class Field(QWidget, Generic[Found]):
    """One entry with its label, and its problem as plain text under it.

    What was typed is kept, whatever stands against it, and nothing is said
    before typing has ended once.

    Args:
        label: with its mnemonic; the accessible name without it.
        entry: what is asked for.
        required: the sentence for a field that may not be empty.
        check: what else stands against a value, as a sentence; "" is nothing.
        above: True to put the label over the entry, False to leave its place
            to the form.
        hint: a description for those who listen to the screen.
    """

    def __init__(
        self,
        label: str,
        entry: Entry[Found],
        *,
        required: str = "",
        check: Callable[[Found], str] | None = None,
        above: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.entry, self.required, self._check = entry, required, check
        self._hint = hint
        self.label = FieldLabel(label)
        self.problem, self.caution = ResultLine(), ResultLine()
        self.problem.hide()
        self.caution.hide()
        self._lay_out(above=above)
        self._name(label)
        entry.changed.connect(self._revise)
        entry.changed.connect(self._screen)
        entry.left.connect(self._look)

    def value(self) -> Found | None:
        """Return what was entered, None if nothing was.

        Raises:
            CycleDeskError: what was entered cannot be used.
        """
        return self.entry.value()

    def usable(self) -> Found | None:
        """Return the value if it is asked for and nothing stands against it."""
        if not self.is_asked() or self.find_problem():
            return None
        return self.entry.value()

    def is_asked(self) -> bool:
        """Say whether the field is one of those that are shown, or will be."""
        if self.parentWidget() is None:
            return self.isEnabled()
        return self.isEnabled() and self.isVisibleTo(self.window())

    def find_problem(self) -> str:
        """Return what stands against the entry, "" if nothing does."""
        if not self.is_asked():
            return ""
        try:
            found = self.entry.value()
        except CycleDeskError as error:
            return wording(error)
        if found is None:
            return self.required
        return self._check(found) if self._check else ""

    def complain(self) -> bool:
        """Show what stands against the entry, and say whether anything does."""
        problem = self.find_problem()
        shown = "" if self.entry.shows(problem) else problem
        self.problem.tell(Tone.WRONG, shown)
        self.entry.mark(wrong=bool(problem))
        said = " ".join(part for part in (problem, self._hint) if part)
        self.entry.control().setAccessibleDescription(said)
        return bool(problem)

    def blame(self, why: str) -> None:
        """Say beside the entry why it was not taken, until it is changed."""
        self.problem.tell(Tone.WRONG, why)
        self.entry.mark(wrong=True)
        self.entry.control().setAccessibleDescription(why)
        self.entry.mended_at().setFocus()

    def add_below(self, widget: QWidget) -> None:
        """Put what the entry means right under it."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.entry) + 1, widget)

    def _lay_out(self, *, above: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        self.label.beside = not above
        if above:
            column.addWidget(self.label)
        column.addWidget(self.entry)
        column.addWidget(self.problem)
        column.addWidget(self.caution)

    def _name(self, label: str) -> None:
        self.label.setBuddy(self.entry.control())
        self.entry.name(label.replace("&", ""))
        self.entry.control().setAccessibleDescription(self._hint)

    @Slot()
    def _look(self) -> None:
        """Once typing has ended, say what stands against what was typed."""
        try:
            empty = self.entry.value() is None
        except CycleDeskError:
            empty = False
        if not empty:
            self.complain()

    @Slot()
    def _screen(self) -> None:
        """Point out words that could tell the treatments apart; they can be saved."""
        found = telling_words(self.entry.free_text())
        sentence = self.tr(
            "{0} could tell others which treatment it is. Say it without that, unless "
            "it has to be on record."
        )
        named = ", ".join(f"\u201c{word}\u201d" for word in found)
        self.caution.tell(Tone.WARNING, sentence.format(named) if found else "")

    @Slot()
    def _revise(self) -> None:
        """Take a problem back as soon as it is cured."""
        if not self.problem.isHidden():
            self.complain()


class FormGrid(QGridLayout):
    """Rows of labels and fields, labels at the left, all of them level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalSpacing(SPACE[3])
        self.setVerticalSpacing(SPACE[1])
        self.setColumnStretch(1, 1)

    def add_row(self, label: QWidget, field: QWidget) -> None:
        """Add a row under the others."""
        row = self.rowCount()
        self.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(field, row, 1)

    def end(self) -> None:
        """Keep the rows together at the top, whatever room there is."""
        self.setRowStretch(self.rowCount(), 1)


class FieldGroup(QObject):
    """Fields that belong together, as rows of a form; some come and go.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        raise NotImplementedError

    def join(self, form: FormGrid) -> None:
        """Add the fields as rows."""
        for field in self.fields():
            form.add_row(field.label, field)
            field.entry.changed.connect(self.changed)
        self.arrange()

    def arrange(self) -> None:
        """Show the fields that what is entered asks for."""

    def show_field(self, field: Field[Any], on: bool) -> None:
        """Show a field with its label, or hide both; never outside a form."""
        if field.parentWidget() is None:
            return
        field.setVisible(on)
        field.label.setVisible(on)
