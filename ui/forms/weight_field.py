"""The weight: a plain line, and what it means at once; nothing is rounded."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scheduler.core.quantities import kilograms, parse_weight, weight_text
from scheduler.core.weights import is_notable_change
from scheduler.errors import CycleDeskError
from ui.forms.choice import ReasonField
from ui.forms.entry import Entry, EntryError, SampleEdit
from ui.forms.result_line import ResultLine, Tone
from ui.forms.weighing import (
    Weighing,
    change_text,
    could_become,
    dose_sentence,
    needs_a_look,
    notices,
    result_text,
)
from ui.theme import SPACE
from ui.wording import wording


class WeightField(Entry[int]):
    """Reads kilograms by ``parse_weight``, and never changes what was typed.

    A change of 10 % or more is typed a second time, or explained.

    Args:
        weighing: what the weight is held against.
        reasons: the list to explain a change by.
        parent: who owns it.
    """

    def __init__(
        self,
        weighing: Weighing,
        reasons: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._weighing = weighing
        self._typing = False
        self.edit = SampleEdit("000.00 kg")
        self.result = ResultLine()
        self.notice = ResultLine()
        self.second = SampleEdit("000.00 kg")
        self.reason = ReasonField(reasons)
        self._again = QWidget()
        self._line = QHBoxLayout()
        self._lay_out()
        self._connect()
        self._refresh()

    def value(self) -> int | None:
        """Return the weight in grams."""
        typed = self.edit.text().strip()
        if not typed:
            return None
        grams = parse_weight(typed)
        if is_notable_change(self._weighing.last, grams) and not self.explanation():
            self._compare(grams)
        return grams

    def explanation(self) -> str | None:
        """Return the reason given for a change of 10 % or more, if one was."""
        if self._again.isHidden():
            return None
        return self.reason.value()

    def grams(self) -> int | None:
        """Return the weight as it is typed, whatever stands against it."""
        try:
            return parse_weight(self.edit.text().strip())
        except CycleDeskError:
            return None

    def set_weighing(self, weighing: Weighing) -> None:
        """Hold what is typed against other weights, those before another day."""
        if weighing != self._weighing:
            self._weighing = weighing
            self._refresh()

    def set_readable(self, on: bool) -> None:
        """Let a weight be typed, or say that none was measured."""
        self.edit.setEnabled(on)
        if not on:
            self.edit.clear()
            self.result.hide()
        else:
            self._refresh()
            self.result.show()

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget behind the unit; its own height does not bound the line's."""
        at = self._line.count() - 1
        self._line.insertWidget(at, widget, alignment=Qt.AlignmentFlag.AlignVCenter)

    def set_value(self, value: int | None) -> None:
        """Put a weight into the line, as exactly as it is held."""
        self.edit.setText("" if value is None else kilograms(value))

    def control(self) -> QWidget:
        """Return the line."""
        return self.edit

    def mended_at(self) -> QWidget:
        """Return the line, or the second one while that is what is missing."""
        missing = self._again.isVisible() and not self.second.text().strip()
        return self.second if missing else self.edit

    def free_text(self) -> str:
        """Return how a large change is explained."""
        return self.reason.free_text()

    def shows(self, problem: str) -> bool:
        """Say whether the result line already says it."""
        return problem == self.result.text()

    def _lay_out(self) -> None:
        line = self._line
        line.setSpacing(SPACE[1])
        line.addWidget(self.edit)
        line.addWidget(QLabel(self.tr("kg")))
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addLayout(line)
        column.addWidget(self.result)
        column.addWidget(self.notice)
        column.addWidget(self._again)
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        form = QGridLayout(self._again)
        form.setContentsMargins(0, SPACE[0], 0, 0)
        form.setSpacing(SPACE[1])
        form.setColumnStretch(1, 1)
        first, second = QLabel(self.tr("Type it again")), QLabel(self.tr("or say why"))
        first.setBuddy(self.second)
        second.setBuddy(self.reason.control())
        self.second.setAccessibleName(self.tr("Weight, typed a second time"))
        self.reason.name(self.tr("Reason for the change of weight"))
        form.addWidget(first, 0, 0)
        form.addWidget(self.second, 0, 1)
        form.addWidget(second, 1, 0)
        form.addWidget(self.reason, 1, 1)

    def _connect(self) -> None:
        self.edit.textEdited.connect(self._typed)
        self.edit.textChanged.connect(self._refresh)
        self.edit.textChanged.connect(self.changed)
        self.edit.editingFinished.connect(self._finish)
        self.second.textChanged.connect(self.changed)
        self.second.editingFinished.connect(self.left)
        self.reason.changed.connect(self.changed)
        self.reason.left.connect(self.left)

    @Slot()
    def _typed(self) -> None:
        self._typing = True

    @Slot()
    def _finish(self) -> None:
        """Once typing has ended, call an unfinished weight what it is."""
        self._typing = False
        self._refresh()
        self.left.emit()

    @Slot()
    def _refresh(self) -> None:
        """Say what is typed so far, in the words of ux.md 3.11."""
        typed = self.edit.text().strip()
        grams = None
        try:
            grams = parse_weight(typed)
        except CycleDeskError as error:
            if not typed or (self._typing and could_become(typed)):
                self.result.tell(Tone.HINT, self._hint())
            else:
                self.result.tell(Tone.WRONG, wording(error))
        self._show_notices(grams)

    def _show_notices(self, grams: int | None) -> None:
        if grams is None:
            self._again.hide()
            self.notice.tell(Tone.WARNING, "")
            return
        crossing = needs_a_look(self._weighing, grams)
        dose = dose_sentence(self._weighing, grams)
        said = [result_text(self._weighing, grams), "" if crossing else dose]
        tone = Tone.INFO if crossing else Tone.GOOD
        self.result.tell(tone, ". ".join(part for part in said if part))
        look = [dose] if crossing else []
        self.notice.tell(Tone.WARNING, "\n".join(look + notices(self._weighing, grams)))
        self._again.setVisible(is_notable_change(self._weighing.last, grams))

    def _hint(self) -> str:
        return self.tr("Type the measured weight in kilograms, for example 60.4")

    def _compare(self, grams: int) -> None:
        """Refuse a notable change that was neither typed again nor explained."""
        typed = self.second.text().strip()
        if not typed:
            sentence = self.tr("{0}. Type the weight a second time, or say why.")
            raise EntryError(sentence.format(change_text(self._weighing, grams)))
        second = parse_weight(typed)
        if second != grams:
            sentence = self.tr("The two weights differ: {0} and {1}. Check the scale.")
            raise EntryError(sentence.format(weight_text(grams), weight_text(second)))
