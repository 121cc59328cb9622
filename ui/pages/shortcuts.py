"""Every key of the program in one list, to be looked up and copied."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from ui.models.shortcuts import Key, ShortcutsTable, registered
from ui.pages.labels import SECTION, label
from ui.pages.tables import RowsView
from ui.theme import SPACE

SIZE = (760, 560)


class ShortcutsList(QDialog):
    """Lists the keys of the menus, of the open pages and of dialogs.

    Source:
        ux.md 3.2: it is made from the actions, so none is left out.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Keyboard"))
        self.table = ShortcutsTable(self)
        self.table.set_rows([*registered(window, window.menuBar()), *self._dialogs()])
        self.rows = RowsView(self.tr("Keys"))
        self.rows.setModel(self.table)
        self._lay_out()

    def _dialogs(self) -> list[Key]:
        where = self.tr("Dialogs")
        told = (
            (self.tr("Save, from any field"), "Ctrl+Enter"),
            (self.tr("Leave without saving"), "Esc"),
            (self.tr("A day later or earlier, in a date"), self.tr("Up, Down")),
            (self.tr("The calendar of a date"), "Alt+Down"),
            (self.tr("A day counted from today, typed as a date"), "+3w, -2d, +1m"),
        )
        return [Key(where, words, keys) for words, keys in told]

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        heading: QWidget = label(self.tr("Keyboard"), SECTION, bold=True)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE[2])
        for widget in (heading, self.rows, buttons):
            column.addWidget(widget)
        column.setStretch(1, 1)
        self.resize(*SIZE)
        self.rows.setFocus()
