"""F2 says why a date, a dose or a count is what it is, on every screen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.calendar_desk import joined_page
from tests.ui.dialog_data import dialog_named, settle, show
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.session import Session
from ui.why import WhyPopup, explain_focus, reason_of


@pytest.fixture
def demo_desk(desk: Desk, window: MainWindow) -> Desk:
    desk.open_demo()
    window.activateWindow()
    settle()
    return desk


def number_of(desk: Desk, code: str) -> int:
    assert desk.session is not None
    people = desk.session.participants()
    return next(one.id for one in people if one.participant.code == code)


def told(window: QWidget) -> tuple[str, str]:
    """Ask by F2's way, and return what the popup says."""
    explain_focus(window)
    popups = window.findChildren(WhyPopup)
    said = popups[-1].what.text(), popups[-1].why.text()
    popups[-1].close()
    return said[0].replace("\u00a0", " "), said[1].replace("\u00a0", " ")


def test_f2_explains_the_cell_of_today_that_has_the_focus(
    qtbot: QtBot, demo_desk: Desk, window: MainWindow
):
    """E-03, K-01: rule, inputs, dates."""
    view = demo_desk.today.due.view
    assert demo_desk.today.due.choose("PL03-0012", "C14D1")
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 4))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    [popup] = window.findChildren(WhyPopup)
    assert popup.what.text() == "Window 20-Nov to 26-Nov"
    why = popup.why.text().replace("\u00a0", " ")
    assert "20-Nov-2026 to 26-Nov-2026: 3 days before to 3 days after" in why
    assert "C13D1 on 02-Nov-2026 + 21 days" in why
    assert popup.why.accessibleName() == f"Window 20-Nov to 26-Nov. {why}"
    qtbot.keyClick(popup, Qt.Key.Key_F2)
    assert not popup.isVisible()


def test_f2_explains_the_participants_table_the_timeline_and_the_cycle_grid(
    demo_desk: Desk, window: MainWindow
):
    """E-03: the same popup everywhere."""
    rows = demo_desk.participants.view
    window.show_page(demo_desk.participants)
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(0, 6))
    assert told(window)[1]
    demo_desk.show_participant(number_of(demo_desk, "PL03-0012"))
    page = demo_desk.participant
    page.overview.timeline.setFocus()
    what, why = told(window)
    assert "C14" in what
    assert "from C14D1" in why
    page.tabs.setCurrentIndex(1)
    page.grid.days.setFocus()
    assert "Mon 23-Nov-2026" in told(window)[1]


def test_f2_explains_the_banner_where_no_table_has_the_focus(
    demo_desk: Desk, window: MainWindow
):
    """E-03, I-03: cycle, dose, next visit and window, in the banner's order."""
    demo_desk.show_participant(number_of(demo_desk, "PL03-0012"))
    page = demo_desk.participant
    page.actions_.record.setFocus()
    what, why = told(window)
    assert what == "PL03-0012"
    lines = why.splitlines()
    begins = [line.split(" ")[0] for line in lines]
    assert begins == ["Cycle", "DOSE", "Next", "Window"]
    assert "60 kg or more" in lines[1]
    assert page.banner.dose.value.accessibleDescription()


def test_f2_explains_a_visit_of_the_month_and_counts_a_day(
    demo: Session, window: MainWindow
):
    """E-03: a count names what is counted, a visit says its rule."""
    page = joined_page(demo, window)
    view = page.board.view
    view.setFocus()
    settle()
    what, why = told(window)
    assert what == "Mon 23-Nov-2026"
    assert page.board.cells.counted(view.day) in why
    view.choose(next(entry for entry in view.stops() if entry is not None))
    what, why = told(window)
    assert what.startswith("PL03-")
    assert "window" in why.lower()


def test_f2_is_never_met_with_silence(demo_desk: Desk, window: MainWindow):
    """K-05: where nothing is computed, that is said."""
    demo_desk.today.actions_.record.setFocus()
    what, why = told(window)
    assert what == "Nothing computed has the focus"
    assert "press F2" in why


def test_what_was_entered_says_so(demo_desk: Desk, window: MainWindow):
    view = demo_desk.today.due.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 1))
    assert "as it was entered" in told(window)[1]


def test_f2_explains_what_follows_while_somebody_is_entered(
    qtbot: QtBot, shipped_study: object
):
    """E-03: the next visits, the dose and the capsules beside the form."""
    dialog = dialog_named(shipped_study, "add")  # type: ignore[arg-type]
    show(qtbot, dialog)
    assert reason_of(dialog.focusWidget()) is None
    dialog.form.code.entry.set_value("PL03-0099")  # type: ignore[attr-defined]
    dialog.form.first_day_1.entry.set_value(date(2026, 12, 7))  # type: ignore[attr-defined]
    settle()
    found = reason_of(dialog.focusWidget())
    assert found is not None
    assert "C1D1: Mon 07-Dec-2026" in found[1]


@pytest.mark.parametrize("name", ["record", "book"])
def test_f2_explains_the_visit_of_a_dialog(
    qtbot: QtBot, shipped_study: object, name: str
):
    """E-03: the day and the window, and what follows from what is entered."""
    dialog = dialog_named(shipped_study, name)  # type: ignore[arg-type]
    show(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_F2)
    [popup] = dialog.findChildren(WhyPopup)
    why = popup.why.text().replace("\u00a0", " ")
    assert "C3D1 on 02-Nov-2026 + 21 days" in why
    assert "20-Nov-2026 to 26-Nov-2026" in why
    assert ("C5D1: Mon 14-Dec-2026" in why) is (name == "record")
    popup.close()


def test_the_menu_names_the_key(demo_desk: Desk):
    """K-03: F2 explains, and it stands in the menu."""
    assert demo_desk.menus.why.shortcut().toString() == "F2"
    assert "Why" in demo_desk.menus.why.text().replace("&", "")
