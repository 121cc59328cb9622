"""A word that no column holds breaks, and is never cut: names of files, digests."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scheduler.core.history import FieldChange, HistoryEntry, HistoryPage
from tests.ui.conftest import NOW
from ui.models.history_table import NEW, HistoryTable
from ui.pages.history_rows import HistoryRows
from ui.pages.row_painter import PAD, fit_for_wrapping

LETTERS = 20
BACKUP = "PL03_2026-11-23T084100Z_before-restore.cycledesk-backup"
DIGEST = "3fa9c02b11aa" * 5


@pytest.mark.parametrize("word", [BACKUP, DIGEST, f"/media/stick_of_site/{BACKUP}"])
def test_no_line_of_a_long_word_is_wider_than_its_column(qapp: QApplication, word: str):
    metrics = QFontMetrics(qapp.font())
    width = LETTERS * metrics.averageCharWidth()
    room = QRect(0, 0, width, 10_000)
    flags = Qt.TextFlag.TextWordWrap
    text = fit_for_wrapping(f"place {word}, entry 12")
    assert metrics.boundingRect(room, flags, text).width() <= width


def test_a_day_is_still_never_broken():
    text = fit_for_wrapping("date 23-Nov-2026, of PL03_2026-11-23T084100Z.backup")
    assert "23-\u2060Nov-\u20602026" in text


def test_the_row_of_a_backup_in_history_is_as_high_as_its_name_needs(qtbot: QtBot):
    """R28: what a file was called is read, not guessed."""
    entry = HistoryEntry(
        save=1,
        source="program",
        undoes=None,
        at=NOW,
        person="Anna Kowalska",
        role="coordinator",
        workstation="desk-1",
        program="0.1.0",
        site="PL03",
        participant=None,
        record="backup",
        record_id=None,
        action="event",
        reason=None,
        fields=(FieldChange(1, "file", None, BACKUP),),
        names={},
    )
    rows, model = HistoryRows("History"), HistoryTable()
    qtbot.addWidget(rows)
    model.begin(lambda _from: HistoryPage((entry,), 1, ended=True))
    rows.show_lines(model)
    rows.resize(1000, 300)
    rows.show()
    width = rows.columnWidth(NEW) - 2 * PAD
    room = QRect(0, 0, width, 10_000)
    text = fit_for_wrapping(f"file {BACKUP}")
    needed = rows.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
    assert needed.width() <= width
    assert rows.rowHeight(0) >= needed.height() + 2 * PAD
