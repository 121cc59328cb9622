"""What a delay would do is shown before anybody decides on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, Dispensing, Hold, Site
from scheduler.core.printed import PrintedSheet
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from tests.ui.delays import Saved, alt, cells, delay_of
from tests.ui.dialog_data import (
    DISPENSED,
    FACTS,
    RETURNED,
    TODAY,
    document,
    given,
    interfaces,
    plain,
    press,
    rules,
    settle,
    show,
    visit,
)
from ui.dialogs.delay import DelayDialog
from ui.roles import Role
from ui.why import WhyPopup

WEEK = timedelta(days=7)


@pytest.fixture
def saved() -> Saved:
    return []


def test_that_the_capsules_go_on_is_kept_with_the_reason(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    alt(qtbot, Qt.Key.Key_N)
    dialog.reason.entry.set_value("transport")
    dialog.note.entry.set_value("train strike")
    dialog.submit()
    [(bookings, holds)] = saved
    assert bookings[0].reason == "transport; train strike; lenvatinib goes on"
    assert holds == ()


def test_a_hold_of_the_capsules_says_from_when_and_who_decided(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """F-01: both are asked for, beside the answer."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    alt(qtbot, Qt.Key.Key_F)
    dialog.reason.entry.set_value("toxicity")
    dialog.submit()
    assert "who decided" in dialog.capsules.decided_by.problem.text()
    dialog.capsules.decided_by.entry.set_value("Dr P. Nowak")
    dialog.submit()
    [(bookings, holds)] = saved
    assert bookings[0].visit == "C4D1"
    assert holds == (
        Hold(
            drug="lenvatinib",
            starts=TODAY,
            reason="toxicity",
            decided_by="Dr P. Nowak",
        ),
    )


def test_capsules_that_do_not_last_and_sheets_that_become_wrong_are_named(
    qtbot: QtBot, shipped_study: Study
):
    """Ux.md 3.9: days short, and reprint."""
    fresh = [fact for fact in FACTS if fact not in {DISPENSED, RETURNED}]
    found = replace(
        document(shipped_study),
        facts=(*fresh, Dispensing(on=date(2026, 11, 2), capsules=63)),
    )
    row = rules(shipped_study).plan(found).visit("C4D1")
    assert row is not None
    sheets = [PrintedSheet(visit="C4D1", issue=1, number="S000017")]
    dialog = DelayDialog(rules(shipped_study), found, row, lambda *_: None, sheets)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    supply = plain(dialog.effects.supply.text())
    assert "last to 22-Nov-2026: 7 days short of C4D1 on 30-Nov-2026" in supply
    assert "21 capsules" in supply
    paper = dialog.effects.paper.text()
    assert "C4D1 issue 1 (S000017) becomes out of date" in paper
    assert "Print it again" in paper


def test_a_closed_day_is_named(qtbot: QtBot, shipped_study: Study):
    """F-11: possible, and said."""
    closed = Site(closed_days=(date(2026, 11, 30),))
    found = replace(document(shipped_study), site=closed)
    row = rules(shipped_study).plan(found).visit("C4D1")
    assert row is not None
    dialog = DelayDialog(rules(shipped_study), found, row, lambda *_: None)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    assert cells(dialog)[0][6].startswith("closed: ")


def test_the_verdict_and_the_number_of_moves_are_announced(
    qtbot: QtBot,
    shipped_study: Study,
    saved: Saved,
    monkeypatch: pytest.MonkeyPatch,
):
    """K-08: what appears without the focus is said aloud."""
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    settle()
    assert any("C4D1 on Mon 30-Nov-2026 is 4 days late" in plain(one) for one in said)
    assert any("Visits that move: " in one for one in said)


def test_every_cell_tells_why_by_f2(qtbot: QtBot, shipped_study: Study, saved: Saved):
    """E-03: rule, inputs and dates, in a popup that Esc closes."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    assert all(all(row) for row in cells(dialog, Qt.ItemDataRole.ToolTipRole))
    view = dialog.effects.view
    view.setFocus()
    view.setCurrentIndex(view.table.index(2, 2))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    popup = view.findChild(WhyPopup)
    assert popup is not None
    assert "After Mon 21-Dec-2026" in plain(popup.what.text())
    assert "C4D1" in popup.why.text()
    assert "21 days" in plain(popup.why.text())
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    settle()
    assert view.findChild(WhyPopup) is None or not popup.isVisible()


def test_the_rule_tells_why(qtbot: QtBot, shipped_study: Study, saved: Saved):
    """E-03: which setting it is, and that nobody has confirmed it."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.effects.why_rule.click()
    popup = dialog.effects.why_rule.findChild(WhyPopup)
    assert popup is not None
    assert "Next Day 1 counts from: rolling" in popup.why.text()
    assert "assumption" in popup.why.text()
    popup.close()


