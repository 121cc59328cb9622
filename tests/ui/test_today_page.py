from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Participant, Weight
from scheduler.core.study import Study
from tests.ui.site import files
from ui.pages.today_page import TodayPage
from ui.session import Session


def shown(qtbot: QtBot, session: Session) -> TodayPage:
    page = TodayPage(session)
    qtbot.addWidget(page)
    page.resize(1166, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    QApplication.processEvents()
    return page


def sections(page: TodayPage):
    return (page.decisions, page.due, page.waiting, page.recorded)


def test_the_title_is_the_day_and_each_list_says_how_many(qtbot: QtBot, demo: Session):
    """D-03."""
    page = shown(qtbot, demo)
    assert page.title.text() == "Mon 23-Nov-2026"
    assert page.due.title.text() == "Due today (3)"
    assert all(section.isVisible() for section in sections(page))
    assert not page.good.isVisible()


def test_the_columns_of_all_lists_line_up_and_no_row_is_cut(
    qtbot: QtBot, demo: Session
):
    """L-01."""
    page = shown(qtbot, demo)
    views = [section.view for section in sections(page)]
    edges = [
        [view.columnViewportPosition(column) for column in range(9)] for view in views
    ]
    assert edges[1:] == edges[:-1]
    for view in views:
        last = view.model().rowCount() - 1
        bottom = view.rowViewportPosition(last) + view.rowHeight(last)
        assert bottom <= view.viewport().height()


def test_a_small_laptop_need_not_scroll_sideways(qtbot: QtBot, demo: Session):
    page = shown(qtbot, demo)
    assert page.area.horizontalScrollBar().maximum() == 0
    for width in (1700, 1166):
        page.resize(width, 640)
        QApplication.processEvents()
    assert page.area.horizontalScrollBar().maximum() == 0


def test_keys_act_on_the_one_chosen_row_of_all_lists(qtbot: QtBot, demo: Session):
    """K-01."""
    page = shown(qtbot, demo)
    page.due.view.selectRow(0)
    assert page.decisions.view.value() is None
    assert page.actions_.whose.text() == "PL03-0012"
    number = next(
        p.id for p in demo.participants() if p.participant.code == "PL03-0012"
    )
    with qtbot.waitSignal(page.record_requested) as asked:
        qtbot.keyClick(page.due.view, Qt.Key.Key_F8)
    assert asked.args == [number, "C14D1"]
    with qtbot.waitSignal(page.print_requested) as asked:
        qtbot.keyClick(page.due.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [number, "C14D1"]
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.due.view, Qt.Key.Key_Return)
    assert opened.args == [number]


def test_a_list_that_gets_the_focus_chooses_its_row(qtbot: QtBot, demo: Session):
    page = shown(qtbot, demo)
    page.waiting.view.setFocus()
    chosen = page.waiting.view.value()
    assert chosen is not None
    assert page.actions_.whose.text() == chosen.plan.participant.code


def test_a_chosen_day_lists_its_visits(qtbot: QtBot, demo: Session):
    page = shown(qtbot, demo)
    assert not page.day.isVisible()
    page.days.view.setFocus()
    qtbot.keyClick(page.days.view, Qt.Key.Key_Home)
    qtbot.keyClick(page.days.view, Qt.Key.Key_Right)
    assert page.day.title.text().startswith("Visits on Tue 24-Nov-2026")
    count = int(page.days.strip.index(0, 1).data())
    assert len(page.day.table.rows) == count


def test_a_notice_opens_its_participant(qtbot: QtBot, demo: Session):
    page = shown(qtbot, demo)
    page.notices.view.setFocus()
    assert not page.actions_.record.isEnabled()
    with qtbot.waitSignal(page.opened):
        page.actions_.open.click()


def test_nobody_yet_offers_to_add_somebody(qtbot: QtBot, session: Session):
    """E-01."""
    page = shown(qtbot, session)
    assert page.nobody.isVisible()
    assert not page.area.isVisible()
    with qtbot.waitSignal(page.add_requested):
        page.nobody.button.click()


def test_nothing_due_is_good_and_names_the_next_visit(qtbot: QtBot, session: Session):
    """E-02."""
    page = shown(qtbot, session)
    person = Participant(code="PL03-0050", first_day_1=date(2026, 12, 7))
    baseline = Weight(on=date(2026, 11, 20), grams=70_000, baseline=True)
    session.write(lambda store, by: store.add_participant(person, baseline, by=by))
    assert not page.nobody.isVisible()
    assert page.good.isVisible()
    assert page.good.accessibleName() == (
        "Nothing is due on Mon 23-Nov-2026. "
        "Next visit: PL03-0050 C1D1 on Mon 07-Dec-2026."
    )


def test_a_long_notice_wraps_within_the_page(
    qtbot: QtBot, shipped_study: Study, tmp_path: Path
):
    zone = timezone(timedelta(hours=1))
    sunday = datetime(2026, 11, 22, 9, 41, tzinfo=zone)  # visits of today are closed
    session = files(shipped_study, tmp_path / "none", lambda: sunday).demo()
    page = shown(qtbot, session)
    page.resize(1080, 650)
    QApplication.processEvents()
    view, rows = page.notices.view, page.notices.table.rows
    lengths = [len(row.notice.sentence) for row in rows]
    longest = lengths.index(max(lengths))
    metrics, last = view.fontMetrics(), view.model().columnCount() - 1
    index = view.model().index(longest, last)
    cell = view.visualRect(index)
    assert metrics.horizontalAdvance(index.data()) > view.viewport().width()
    assert cell.right() < view.viewport().width()
    assert cell.height() >= 2 * metrics.height()
    session.close()
