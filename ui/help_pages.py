"""The help pages that are shipped, in a window of their own, without a network."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

import resources
from ui.theme import SPACE

SIZE = (980, 620)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page of help.

    Attributes:
        title: its first heading.
        path: a text with Markdown.
    """

    title: str
    path: Path


def help_pages() -> tuple[HelpPage, ...]:
    """Return the shipped pages of help, by their titles."""
    found = (
        HelpPage(_title(one), one) for one in resources.folder("help").glob("*.md")
    )
    return tuple(sorted(found, key=lambda page: page.title))


class HelpWindow(QDialog):
    """Shows one page at a time beside the list of all; work goes on behind it.

    Args:
        pages: those that are listed.
        parent: the window.

    Source:
        ux.md 6: help is offline, and every screen reaches it by F1.
    """

    def __init__(self, pages: tuple[HelpPage, ...], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self._pages = pages
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Pages of help"))
        self.list.addItems([one.title for one in pages])
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)  # nothing is fetched from anywhere
        self.text.document().setDocumentMargin(SPACE[2])
        self.list.currentRowChanged.connect(self._show)
        self._lay_out()

    def show_page(self, page: HelpPage) -> None:
        """Bring the window to the front with a page."""
        self.list.setCurrentRow(self._pages.index(page))
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the list as wide as its titles, at any size of text."""
        super().showEvent(event)
        bar = self.list.verticalScrollBar().sizeHint().width()
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + bar + SPACE[2])

    @Slot(int)
    def _show(self, row: int) -> None:
        page = self._pages[row]
        self.text.setAccessibleName(page.title)
        self.text.setMarkdown(page.path.read_text(encoding="utf-8"))

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        row = QHBoxLayout()
        row.setSpacing(SPACE[2])
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE[2])
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)


class HelpPages(QObject):
    """Opens the pages of help, each in the same window.

    Args:
        window: on which they are opened.

    Attributes:
        actions: F1 first, then one for each page.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._pages = window, help_pages()
        self._shown: HelpWindow | None = None
        every = QAction(self.tr("&Help"), window)
        every.setShortcut(QKeySequence.StandardKey.HelpContents)
        every.triggered.connect(self.show_first)
        self.actions = [every, *map(self._action, self._pages)]

    @Slot()
    def show_first(self) -> None:
        """Show the first page, beside the list of all."""
        self._show(self._pages[0])

    def _action(self, page: HelpPage) -> QAction:
        found = QAction(page.title.replace("&", "&&"), self._window)
        found.triggered.connect(lambda: self._show(page))
        return found

    def _show(self, page: HelpPage) -> None:
        if self._shown is None:
            self._shown = HelpWindow(self._pages, self._window)
        self._shown.show_page(page)


def _title(path: Path) -> str:
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")
    return first.removeprefix("#").strip()
