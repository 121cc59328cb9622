"""Accounts as rows: who, with which role, since when away, and what is to be done."""

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.dates import clinical_date
from ui.attendance import Account, PasswordState, SignIn
from ui.models.columns import Column, ColumnsTable
from ui.models.role_words import role_word


class AccountsTable(ColumnsTable[Account]):
    """Rows are ``Account`` values in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[Column[Account]] = [
            Column(heading=_tr("Name"), text=lambda one: one.person.name, strong=True),
            Column(heading=_tr("Initials"), text=lambda one: one.person.initials),
            Column(heading=_tr("Role"), text=lambda one: role_word(one.person.role)),
            Column(heading=_tr("Account"), text=standing_words),
            Column(
                heading=_tr("Last sign-in"), text=lambda one: _when(one.last_sign_in)
            ),
        ]
        super().__init__(columns, parent)


def standing_words(account: Account) -> str:
    """Return whether somebody can sign in, and what hinders it."""
    if not account.enabled:
        return _tr("disabled")
    if account.locked_since:
        return _tr("locked after wrong passwords")
    return {
        PasswordState.NONE: _tr("no password yet"),
        PasswordState.TEMPORARY: _tr("temporary password"),
        PasswordState.OWN: _tr("enabled"),
    }[account.password]


def _when(last: SignIn | None) -> str:
    if last is None:
        return _tr("never")
    words = _tr("{date} {time}, {workstation}")
    return words.format(
        date=clinical_date(last.at.date()),
        time=f"{last.at:%H:%M}",
        workstation=last.workstation,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("AccountsTable", text)
