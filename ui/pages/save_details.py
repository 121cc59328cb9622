"""One save in a window of its own: before and after, who, when, why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from scheduler.core.history import HistoryEntry, RecordStates
from scheduler.core.history_text import source_text, zoned
from ui.models.save_table import AFTER, BEFORE, SaveTable
from ui.pages.labels import SECTION, wrapped
from ui.pages.wrapping_rows import WrappingRows
from ui.theme import SPACE

SIZE = (900, 520)
WIDEST = {0: 34, BEFORE: 34, AFTER: 34}


class SaveDetails(QDialog):
    """Shows what one save did to each of its records.

    Args:
        states: its records before and after.
        whole: False if the save has more records than are shown.
        parent: who owns it.
    """

    def __init__(
        self,
        states: Sequence[RecordStates],
        parent: QWidget | None = None,
        *,
        whole: bool = True,
    ) -> None:
        super().__init__(parent)
        entry = states[0].entry
        self.setWindowTitle(self.tr("Before and after"))
        self.heading = wrapped(
            f"{zoned(entry.at)}, {entry.person}, {entry.role}", SECTION, bold=True
        )
        self.words = wrapped(self._words(entry, states, whole=whole))
        table = SaveTable(self)
        table.show_states(states)
        self.rows = WrappingRows(self.tr("Before and after"), WIDEST)
        self.rows.setModel(table)
        self._lay_out()

    def _words(
        self, entry: HistoryEntry, states: Sequence[RecordStates], *, whole: bool
    ) -> str:
        codes = dict.fromkeys(one.entry.participant for one in states)
        whose = ", ".join(code for code in codes if code)
        reasons = dict.fromkeys(one.entry.reason for one in states)
        said = "; ".join(reason for reason in reasons if reason)
        parts = [
            self.tr("Participant {0}.").format(whose) if whose else "",
            self.tr("Reason: {0}.").format(said.rstrip(".")) if said else "",
            self.tr("Source: {0}, at {1}, CycleDesk {2}.").format(
                source_text(entry), entry.workstation, entry.program
            ),
            "" if whole else self.tr("The save has more records than are shown here."),
        ]
        return " ".join(part for part in parts if part)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE[2])
        for widget in (self.heading, self.words, self.rows, buttons):
            column.addWidget(widget)
        column.setStretch(2, 1)
        self.resize(*SIZE)
        self.rows.setFocus()
