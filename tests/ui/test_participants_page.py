from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.models.participant_filter import Chip
from ui.models.participants_table import Heading
from ui.pages.participants_page import ParticipantsPage
from ui.roles import Role
from ui.session import Session


def shown(qtbot: QtBot, session: Session) -> ParticipantsPage:
    page = ParticipantsPage(session)
    qtbot.addWidget(page)
    page.resize(1166, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    QApplication.processEvents()
    return page


def test_everybody_is_there_and_no_bar_while_no_filter_is_on(
    qtbot: QtBot, demo: Session
):
    page = shown(qtbot, demo)
    assert page.view.model().rowCount() == len(demo.participants())
    assert not page.bar.isVisible()
    assert page.chips.buttons[Chip.ALL].text() == f"All {len(demo.participants())}"


def test_a_filter_says_which_it_is_and_how_many_it_hides(qtbot: QtBot, demo: Session):
    """L-02."""
    page = shown(qtbot, demo)
    page.chips.choose(Chip.ON_HOLD)
    assert page.bar.isVisible()
    count = len(demo.participants())
    assert page.said.text() == (
        f"Showing 1 of {count}, filter \u201cOn hold\u201d. {count - 1} hidden."
    )
    page.clear.click()
    assert page.view.model().rowCount() == count
    assert not page.bar.isVisible()
    assert page.chips.buttons[Chip.ALL].isChecked()


def test_a_filter_without_a_hit_says_so(qtbot: QtBot, demo: Session):
    """L-02, E-01."""
    page = shown(qtbot, demo)
    page.chips.choose(Chip.ON_HOLD)
    qtbot.keyClicks(page.search, "0012")
    count = len(demo.participants())
    assert page.said.text() == (
        f"No participant matches \u201cOn hold\u201d and \u201c0012\u201d. "
        f"{count} hidden."
    )
    assert not page.view.isVisible()
    assert page.clear.isVisible()


def test_the_filter_and_the_table_work_without_a_mouse(qtbot: QtBot, demo: Session):
    """K-01."""
    page = shown(qtbot, demo)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "0021")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    row = page.view.value()
    assert opened.args == [row.number]
    assert row.participant.code == "PL03-0021"


def test_similar_codes_are_marked(qtbot: QtBot, demo: Session):
    page = shown(qtbot, demo)
    assert page.similar.isVisible()
    model = page.view.model()
    codes = {
        model.index(row, Heading.CODE).data(Role.COPY): model.index(row, Heading.CODE)
        for row in range(model.rowCount())
    }
    assert codes["PL03-0012"].data() == "PL03-0012 ~"
    assert codes["PL03-0012"].data(Qt.ItemDataRole.AccessibleTextRole) == (
        "PL03-0012, easily taken for PL03-0021"
    )
    assert codes["PL03-0004"].data() == "PL03-0004"


def test_rows_copy_as_text_with_full_dates(qtbot: QtBot, demo: Session):
    """D-13."""
    page = shown(qtbot, demo)
    page.view.selectRow(0)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().split("\t")
    assert copied[Heading.CODE] == "PL03-0004"
    assert copied[Heading.DATE] == "Thu 19-Nov-2026"


def test_nobody_yet_offers_to_add_somebody(qtbot: QtBot, session: Session):
    """E-01."""
    page = shown(qtbot, session)
    assert page.nobody.isVisible()
    assert not page.view.isVisible()
    with qtbot.waitSignal(page.add_requested):
        page.nobody.button.click()
    with qtbot.waitSignal(page.add_requested):
        page.add.click()


def test_a_change_is_shown_and_the_choice_stays(qtbot: QtBot, demo: Session):
    page = shown(qtbot, demo)
    page.view.selectRow(3)
    before = page.view.value().number
    known = demo.participants()[0]
    other = replace(known.participant, initials="X-Y")
    demo.write(
        lambda store, by: store.correct_participant(
            known.id, known.ver, other, reason="typing error", by=by
        )
    )
    assert page.view.value().number == before
    model = page.view.model()
    initials = [
        model.index(row, Heading.INITIALS).data() for row in range(model.rowCount())
    ]
    assert "X-Y" in initials


def test_what_is_not_shown_takes_no_room_of_a_small_window(qtbot: QtBot, demo: Session):
    page = ParticipantsPage(demo)
    qtbot.addWidget(page)
    assert page.minimumSizeHint().height() < 360
