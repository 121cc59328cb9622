"""What of History is asked for: text, participant, person, days, kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from scheduler.core.history import HistoryFilter
from scheduler.core.history_names import record_name
from scheduler.errors import CycleDeskError
from ui.forms.date_field import DateField
from ui.forms.entry import bare_row
from ui.forms.field import Field
from ui.pages.flow import FlowLayout
from ui.session import ParticipantId
from ui.theme import SPACE

TYPING_ENDS_MS = 250
TEXT_WIDTH = 32  # letters


class HistoryFilters(QWidget):
    """Asks which changes to list.

    Args:
        today: the last day that can be asked for.
        of_one: True where the participant is given.

    Signals:
        changed: another ``HistoryFilter`` is asked for.
    """

    changed = Signal()

    def __init__(self, today: date, *, of_one: bool) -> None:
        super().__init__()
        self._of_one = of_one
        self._fixed = HistoryFilter()
        self.text = QLineEdit()
        self.participant = QComboBox()
        self.person, self.kind = QComboBox(), QComboBox()
        self.clinical = QCheckBox(self.tr("C&linical only"))
        self.first = _day_field(self.tr("F&rom"), today)
        self.last = _day_field(self.tr("&Until"), today)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_ENDS_MS)
        self._quiet = False
        self._set_up()
        self._lay_out()
        self._connect()

    def asked(self) -> HistoryFilter:
        """Return what is asked for; a date that cannot be read counts as none."""
        return replace(
            self._fixed,
            participant=self._fixed.participant or self.participant.currentData(),
            person=self.person.currentData(),
            first=_day(self.first),
            last=_day(self.last),
            kinds=(self.kind.currentData(),) if self.kind.currentData() else (),
            clinical=self.clinical.isChecked(),
            text=self.text.text().strip(),
        )

    def fix(self, fixed: HistoryFilter) -> None:
        """Ask for nothing but this, whatever else is chosen, and clear the rest."""
        self._fixed = fixed
        self.clear()

    def offer(
        self,
        codes: Mapping[ParticipantId, str],
        people: Sequence[str],
        kinds: Sequence[str],
    ) -> None:
        """Offer what there is to choose from; what is chosen stays chosen."""
        self._quiet = True
        everybody, everyone = self.tr("All participants"), self.tr("All people")
        _fill(
            self.participant,
            everybody,
            {code: number for number, code in codes.items()},
        )
        _fill(self.person, everyone, {name: name for name in people})
        named = sorted((record_name(kind), kind) for kind in kinds)
        _fill(self.kind, self.tr("All kinds"), dict(named))
        self._quiet = False

    @Slot()
    def clear(self) -> None:
        """Ask for everything again, but for what is fixed."""
        self._quiet = True
        self.text.clear()
        for box in (self.participant, self.person, self.kind):
            box.setCurrentIndex(0)
        for field in (self.first, self.last):
            field.entry.set_value(None)
            field.complain()
        self.clinical.setChecked(False)
        self._quiet = False
        self._typing.stop()
        self.changed.emit()

    def add_beside(self, widget: QWidget) -> None:
        """Put something after the filters, where there is room."""
        self._flow.addWidget(widget)

    @Slot()
    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()

    @Slot()
    def _wait(self) -> None:
        if not self._quiet:
            self._typing.start()

    def _set_up(self) -> None:
        self.text.setPlaceholderText(self.tr("Find in changes\u2026  Ctrl+F"))
        self.text.setAccessibleName(self.tr("Find in changes"))
        self.text.setMinimumWidth(TEXT_WIDTH * self.fontMetrics().averageCharWidth())
        for box, words in (
            (self.participant, self.tr("Participant")),
            (self.person, self.tr("Person")),
            (self.kind, self.tr("Kind of change")),
        ):
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if self._of_one:
            self.participant.hide()
        find = QAction(self.tr("Find in changes"), self)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        find.triggered.connect(self.text.setFocus)
        self.find_action = find

    def _lay_out(self) -> None:
        self._flow = flow = FlowLayout(self, across=SPACE[1], down=SPACE[1])
        for widget in (
            self.text,
            self.participant,
            self.person,
            self.kind,
            _beside(self.first),
            _beside(self.last),
            self.clinical,
        ):
            flow.addWidget(widget)

    def _connect(self) -> None:
        self._typing.timeout.connect(self.changed)
        self.text.textChanged.connect(self._wait)
        for box in (self.participant, self.person, self.kind):
            box.currentIndexChanged.connect(self._tell)
        for field in (self.first, self.last):
            field.entry.changed.connect(self._wait)
        self.clinical.toggled.connect(self._tell)


def _fill(box: QComboBox, everything: str, choices: Mapping[str, object]) -> None:
    """Offer choices below the one that leaves nothing out."""
    chosen = box.currentData()
    box.clear()
    box.addItem(everything, None)
    for words, value in choices.items():
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))


def _beside(field: Field[date]) -> QWidget:
    """Put a field after its label, which no line break parts from it."""
    found = QWidget()
    row = bare_row(found)
    row.addWidget(field.label)
    row.addWidget(field)
    return found


def _day_field(words: str, today: date) -> Field[date]:
    entry = DateField(today=today, latest=today)
    entry.today_button.hide()  # a row of filters has no room for it
    return Field(words, entry)


def _day(field: Field[date]) -> date | None:
    try:
        return field.value()
    except CycleDeskError:
        return None