def test_leaving_keeps_the_plan_and_asks_once_about_what_was_entered(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """F-07, F-09: Esc is safe, and nothing is discarded by a slip."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    alt(qtbot, Qt.Key.Key_7)
    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.confirm.isVisible()
    dialog.agree()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert saved == []


def test_everything_has_a_name_and_the_banner_says_whose_it_is(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """I-01, K-07."""
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    settle()
    roles = QAccessible.Role
    named = {
        roles.PushButton,
        roles.Button,
        roles.EditableText,
        roles.ComboBox,
        roles.RadioButton,
        roles.Table,
    }
    for one in interfaces(dialog):
        if one.role() in named and not one.state().invisible:
            assert one.text(QAccessible.Text.Name), one.object()
    texts = [one.text(QAccessible.Text.Name) for one in interfaces(dialog)]
    assert "PL03-0012" in texts


def test_only_an_infusion_is_put_on_hold(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    """F-04: the press that is off says why."""
    dialog = delay_of(shipped_study, saved, name="imaging week 12")
    show(qtbot, dialog)
    assert not dialog.choice.hold.isEnabled()
    assert "imaging week 12 has none" in dialog.choice.hold.toolTip()


def test_a_hold_that_stands_is_said_and_no_second_one_is_offered(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    held = Hold(drug="infusion", starts=date(2026, 11, 20))
    dialog = delay_of(shipped_study, saved, held)
    show(qtbot, dialog)
    assert not dialog.choice.hold.isEnabled()
    dialog.choice.days[7].click()
    assert "does not end the hold" in dialog.verdict.text()


def test_nothing_is_asked_about_capsules_that_nobody_takes(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    paused = Hold(drug="lenvatinib", starts=date(2026, 11, 10))
    dialog = delay_of(shipped_study, saved, paused)
    show(qtbot, dialog)
    assert not dialog.capsules.goes.isVisible()
    assert "is not being taken now" in dialog.effects.taken.text()
    dialog.choice.days[7].click()
    dialog.reason.entry.set_value("transport")
    dialog.submit()
    assert saved[0][1] == ()


def test_a_visit_is_not_put_off_behind_a_recorded_one(
    qtbot: QtBot, shipped_study: Study
):
    """Ux.md 3.9, errors; F-01: problem, cause and fix."""
    later = given(on=date(2026, 11, 23))
    waiting = Booking(visit="C3D1", on=date(2026, 12, 1))
    third = next(f for f in FACTS if getattr(f, "cycle", 0) == 3)
    facts = tuple(f for f in FACTS if f is not third)
    found = replace(document(shipped_study), facts=(*facts, later, waiting))
    row = rules(shipped_study).plan(found).visit("C3D1")
    assert row is not None
    dialog = DelayDialog(rules(shipped_study), found, row, lambda *_: None)
    show(qtbot, dialog)
    dialog.choice.date.set_value(date(2026, 12, 8))
    dialog.submit()
    said = dialog.by.problem.text()
    assert "C4D1 is recorded on Mon 23-Nov-2026" in said
    assert "record C3D1 as missed" in said


def test_a_long_gap_is_a_warning_with_the_number_of_days(
    qtbot: QtBot, shipped_study: Study
):
    """Ux.md 3.9: beyond what the protocol allows is said, and possible."""
    found = replace(document(shipped_study), settings=(("maximum_gap_days", 28),))
    row = rules(shipped_study).plan(found).visit("C4D1")
    assert row is not None
    dialog = DelayDialog(rules(shipped_study), found, row, lambda *_: None)
    show(qtbot, dialog)
    dialog.choice.days[14].click()
    said = plain(dialog.verdict.text())
    assert (
        "35 days after the last infusion on 02-Nov-2026; the profile allows 28" in said
    )
    assert dialog.act.isEnabled()


def test_rows_hold_the_visit_of_both_plans(
    qtbot: QtBot, shipped_study: Study, saved: Saved
):
    dialog = delay_of(shipped_study, saved)
    show(qtbot, dialog)
    dialog.choice.days[7].click()
    value = dialog.effects.view.table.index(0, 0).data(Role.VALUE)
    now: Visit = visit(shipped_study, "C4D1")
    assert value.before == now
    assert value.after.expected == now.expected + WEEK
