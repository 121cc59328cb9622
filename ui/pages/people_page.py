"""Everybody who has an account, and what can be done to one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scheduler.core.dates import clinical_date
from ui.attendance import Account, Right, Use
from ui.forms.result_line import ResultLine, Tone, WrappedLabel
from ui.models.accounts_table import AccountsTable
from ui.pages.hindrance import hinder
from ui.pages.labels import TITLE, label
from ui.pages.tables import RowsView
from ui.session import Session, Topic
from ui.theme import SPACE

MANY = 5  # double uses that are told at once


@dataclass(frozen=True, slots=True)
class _Act:
    """One button: what it asks for, and of which accounts it makes sense."""

    button: QPushButton
    fits: Callable[[Account], str]


class PeoplePage(QWidget):
    """The accounts of the file, with what their role and standing allow.

    Args:
        session: the open file.

    Signals:
        asked: what is to be done, and to which account: a pair.
        add_asked: somebody new is to be entered.

    Source:
        reliability.md R30, R36, R37, F48.
    """

    asked = Signal(str, object)
    add_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("People"))
        self._session = session
        self._table = AccountsTable(self)
        self.view = RowsView(self.tr("People"))
        self.view.setModel(self._table)
        self.why = ResultLine()
        self.twice = ResultLine()
        self.add = QPushButton(self.tr("&Add person\u2026"))
        self.add.clicked.connect(self.add_asked)
        self._acts = {name: self._act(name, *rest) for name, rest in self._kinds()}
        self._lay_out()
        self.view.chosen.connect(self._allow)
        session.changed.connect(self._follow)
        self.refresh()

    def button(self, name: str) -> QPushButton:
        """Return the button of one act."""
        return self._acts[name].button

    @Slot()
    def refresh(self) -> None:
        """Read the accounts anew, and keep the one that is chosen."""
        chosen = self.view.value()
        found = self._session.attendance.accounts()
        self._table.set_rows(found)
        ids = [one.id for one in found]
        if isinstance(chosen, Account) and chosen.id in ids:
            self.view.selectRow(ids.index(chosen.id))
        self._tell_double_uses()
        self._allow()

    def showEvent(self, event: object) -> None:
        """Read again: colleagues may have signed in since."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()
        self.view.setFocus()

    def _kinds(self) -> list[tuple[str, tuple[str, Callable[[Account], str]]]]:
        return [
            ("role", (self.tr("Change &role\u2026"), self._enabled)),
            ("reset", (self.tr("Reset &password\u2026"), self._somebody_elses)),
            ("unlock", (self.tr("&Unlock\u2026"), self._locked)),
            ("disable", (self.tr("&Disable\u2026"), self._enabled)),
            ("enable", (self.tr("&Enable\u2026"), self._disabled)),
        ]

    def _act(self, name: str, words: str, fits: Callable[[Account], str]) -> _Act:
        button = QPushButton(words)
        button.clicked.connect(lambda: self.asked.emit(name, self.view.value()))
        return _Act(button, fits)

    def _enabled(self, account: Account) -> str:
        return "" if account.enabled else self.tr("This account is disabled")

    def _disabled(self, account: Account) -> str:
        return self.tr("This account is enabled") if account.enabled else ""

    def _somebody_elses(self, account: Account) -> str:
        if account.person.name == self._session.person.name:
            return self.tr("Your own password: Account, Change my password")
        return self._enabled(account)

    def _locked(self, account: Account) -> str:
        if not account.locked_since:
            return self.tr("This account is not locked")
        return self._somebody_elses(account)

    @Slot(object)
    def _allow(self, _chosen: object = None) -> None:
        """Say of each button why it is not to be had."""
        account, hindered = self.view.value(), self._hindrance()
        self.why.tell(Tone.INFO, hindered)
        hinder(self.add, hindered)
        for act in self._acts.values():
            if isinstance(account, Account):
                hinder(act.button, hindered or act.fits(account))
            else:
                hinder(act.button, hindered or self.tr("Choose a person first"))

    def _hindrance(self) -> str:
        return self._session.attendance.why_not(Right.PEOPLE)

    @Slot(object)
    def _follow(self, changes: object) -> None:
        if self.isVisible() and Topic.PEOPLE in changes:  # type: ignore[operator]
            self.refresh()

    def _tell_double_uses(self) -> None:
        found = self._session.read(lambda store: store.double_uses())
        said = [self._pair(*pair) for pair in found[-MANY:]]
        words = self.tr("One account at two workstations at once: {uses}.")
        told = words.format(uses="; ".join(said)) if said else ""
        self.twice.tell(Tone.WARNING, told)

    def _pair(self, one: Use, other: Use) -> str:
        words = self.tr("{name} on {date}, {first} and {second}")
        return words.format(
            name=one.person,
            date=clinical_date(other.since.date()),
            first=one.workstation,
            second=other.workstation,
        )

    def _lay_out(self) -> None:
        heading = label(self.tr("People"), TITLE, bold=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        for button in (self.add, *(act.button for act in self._acts.values())):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[4])
        column.setSpacing(SPACE[2])
        column.addWidget(heading)
        column.addWidget(
            WrappedLabel(
                self.tr(
                    "Nobody is ever removed: who leaves is disabled, and the name "
                    "stays beside what it recorded."
                )
            )
        )
        column.addWidget(self.why)
        column.addWidget(self.twice)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
