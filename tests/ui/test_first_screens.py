"""Every control of the first screens and of the window: named, in reach of Tab."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.documents.samples import pdf, sheet, treated
from tests.people import PASSWORDS
from tests.ui.conftest import clock
from tests.ui.dialog_data import focused, interfaces, nothing, press, settle
from ui.desk import Desk
from ui.dialogs.new_site import NewSiteDialog
from ui.dialogs.print_preview import PrintPreview
from ui.main_window import MainWindow
from ui.pages.welcome_page import WelcomePage
from ui.preferences import Preferences
from ui.printing import RenderedSheet

CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.RadioButton,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.PageTabList,
}
REACHED = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)


def preview() -> PrintPreview:
    found = sheet(treated())
    drawn = RenderedSheet(
        pdf=pdf(found, "A4"),
        title=found.name,
        file_name=found.file_name,
        sheet=found.stamp.sheet,
        issue=found.stamp.issue,
    )
    return PrintPreview(lambda _page: drawn, nothing)


SCREENS: dict[str, Callable[[], QWidget]] = {
    "welcome": WelcomePage,
    "new site": lambda: NewSiteDialog(
        "js001",
        Path("records"),
        ".cycledesk",
        nothing,
        None,
    ),
    "preview": preview,
}


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    found = SCREENS[request.param]()
    qtbot.addWidget(found)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    settle()
    return found


@pytest.fixture(params=["today", "participants", "participant"])
def window(
    tmp_path: Path,
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    preferences: Preferences,
) -> Iterator[MainWindow]:
    found = MainWindow(preferences)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    desk = Desk(found, clock, tmp_path / "keys", PASSWORDS)
    desk.open_demo()
    assert desk.session is not None
    if request.param == "participant":
        desk.show_participant(desk.session.participants()[0].id)
    else:
        found.show_page(getattr(desk, request.param))
    settle()
    yield found
    desk.leave()


def nameless(widget: QWidget) -> list[object]:
    return [
        (one.role().name, one.object())
        for one in interfaces(widget)
        if one.role() in CONTROLS
        and not one.state().invisible
        and not one.text(QAccessible.Text.Name)
    ]


def missed_by_tab(qtbot: QtBot, root: QWidget) -> list[QWidget]:
    """Return the controls that Tab never reaches, of those that can be used."""
    first = QApplication.focusWidget()
    if first is None:
        press_on(qtbot, root)
    seen = {focused()}
    for _ in range(150):
        press(qtbot, Qt.Key.Key_Tab)
        seen.add(focused())
    return [
        one
        for one in root.findChildren(QWidget)
        if isinstance(one, REACHED)
        and one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one not in seen
        and not any(one.isAncestorOf(other) for other in seen)
        and not in_a_group(one)
    ]


def in_a_group(widget: QWidget) -> bool:
    """Say whether arrows lead to it, as to the other choices beside a radio button."""
    return isinstance(widget, QAbstractButton) and widget.autoExclusive()


def press_on(qtbot: QtBot, root: QWidget) -> None:
    qtbot.keyClick(root, Qt.Key.Key_Tab)


def test_no_control_is_without_a_name(screen: QWidget):
    """K-07."""
    assert nameless(screen) == []


def test_tab_reaches_every_control(qtbot: QtBot, screen: QWidget):
    """K-01."""
    assert missed_by_tab(qtbot, screen) == []


def test_something_has_the_focus_at_first(screen: QWidget):
    if isinstance(screen, QDialog):
        assert screen.isAncestorOf(focused())


def test_no_control_of_the_window_is_without_a_name(window: MainWindow):
    """K-07."""
    assert nameless(window) == []


def test_tab_reaches_every_control_of_the_window(qtbot: QtBot, window: MainWindow):
    """K-01."""
    assert missed_by_tab(qtbot, window.centralWidget()) == []
