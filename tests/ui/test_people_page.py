"""The page of people: what it lists, what is on, and why the rest is off."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog

from tests.people import OTHER_PASSWORD
from tests.ui.conftest import ANNA, BEA, NOW
from tests.ui.dialog_data import settle
from tests.ui.site import add_colleague
from ui.account_menu import AccountMenu
from ui.dialogs.accounts import AccountDialog, AddPersonDialog
from ui.main_window import MainWindow
from ui.pages.people_page import PeoplePage
from ui.session import Person, Role, Session

MONITOR = Person(name="Chiara Rossi", initials="CR", role=Role.MONITOR)
ADMIN = Person(name="Dmytro", initials="D", role=Role.ADMINISTRATOR)


@pytest.fixture
def menu(window: MainWindow, session: Session) -> AccountMenu:
    add_colleague(session, BEA)
    found = AccountMenu(window, lambda: NOW)
    found.begin(session)
    found.show_people()
    settle()
    return found


def page_of(menu: AccountMenu) -> PeoplePage:
    assert menu.page is not None
    return menu.page


def rows(menu: AccountMenu) -> list[list[str]]:
    model = page_of(menu).view.model()
    return [
        [str(model.index(row, column).data()) for column in range(5)]
        for row in range(model.rowCount())
    ]


def choose(menu: AccountMenu, row: int) -> None:
    page_of(menu).view.selectRow(row)
    settle()


def answering(monkeypatch: pytest.MonkeyPatch, reason: str = "has left us") -> None:
    """Fill in whatever dialog opens, and save it."""

    def fill(dialog: QDialog) -> int:
        dialog.show()
        if isinstance(dialog, AddPersonDialog):
            for field, value in zip(
                dialog.person.fields(),
                ("Chiara Rossi", "CR", Role.MONITOR),
                strict=True,
            ):
                field.entry.set_value(value)  # type: ignore[arg-type]
        else:
            assert isinstance(dialog, AccountDialog)
            dialog.role.entry.set_value(Role.MONITOR)
            dialog.reason.entry.set_value(reason)
        dialog.submit()
        dialog.hide()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", fill)


def test_everybody_is_listed_with_role_and_last_sign_in(menu: AccountMenu):
    """R36"""
    [anna, bea] = rows(menu)
    assert anna[:3] == ["Anna Kowalska", "AK", "Study coordinator"]
    assert (anna[3], bea[3]) == ("enabled", "temporary password")
    assert anna[4].startswith("23-Nov-2026 09:41, ")
    assert bea[4] == "never"


def test_a_button_that_is_off_says_why(menu: AccountMenu):
    """F-04"""
    page = page_of(menu)
    choose(menu, 0)
    assert not page.button("reset").isEnabled()
    assert "Change my password" in page.button("reset").toolTip()
    assert page.button("unlock").toolTip() == "This account is not locked"
    choose(menu, 1)
    assert page.button("reset").isEnabled()
    assert page.button("disable").isEnabled()
    assert page.button("enable").toolTip() == "This account is enabled"


def test_who_leaves_is_disabled_and_who_returns_enabled(
    menu: AccountMenu, monkeypatch: pytest.MonkeyPatch
):
    """R36"""
    answering(monkeypatch)
    choose(menu, 1)
    page_of(menu).button("disable").click()
    settle()
    assert rows(menu)[1][3] == "disabled"
    page_of(menu).button("enable").click()
    settle()
    assert rows(menu)[1][3] == "temporary password"


def test_a_role_is_changed_and_somebody_added(
    menu: AccountMenu, monkeypatch: pytest.MonkeyPatch
):
    answering(monkeypatch)
    choose(menu, 1)
    page_of(menu).button("role").click()
    settle()
    assert rows(menu)[1][2] == "Monitor (reads only)"
    page_of(menu).add.click()
    settle()
    assert [row[0] for row in rows(menu)] == [ANNA.name, BEA.name, "Chiara Rossi"]


def test_the_password_that_a_reset_shows_signs_in_once(
    menu: AccountMenu, session: Session, monkeypatch: pytest.MonkeyPatch
):
    """R37"""
    given: list[str] = []

    def take(dialog: QDialog) -> int:
        assert isinstance(dialog, AccountDialog)
        given.append(dialog.temporary.value)
        dialog.show()
        dialog.reason.entry.set_value("forgotten")
        dialog.submit()
        dialog.hide()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", take)
    choose(menu, 1)
    page_of(menu).button("reset").click()
    session.attendance.sign_out()
    session.attendance.sign_in(BEA.name, given[0], OTHER_PASSWORD)
    assert session.person == BEA


def test_where_an_administrator_can_sign_in_others_are_told_who_it_is(
    menu: AccountMenu, session: Session
):
    """R34, F-04"""
    add_colleague(session, ADMIN)
    page = page_of(menu)
    page.refresh()
    choose(menu, 1)
    assert not page.add.isEnabled()
    assert page.add.toolTip() == "The accounts of this file are looked after by Dmytro"
    assert not page.button("disable").isEnabled()


def test_the_demo_has_no_account_of_its_own(window: MainWindow, demo: Session):
    found = AccountMenu(window, lambda: NOW + timedelta(minutes=1))
    found.begin(demo)
    assert not found.leave.isEnabled()
    assert found.leave.toolTip() == "The demo signs in by itself"
    found.end()
    assert found.people.toolTip() == "Open a site file first"
