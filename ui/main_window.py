"""Arranges the sidebar, the pages and the menus; holds no rule."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.preferences import Preferences
from ui.sidebar import Sidebar
from ui.standing import StandingNotices
from ui.theme import Theme, apply_theme
from ui.toast import Toast
from ui.why import explain_focus

NARROW = 1100
FIRST_SIZE = QSize(1280, 720)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MainWindow(QMainWindow):
    """The one window; pages are put into it once a file is open.

    Signals:
        painted: once, after the first picture is on the screen.
        page_chosen: the number of a sidebar entry.
        closing: the window is about to go.
    """

    painted = Signal()
    page_chosen = Signal(int)
    closing = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.setWindowTitle(self.tr("CycleDesk"))
        self.resize(FIRST_SIZE)
        self._was_painted = False
        self.ribbon = self._make_ribbon()
        self.sidebar = Sidebar()
        self.sidebar.hide()
        self.sidebar.chosen.connect(self.page_chosen)
        self.message = self._make_message()
        self.standing = StandingNotices()
        self.toast = Toast(self)
        self._cover: QWidget | None = None
        self.pages = QStackedWidget()
        self._lay_out()
        self.restoreGeometry(preferences.state("window"))
        QShortcut(QKeySequence("F2"), self).activated.connect(self.explain)
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def add_page(self, page: QWidget) -> None:
        """Put a page that no sidebar entry leads to into the window."""
        self.pages.addWidget(page)

    def add_sidebar_page(
        self, page: QWidget, label: str, drawing: QIcon, digit: int
    ) -> None:
        """Put a page into the window, with its sidebar entry and its key.

        Args:
            page: what is shown.
            label: of the entry.
            drawing: before the label.
            digit: that opens it, with Ctrl held; a page keeps its own (ux.md 3.2).
        """
        number = self.pages.addWidget(page)
        page.setAccessibleName(label)
        key = QKeySequence(f"Ctrl+{digit}")
        shown = key.toString(QKeySequence.SequenceFormat.NativeText)
        self.sidebar.add_entry(number, label, drawing, shown)
        action = QAction(label, self)
        action.setShortcut(key)
        action.setData(number)
        action.triggered.connect(self._show_number)
        self.addAction(action)
        self._fit_sidebar()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front, and mark its sidebar entry if it has one."""
        self.pages.setCurrentWidget(page)
        self.message.hide()
        self.sidebar.mark(self.pages.currentIndex())
        self.sidebar.setVisible(self.sidebar.count() > 0)
        page.setFocus()

    @Slot(int)
    def show_number(self, number: int) -> None:
        """Bring the page with a number to the front."""
        page = self.pages.widget(number)
        if page is not None:
            self.show_page(page)

    def clear_pages(self) -> None:
        """Take out every page, before another file is opened."""
        self.toast.dismiss()
        self.sidebar.remove_entries()
        for action in self.actions():
            self.removeAction(action)
        self.pages.hide()  # else the pages left would be shown one after the other
        while (page := self.pages.widget(0)) is not None:
            self.pages.removeWidget(page)
            page.deleteLater()
        self.cover(None)

    def cover(self, page: QWidget | None) -> None:
        """Show something in the place of every page, or the pages again for None."""
        if self._cover is not None:
            self._right.removeWidget(self._cover)
            self._cover.hide()
            self._cover.deleteLater()
        self._cover = page
        if page is not None:
            self._right.addWidget(page, 1)
            page.show()
        self.pages.setVisible(page is None)
        self.sidebar.setEnabled(page is None)
        if page is None and (front := self.pages.currentWidget()) is not None:
            front.setFocus()

    @Slot()
    def explain(self) -> None:
        """Say why the value that has the focus is what it is."""
        explain_focus(self)

    def show_message(self, text: str, kind: str = "error") -> None:
        """Say something above the pages until the next page is shown.

        Args:
            text: what happened and what to do next.
            kind: ``info``, ``warning``, ``error`` or ``success``.
        """
        self.message.setProperty("message", kind)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(text)
        self.message.show()

    def say_saved(self, text: str) -> bool:
        """Say quietly what was done; return whether that is read out as well.

        What was just saved is said beside Undo, everything else in the status bar.
        """
        if self.toast.reword(text):
            return True
        self.statusBar().showMessage(text, 10_000)
        return False

    def add_theme_menu(self, menu: QMenu) -> None:
        """Add the choice of colours to a menu."""
        group = QActionGroup(self)
        words = {
            Theme.SYSTEM: self.tr("&System colours"),
            Theme.LIGHT: self.tr("&Light colours"),
            Theme.DARK: self.tr("&Dark colours"),
        }
        for theme, label in words.items():
            action = QAction(label, self)
            action.setCheckable(True)
            action.setData(theme.value)
            action.setChecked(theme is self.preferences.theme)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._choose_theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that the first picture has been drawn."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show only the icons of the sidebar where room is short."""
        super().resizeEvent(event)
        self._fit_sidebar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as it does in dialogs."""
        button = self.focusWidget()
        if event.key() in ENTER and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def _fit_sidebar(self) -> None:
        self.sidebar.fit(narrow=self.width() < NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the size and place of the window."""
        self.preferences.keep_state("window", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)

    @Slot()
    def go_back(self) -> None:
        """Go to the page whose entry is marked: the list that one came from."""
        self.sidebar.choose_item(self.sidebar.currentItem())

    @Slot()
    def _show_number(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.page_chosen.emit(sender.data())

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        self.preferences.theme = Theme(action.data())
        self._apply_theme()

    @Slot()
    def _follow_system(self) -> None:
        """Turn dark or light with the system, where that was chosen."""
        if self.preferences.theme is Theme.SYSTEM:
            self._apply_theme()

    def _apply_theme(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self.preferences.theme)

    def _make_ribbon(self) -> QLabel:
        ribbon = QLabel(self.tr("DEMO DATA \u2013 not for participants"))
        ribbon.setObjectName("ribbon")
        ribbon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ribbon.hide()
        return ribbon

    def _make_message(self) -> QLabel:
        message = QLabel()
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setWordWrap(True)
        message.setAccessibleName(self.tr("Message"))
        message.setMargin(8)
        message.hide()
        return message

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.standing)
        right.addWidget(self.message)
        right.addWidget(self.pages, 1)
        self._right = right
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.ribbon)
        whole.addLayout(row, 1)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        self.statusBar().setSizeGripEnabled(False)
