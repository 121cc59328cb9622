"""Goes through the visits that nobody has recorded, one at a time."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scheduler.core.agenda import Entry
from scheduler.core.dates import date_range, weekday_date
from scheduler.core.visits import Visit
from ui.dialogs.banner import BannerLine
from ui.dialogs.record_visit import visit_title
from ui.forms.result_line import ResultLine, Tone, WrappedLabel, announce
from ui.session import ParticipantId
from ui.theme import SPACE, sized
from ui.wording import shown, status_word, verdict_words

LETTERS = 96  # that the dialog is wide
Key = tuple[ParticipantId, str]


class Way(StrEnum):
    """What somebody says of a visit whose day has passed."""

    DONE = "done"
    MISSED = "missed"
    MOVED = "moved"


class ConfirmVisitsDialog(QDialog):
    """Asks what happened at each visit; each answer is saved by itself.

    It can be left at any time: what was answered is saved, the rest waits.

    Args:
        keys: the visits to ask about, each by its participant and its name.
        look: returns a visit while nobody has recorded it, else None.
        ways: opens the form of an answer.
        why_not: why an answer cannot be given, "" if it can.
        parent: who owns it.

    Source:
        ux.md F-04, K-01, K-02.
    """

    def __init__(
        self,
        keys: Sequence[Key],
        look: Callable[[Key], Entry | None],
        ways: Mapping[Way, Callable[[Key], None]],
        why_not: Callable[[Way, Entry], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Confirm visits"))
        self._keys, self._at = list(keys), 0
        self._look, self._ways, self._why_not = look, ways, why_not
        self._banner: BannerLine | None = None
        self.place = QLabel()
        self.place.setFont(sized(self.font(), 13, bold=True))
        self.facts, self.left_over = WrappedLabel(), ResultLine()
        self.buttons = {
            Way.DONE: QPushButton(self.tr("&Done\u2026")),
            Way.MISSED: QPushButton(self.tr("&Missed\u2026")),
            Way.MOVED: QPushButton(self.tr("Mo&ved\u2026")),
        }
        self.later = QPushButton(self.tr("&Later"))
        self.stop = QPushButton(self.tr("&Stop here"))
        self.answered = 0
        self._lay_out()
        self._connect()
        self._show_next()

    @property
    def waiting(self) -> int:
        """How many of the visits still have nothing recorded."""
        return sum(self._look(key) is not None for key in self._keys)

    @Slot()
    def skip(self) -> None:
        """Leave this one for later, and show the next."""
        self._at += 1
        self._show_next()

    def _answer(self, way: Way) -> None:
        """Open the form of an answer; go on once it is saved."""
        key = self._keys[self._at]
        self._ways[way](key)
        if self._look(key) is None:
            self.answered += 1
            self._at += 1
        self._show_next()

    def _show_next(self) -> None:
        """Show the next visit that is still waiting, or end where there is none."""
        while self._at < len(self._keys):
            entry = self._look(self._keys[self._at])
            if entry is not None:
                self._show(entry)
                return
            self._at += 1
        self.accept()

    def _show(self, entry: Entry) -> None:
        words = self.tr("{number} of {count}")
        self.place.setText(words.format(number=self._at + 1, count=len(self._keys)))
        said = shown(self._sentence(entry.visit))
        self.facts.setText(said)
        self._show_banner(entry)
        for way, button in self.buttons.items():
            why = self._why_not(way, entry)
            button.setEnabled(not why)
            button.setToolTip(why)
            button.setAccessibleDescription(why or said)
        self.later.setAccessibleDescription(self.tr("It is asked about again."))
        self.left_over.tell(Tone.HINT, self._so_far())
        first = (button for button in self.buttons.values() if button.isEnabled())
        next(first, self.later).setFocus()
        code = entry.plan.participant.code
        announce(self, f"{self.place.text()}. {code}. {self.facts.text()}")

    def _sentence(self, visit: Visit) -> str:
        if visit.booked:
            words = self.tr("{visit} was booked for {day} (window {window}). {status}.")
        else:
            words = self.tr(
                "{visit} was planned for {day} (window {window}). {status}."
            )
        status = status_word(visit.status)
        if visit.verdict:
            status = f"{status}, {verdict_words(visit.verdict)}"
        said = words.format(
            visit=visit.visit,
            day=weekday_date(visit.expected),
            window=date_range(*visit.window),
            status=status,
        )
        return f"{said} {self.tr('Nobody has recorded what happened.')}"

    def _so_far(self) -> str:
        words = self.tr(
            "Each answer is saved by itself. Stop whenever you like: the rest waits."
        )
        if not self.answered:
            return words
        done = self.tr("Recorded so far: {count}.").format(count=self.answered)
        return f"{done} {words}"

    def _show_banner(self, entry: Entry) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        if self._banner is not None:
            column.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
        self._banner = BannerLine(entry.plan.participant, visit_title(entry.visit))
        column.insertWidget(0, self._banner)

    def _connect(self) -> None:
        for way, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, way=way: self._answer(way))
        self.later.clicked.connect(self.skip)
        self.stop.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        for button in (*self.buttons.values(), self.later):
            row.addWidget(button)
        row.addStretch(1)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(self.stop)
        self.buttons[Way.DONE].setProperty("primary", "true")
        inside = QVBoxLayout()
        inside.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        inside.setSpacing(SPACE[2])
        inside.addWidget(self.place)
        inside.addWidget(self.facts)
        inside.addLayout(row)
        inside.addWidget(self.left_over)
        inside.addStretch(1)
        inside.addLayout(end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside, 1)
        self.setMinimumWidth(LETTERS * self.fontMetrics().averageCharWidth())
