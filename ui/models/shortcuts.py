"""Every key of the program with what it does, read from the actions themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QStackedWidget, QWidget

from ui.models.columns import Column, ColumnsTable

NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Key:
    """One key, or several that do alike.

    Attributes:
        where: the menu or the page on which it works.
        words: what it does.
        keys: as this system writes them.
    """

    where: str
    words: str
    keys: str


@runtime_checkable
class Keyed(Protocol):
    """A widget that answers keys without an action: it tells them here."""

    def own_keys(self) -> Iterable[tuple[str, str]]:
        """Return what is done, and by which keys."""
        ...


def registered(window: QWidget, bar: QMenuBar) -> list[Key]:
    """Return every key that works in a window, those of its menus first.

    Args:
        window: with the pages that are open now.
        bar: its menus.
    """
    found = dict.fromkeys(_of_menus(bar))
    # A page answers a menu's key for what is chosen on it: that is told once.
    known = {key.keys for key in found}
    found |= dict.fromkeys(k for k in _of_pages(window) if k.keys not in known)
    return list(found)


def _of_menus(bar: QMenuBar) -> Iterator[Key]:
    for entry in bar.actions():
        menu = entry.menu()
        if isinstance(menu, QMenu):
            yield from _of_menu(_plain(entry.text()), menu)


def _of_menu(where: str, menu: QMenu) -> Iterator[Key]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _of_menu(where, inner)
        elif keys := action.shortcut().toString(NATIVE):
            # A name such as "Undo: weight" is that of one moment.
            yield Key(where, _plain(action.text()).split(":")[0], keys)


def _of_pages(window: QWidget) -> Iterator[Key]:
    menus = {action for menu in window.findChildren(QMenu) for action in menu.actions()}
    for action in window.findChildren(QAction):
        keys = action.shortcut().toString(NATIVE)
        if keys and action not in menus and _belongs(action, window):
            yield Key(_page_of(action, window), _plain(action.text()), keys)
    for widget in window.findChildren(QWidget):
        if isinstance(widget, Keyed):
            for words, keys in widget.own_keys():
                yield Key(_page_of(widget, window), words, keys)


def _belongs(action: QAction, window: QWidget) -> bool:
    """Say whether an action is still one of its owner's: a closed file's are not."""
    owner = action.parent()
    return isinstance(owner, QWidget) and (
        owner is not window or action in window.actions()
    )


def _page_of(found: QObject, window: QWidget) -> str:
    """Return the name of the page that something lies on; tabs are no pages."""
    name, around = _tr("Pages"), found
    while around is not window and (above := around.parent()) is not None:
        if isinstance(above, QStackedWidget) and isinstance(around, QWidget):
            name = around.accessibleName()
        around = above
    return name


def _plain(text: str) -> str:
    return text.replace("&", "").strip().removesuffix("\u2026")


class ShortcutsTable(ColumnsTable[Key]):
    """The keys as a table: where, what, which."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column(heading=_tr("Where"), text=lambda key: key.where),
                Column(heading=_tr("What it does"), text=lambda key: key.words),
                Column(heading=_tr("Keys"), text=lambda key: key.keys, strong=True),
            ],
            parent,
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shortcuts", text)
