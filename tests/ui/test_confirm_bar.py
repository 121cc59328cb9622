"""A question is answered on purpose, never by the second half of a double click."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from scheduler.core.study import Study
from tests.ui.dialog_data import (
    BASELINE,
    document,
    rules,
    settle,
    show,
    visit,
)
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.form_dialog import FormDialog


@pytest.fixture
def saved() -> list[tuple[object, ...]]:
    return []


@pytest.fixture
def booking(
    qtbot: QtBot, shipped_study: Study, saved: list[tuple[object, ...]]
) -> BookVisitDialog:
    found = BookVisitDialog(
        rules(shipped_study),
        document(shipped_study),
        visit(shipped_study, "C4D1"),
        lambda *given: saved.append(given),
    )
    show(qtbot, found)
    found.day.entry.set_value(date(2026, 11, 30))
    found.reason.entry.set_value("transport")
    settle()
    return found


def click_twice(dialog: FormDialog, at: QPoint) -> None:
    """Click twice at a place of the screen, whatever comes to lie there."""
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(dialog.windowHandle(), button, none, at)
    settle()


def middle(widget: QWidget, dialog: FormDialog) -> QPoint:
    return widget.mapTo(dialog, widget.rect().center())


def test_a_double_click_on_save_still_asks(
    booking: BookVisitDialog, saved: list[tuple[object, ...]]
):
    """F07."""
    click_twice(booking, middle(booking.act, booking))
    assert saved == []
    assert booking.isVisible()


def test_a_double_click_on_withdraw_withdraws_nothing(
    qtbot: QtBot, shipped_study: Study, saved: list[tuple[object, ...]]
):
    dialog = CorrectFactDialog(
        rules(shipped_study),
        document(shipped_study),
        BASELINE,
        lambda *given: saved.append(given),
        lambda *given: saved.append(given),
    )
    show(qtbot, dialog)
    dialog.reason.entry.set_value("wrong participant")
    settle()
    click_twice(dialog, middle(dialog.withdraw_button, dialog))
    assert saved == []
    assert dialog.isVisible()


def test_a_double_click_on_cancel_keeps_what_was_entered(
    booking: BookVisitDialog,
):
    for across in (4, booking.cancel.width() // 2, booking.cancel.width() - 4):
        click_twice(booking, booking.cancel.mapTo(booking, QPoint(across, 10)))
        assert booking.isVisible()
        booking.decline()
        settle()


def test_one_click_answers(booking: BookVisitDialog, saved: list[tuple[object, ...]]):
    booking.submit()
    settle()
    QTest.mouseClick(booking.confirm.act, Qt.MouseButton.LeftButton)
    assert len(saved) == 1
