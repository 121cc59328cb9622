"""How far is chosen by one press or by typing; nothing is saved without a reason."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, Hold
from scheduler.core.study import Study
from tests.ui.delays import Saved, alt, cells, delay_of
from tests.ui.dialog_data import (
    TODAY,
    focused,
    press,
    settle,
    show,
)
from tests.ui.presses import Presses


@pytest.fixture
def saved() -> Saved:
    return []


def test_one_press_shows_six_visits_now_and_after(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """D-09, D-13: every date is whole, every window is two dates."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    assert not dialog.effects.view.isVisible()
    dialog.choice.days[7].click()
    settle()
    rows = cells(dialog)
    assert len(rows) == 6
    assert rows[0] == [
        "C4D1",
        "Mon 23-Nov-2026",
        "Mon 30-Nov-2026",
        "+7 days",
        "20-Nov-2026 to 26-Nov-2026",
        "4 days late, out of window",
        "open day",
    ]
    assert rows[1][0] == "imaging week 12"
    assert rows[1][3] == "stays"
    assert rows[2][:4] == ["C5D1", "Mon 14-Dec-2026", "Mon 21-Dec-2026", "+7 days"]
    assert rows[2][5] == "in window"
    assert saved == []


def test_nothing_is_saved_without_a_reason_and_what_was_chosen_stays(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """F-01, F-08, F-11: Enter applies only when a reason is chosen."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    alt(qtbot, Qt.Key.Key_7)
    press(qtbot, Qt.Key.Key_Return)
    settle()
    assert saved == []
    assert dialog.isVisible()
    assert "Choose why" in dialog.reason.problem.text()
    assert focused() is dialog.reason.entry.control()
    qtbot.keyClicks(focused(), "tr")
    press(qtbot, Qt.Key.Key_Return)
    settle()
    [(bookings, holds)] = saved
    assert bookings == (
        Booking(visit="C4D1", on=date(2026, 11, 30), reason="transport"),
    )
    assert holds == ()
    assert not dialog.isVisible()


@pytest.fixture
def presses(qapp: QApplication) -> Iterator[Presses]:
    found = Presses(qapp)
    yield found
    qapp.removeEventFilter(found)


def test_a_week_is_seen_by_one_press_and_applied_by_the_next(
    qtbot: QtBot, shipped_study: Study, saved: Saved, presses: Presses
):
    """Job 5: the first press opened the dialog, typing a reason is none."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    qtbot.mouseClick(dialog.choice.days[7], Qt.MouseButton.LeftButton)
    settle()
    assert presses.count == 1
    assert dialog.effects.view.isVisible()
    qtbot.keyClicks(focused(), "ill")
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert presses.count == 2
    assert [b.reason for b in saved[0][0]] == ["illness"]


def test_the_other_presses_are_three_two_weeks_and_three(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """K-01: Alt with the first digit."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    for key, days in (
        (Qt.Key.Key_3, 3),
        (Qt.Key.Key_7, 7),
        (Qt.Key.Key_1, 14),
        (Qt.Key.Key_2, 21),
    ):
        alt(qtbot, key)
        found = dialog.choice.value()
        assert found is not None
        assert found.on == TODAY + timedelta(days=days)
        assert [d for d, b in dialog.choice.days.items() if b.isChecked()] == [days]


def test_a_typed_date_does_the_same(qtbot: QtBot, shipped_study: Study, saved: Saved):
    """D-07: a step from today can be typed."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.choice.date.edit.setFocus()
    qtbot.keyClicks(focused(), "+2w")
    settle()
    assert dialog.choice.days[14].isChecked()
    assert cells(dialog)[0][2] == "Mon 07-Dec-2026"


def test_a_day_that_is_past_or_no_other_is_refused_beside_its_field(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """F-01, F-02, F-03: the field keeps its words; what cannot be is not offered."""
    early = Booking(visit="C4D1", on=date(2026, 11, 18), reason="holiday")
    dialog = delay_of(shipped_study, saved, early)
    show(qtbot, dialog)
    assert not dialog.choice.days[3].isEnabled()
    assert "is past" in dialog.choice.days[3].toolTip()
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    for typed, said in (("22-Nov-2026", "or a later day"), ("23-Nov-2026", "has now")):
        line = dialog.choice.date.edit
        line.setText(typed)
        dialog.submit()
        assert said in dialog.by.problem.text()
        assert line.text() == typed
    assert saved == []


def test_a_hold_has_no_date_yet(qtbot: QtBot, shipped_study: Study, saved: Saved):
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    alt(qtbot, Qt.Key.Key_H)
    rows = {row[0]: row for row in cells(dialog)}
    assert rows["C4D1"][2:4] == ["no date yet", "on hold"]
    assert rows["C4D1"][5] == "On hold"
    qtbot.keyClicks(focused(), "tox")
    press(qtbot, Qt.Key.Key_Return)
    assert saved == [((), (Hold(drug="infusion", starts=TODAY, reason="toxicity"),))]


def test_the_capsules_are_asked_about_and_nothing_is_assumed(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """Ux.md 3.9: not decided is the answer at first, and changes nothing."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    assert dialog.capsules.answer().value == "not decided"
    assert not dialog.capsules.starts.isVisible()
    dialog.reason.entry.set_value("transport")
    dialog.submit()
    assert saved[-1][1] == ()
    assert saved[-1][0][0].reason == "transport"
