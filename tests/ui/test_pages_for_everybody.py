"""Pages can be read, heard and operated at every size of text, in both themes."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QStyleOptionViewItem,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.pages.history_page import HistoryPage
from ui.pages.history_rows import WIDEST, HistoryRows
from ui.pages.participant_page import ParticipantPage
from ui.pages.participants_page import ParticipantsPage
from ui.pages.tables import RowsView
from ui.pages.today_page import TodayPage
from ui.roles import Role
from ui.session import Session
from ui.theme import SPACE

CONTROLS = {
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.Table,
    QAccessible.Role.PageTabList,
    QAccessible.Role.PageTab,
}


def participant(session: Session) -> ParticipantPage:
    page = ParticipantPage(session)
    codes = {p.participant.code: p.id for p in session.participants()}
    page.show_participant(codes["PL03-0004"])
    return page


PAGES: list[Callable[[Session], QWidget]] = [
    TodayPage,
    ParticipantsPage,
    participant,
    HistoryPage,
]


@pytest.fixture(params=PAGES, ids=["today", "participants", "participant", "history"])
def make(request: pytest.FixtureRequest) -> Callable[[Session], QWidget]:
    return request.param


@pytest.fixture(params=[1.0, 2.0], ids=["usual text", "twice the text"])
def _text(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    usual = qapp.font()
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * request.param)
    qapp.setFont(font)
    yield
    qapp.setFont(usual)


def on_each_tab(page: QWidget) -> Iterator[None]:
    """Bring each tab of a page to the front, if it has any."""
    tabs = page.findChild(QTabWidget)
    for at in range(tabs.count() if tabs else 1):
        if tabs:
            tabs.setCurrentIndex(at)
        QApplication.processEvents()
        yield


def shown(qtbot: QtBot, page: QWidget) -> QWidget:
    qtbot.addWidget(page)
    page.resize(1166, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def tree(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for at in range(node.childCount()):
        child = node.child(at)
        if child is not None and not child.state().invisible:
            yield from tree(child)


def test_no_control_is_without_a_name(
    qtbot: QtBot, demo: Session, make: Callable[[Session], QWidget]
):
    """K-07."""
    page = shown(qtbot, make(demo))
    nameless = [
        (node.role().name, node.object())
        for _ in on_each_tab(page)
        for node in tree(QAccessible.queryAccessibleInterface(page))
        if node.role() in CONTROLS and not node.text(QAccessible.Text.Name)
    ]
    assert nameless == []


@pytest.mark.usefixtures("_text")
def test_no_text_is_cut(
    qtbot: QtBot, demo: Session, make: Callable[[Session], QWidget]
):
    """K-11, L-01."""
    page = shown(qtbot, make(demo))
    cut = [text for _ in on_each_tab(page) for text in cut_texts(page)]
    assert cut == []


def cut_texts(page: QWidget) -> Iterator[str]:
    for label in page.findChildren(QLabel):
        if label.isVisible() and is_cut(label):
            yield label.text()
    for button in page.findChildren(QAbstractButton):
        wide = QFontMetrics(button.font()).horizontalAdvance(button.text())
        if button.isVisible() and button.width() < wide:
            yield button.text()
    for view in page.findChildren(QTableView):
        if view.isVisible():
            yield from cut_cells(view)


def is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    need = label.minimumSizeHint()
    return label.width() < need.width() or label.height() < need.height()


def wide_of(view: RowsView, index: QModelIndex) -> int:
    """How wide a cell has to be, measured without the page's own code."""
    if index.data(Role.STATUS) is not None:
        return 0  # badges have their own test
    font = QFont(view.font())
    font.setBold(bool(index.data(Qt.ItemDataRole.FontRole)))
    wide = QFontMetrics(font).horizontalAdvance(str(index.data()))
    return wide + 2 * SPACE[1]


def high_of(view: HistoryRows, index: QModelIndex, width: int) -> int:
    """How high a cell that wraps has to be."""
    font = QFont(view.font())
    font.setBold(bool(index.data(Qt.ItemDataRole.FontRole)))
    room = QRect(0, 0, width - 2 * SPACE[1], 9_999)
    words = Qt.TextFlag.TextWordWrap
    found = QFontMetrics(font).boundingRect(room, words, str(index.data()))
    assert found.width() <= room.width(), index.data()
    return found.height()


def cut_cells(view: QTableView) -> Iterator[str]:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    model = view.model()
    for row in range(min(model.rowCount(), 30)):
        for column in range(model.columnCount()):
            if view.isColumnHidden(column):
                continue
            index = model.index(row, column)
            option.rect.setWidth(view.columnWidth(column))
            need = view.itemDelegate().sizeHint(option, index)
            if isinstance(view, RowsView):
                need.setWidth(wide_of(view, index))
            width, height = view.columnWidth(column), need.height()
            wraps = column == model.columnCount() - 1  # a notice wraps there
            if isinstance(view, HistoryRows) and column in WIDEST:
                wraps, height = True, high_of(view, index, width)
            wide = wraps or need.width() <= width
            if not wide or height > view.rowHeight(row):
                yield str(index.data())
