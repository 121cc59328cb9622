"""A delay dialog, its table, and the keys of its choices, for its tests."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, Fact, Hold
from scheduler.core.printed import PrintedSheet
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    document,
    focused,
    plain,
    rules,
    settle,
)
from ui.dialogs.delay import DelayDialog

Saved = list[tuple[Sequence[Booking], Sequence[Hold]]]


def delay_of(
    study: Study, saved: Saved, *facts: Fact, name: str = "C4D1", **more: object
) -> DelayDialog:
    def save(bookings: Sequence[Booking], holds: Sequence[Hold]) -> None:
        saved.append((bookings, holds))

    ours = replace(rules(study), **more)  # type: ignore[arg-type]
    sheets = [PrintedSheet(visit="C4D1", issue=1, number="S000017")]
    found = document(study, *facts)
    row = ours.plan(found).visit(name)
    assert row is not None
    return DelayDialog(ours, found, row, save, sheets)


def cells(dialog: DelayDialog, role: int = Qt.ItemDataRole.DisplayRole):
    table = dialog.effects.view.table
    return [
        [plain(str(table.index(row, column).data(role))) for column in range(7)]
        for row in range(table.rowCount())
    ]


def alt(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a mnemonic; Qt shows the button pressed for a tenth of a second."""
    qtbot.keyClick(focused(), key, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(150)
    settle()
