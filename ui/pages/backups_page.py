"""Backups: how they stand, where they go, and the way back."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.backups import BackupRow, Backups, Kind, Outcome
from ui.forms.result_line import ResultLine, Tone
from ui.icons import icon
from ui.models.backups_table import BackupsTable, moment_text
from ui.pages.empty import Empty
from ui.pages.labels import TITLE, label, wrapped
from ui.pages.page import Page
from ui.pages.tables import RowsView
from ui.theme import SPACE


class BackupsPage(Page):
    """A list of backups with what can be done about them.

    Args:
        backups: of the open file.
        parent: the widget it lies in.

    Signals:
        restore_requested: a backup is to be restored: its path, or None to choose.
        passphrase_requested: backups in the second place are to be protected.
    """

    restore_requested = Signal(object)
    passphrase_requested = Signal()

    def __init__(self, backups: Backups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Backups"))
        self._backups = backups
        zone = backups.session.clock().tzinfo
        self._zone = zone
        self._table = BackupsTable(zone, self)
        self.state = ResultLine()
        on_accent = QPalette.ColorRole.BrightText
        self.now = QPushButton(
            icon("database-backup", on_accent), self.tr(" &Back up now")
        )
        self.restore = QPushButton(self.tr("&Restore a backup\u2026"))
        self.second = wrapped()
        self.choose = QPushButton(self.tr("C&hoose folder\u2026"))
        self.none = QPushButton(self.tr("Use n&one"))
        self.guard = wrapped()
        self.protect = QPushButton(self.tr("Set a &passphrase\u2026"))
        self.open_up = QPushButton(self.tr("Re&move passphrase"))
        self.view = RowsView(self.tr("Backups"))
        self.nothing = Empty(
            self.tr("No backup yet"),
            self.tr("A backup is taken by itself soon after you sign in."),
            self.tr("Back up &now"),
        )
        self.view.setModel(self._table)
        self.first = self.now
        self._lay_out()
        self._connect()
        self._show_places()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what lies in the places."""
        super().showEvent(event)
        self.look()

    @Slot()
    def look(self) -> None:
        """Show how the backups stand now."""
        self._show_places()
        self._say()
        self._backups.look()

    @Slot()
    def _begin(self) -> None:
        self._backups.begin(Kind.REQUESTED)

    @Slot()
    def _began(self) -> None:
        self.state.tell(Tone.INFO, self.tr("Taking a backup, and reading it back."))

    @Slot(object)
    def _finished(self, _outcomes: tuple[Outcome, ...]) -> None:
        self.look()

    @Slot(object)
    def _show_found(self, rows: tuple[BackupRow, ...]) -> None:
        self._table.set_rows(rows)
        self.view.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def _say(self) -> None:
        if self._backups.running:
            self._began()
            return
        if warnings := self._backups.warnings():
            self.state.tell(Tone.WARNING, " ".join(warnings))
            return
        good = self._backups.state().good
        if good is None:
            self.state.tell(Tone.WARNING, self.tr("There is no backup yet."))
            return
        words = self.tr("The newest verified backup is of {moment}.")
        said = words.format(moment=moment_text(good, self._zone))
        if self._backups.second is None:
            alone = self.tr(
                "All backups lie on this computer and would be lost with it. Choose "
                "a second place."
            )
            self.state.tell(Tone.INFO, f"{said} {alone}")
        else:
            self.state.tell(Tone.GOOD, said)

    def _show_places(self) -> None:
        second, protected = self._backups.second, self._backups.protected
        self.second.setText(str(second) if second else self.tr("None chosen"))
        self.none.setVisible(second is not None)
        self.guard.setText(
            self.tr("Backups in the second place need the passphrase")
            if protected
            else self.tr("Anybody can open the backups in the second place")
        )
        self.protect.setVisible(not protected)
        self.open_up.setVisible(protected)

    @Slot()
    def _choose_second(self) -> None:
        before = self._backups.second or Path.home()
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Second place for backups"), str(before)
        )
        if name:
            self._backups.second = Path(name)
            self.look()

    @Slot()
    def _use_none(self) -> None:
        self._backups.second = None
        self.look()

    @Slot()
    def _open_up(self) -> None:
        self._backups.unprotect()
        self.look()

    @Slot()
    def _ask_restore(self) -> None:
        row = self.view.value()
        self._restore_row(row)

    @Slot(object)
    def _restore_row(self, row: object) -> None:
        path = row.listed.path if isinstance(row, BackupRow) else None
        self.restore_requested.emit(path)

    def _connect(self) -> None:
        backups = self._backups
        backups.began.connect(self._began)
        backups.finished.connect(self._finished)
        backups.found.connect(self._show_found)
        self.now.clicked.connect(self._begin)
        self.nothing.button.clicked.connect(self._begin)
        self.restore.clicked.connect(self._ask_restore)
        self.view.opened.connect(self._restore_row)
        self.choose.clicked.connect(self._choose_second)
        self.none.clicked.connect(self._use_none)
        self.protect.clicked.connect(self.passphrase_requested)
        self.open_up.clicked.connect(self._open_up)

    def _lay_out(self) -> None:
        self.now.setProperty("primary", "true")
        self.state.hide()
        top = QHBoxLayout()
        top.setSpacing(SPACE[1])
        top.addWidget(label(self.tr("Backup and restore"), TITLE, bold=True))
        top.addStretch(1)
        top.addWidget(self.restore)
        top.addWidget(self.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(top)
        column.addWidget(self.state)
        column.addWidget(self._places())
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing, 1)
        self.nothing.hide()

    def _places(self) -> QFrame:
        card = QFrame()
        card.setProperty("card", "true")
        grid = QGridLayout(card)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(SPACE[3])
        own = wrapped()
        own.setText(str(self._backups.own))
        rows: tuple[tuple[str, QWidget, tuple[QPushButton, ...]], ...] = (
            (self.tr("On this computer"), own, ()),
            (self.tr("Second place"), self.second, (self.choose, self.none)),
            (self.tr("Passphrase"), self.guard, (self.protect, self.open_up)),
        )
        for number, (name, words, buttons) in enumerate(rows):
            caption = label(name)
            caption.setProperty("role", "label")
            grid.addWidget(caption, number, 0)
            grid.addWidget(words, number, 1)
            row = QHBoxLayout()
            row.setSpacing(SPACE[1])
            row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            grid.addLayout(row, number, 2)
        return card
