"""Backups and restores through the whole window, as a person goes."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.commands.backing_up import own_place
from tests.people import OTHER_PASSWORD, PASSWORD, PASSWORDS
from tests.store.backups import back_up
from tests.store.given import AK
from tests.store.restores import BN, LATER, save_later, site_file, weights
from tests.ui.conftest import NOW
from tests.ui.site import type_password
from ui.backups import Kind
from ui.desk import Desk
from ui.dialogs.restore_wizard import RestoreWizard
from ui.dialogs.sign_in import SignInDialog
from ui.main_window import MainWindow
from ui.pages.backups_page import BackupsPage
from ui.pages.doubt_page import DoubtPage
from ui.pages.recovery_page import RecoveryPage
from ui.pages.today_page import TodayPage
from ui.preferences import Preferences
from ui.safekeeping import NOTICE, RESTORED, Safekeeping

LONG_MS = 60_000
Desks = tuple[Desk, Safekeeping, MainWindow]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return site_file(folder / "PL03.cycledesk")


@pytest.fixture
def now() -> list:
    return [NOW]


@pytest.fixture
def desks(
    qtbot: QtBot, preferences: Preferences, two: Path, now: list
) -> Iterator[Desks]:
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    desk = Desk(window, lambda: now[0], two.parent / "keys", PASSWORDS)
    yield desk, Safekeeping(desk, window, automatic=False), window
    desk.welcome()


@pytest.fixture
def answers(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """Let a person answer each dialog that opens; return those that did."""
    seen: list[QDialog] = []

    def answer(dialog: QDialog) -> int:
        seen.append(dialog)
        if isinstance(dialog, SignInDialog):
            return type_password(dialog, AK.person)
        assert isinstance(dialog, RestoreWizard)
        return walk(qtbot, dialog)

    monkeypatch.setattr(QDialog, "exec", answer)
    return seen


def walk(qtbot: QtBot, dialog: RestoreWizard) -> int:
    """Take the three steps, with what stands in the fields already."""
    dialog.show()
    qtbot.waitUntil(dialog.act.isEnabled, timeout=LONG_MS)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.step == 2, timeout=LONG_MS)
    dialog.submit()
    people = dialog.people
    people.site.entry.set_value("PL03")
    people.first.entry.set_value(AK.person)
    people.first_password.entry.set_value(PASSWORD)
    people.second.entry.set_value(BN.name)
    people.second_password.entry.set_value(OTHER_PASSWORD)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=LONG_MS)
    dialog.hide()
    return dialog.result()


def shown(window: MainWindow) -> object:
    return window.pages.currentWidget()


def entered(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.session is not None, timeout=LONG_MS)


def damage(path: Path) -> bytes:
    """Cut a file in half; return what is left."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path.read_bytes()


def zeroes(path: Path) -> bytes:
    """Write zeros over the whole of a file, as a failing disk may."""
    path.write_bytes(bytes(path.stat().st_size))
    return path.read_bytes()


@pytest.mark.parametrize("spoil", [damage, zeroes])
def test_a_damaged_file_is_restored_by_following_the_screen(
    qtbot: QtBot,
    desks: Desks,
    two: Path,
    answers: list[QDialog],
    spoil: Callable[[Path], bytes],
):
    """R46, F39: from the first sentence to work going on, with nothing else known."""
    made = back_up(two, own_place(two))
    left = spoil(two)
    desk, _, window = desks
    desk.open_file(two)
    qtbot.waitUntil(lambda: isinstance(shown(window), DoubtPage), timeout=LONG_MS)
    shown(window).restore.click()
    page = shown(window)
    assert isinstance(page, RecoveryPage)
    qtbot.waitUntil(page.restore.isEnabled, timeout=LONG_MS)
    page.restore.click()
    entered(qtbot, desk)
    assert [type(one) for one in answers] == [RestoreWizard, SignInDialog]
    assert isinstance(shown(window), TodayPage)
    assert desk.session is not None
    assert [one.participant.code for one in desk.session.participants()] == [
        "PL03-0012"
    ]
    [aside] = two.parent.glob("*set-aside*.cycledesk")
    assert aside.read_bytes() == left
    assert aside.name in window.standing.shown[RESTORED].words.text()
    assert made.is_file()


def test_a_file_of_another_kind_without_backups_is_only_refused(
    desks: Desks, two: Path
):
    """F39, F40: a picture that was chosen by mistake is no damaged file."""
    other = two.with_name("holiday.jpg")
    other.write_bytes(b"\xff\xd8 a picture" * 100)
    desk, _, window = desks
    desk.open_file(other)
    assert not isinstance(shown(window), DoubtPage)
    assert "is not a CycleDesk file" in window.message.text()


def test_a_backup_is_restored_while_its_file_is_open(
    qtbot: QtBot, desks: Desks, two: Path, answers: list[QDialog]
):
    """R53: from the list of backups, with the file of before backed up first."""
    made = back_up(two, own_place(two))
    save_later(two)
    desk, keeping, window = desks
    desk.open_file(two)
    entered(qtbot, desk)
    keeping.show_page()
    page = shown(window)
    assert isinstance(page, BackupsPage)
    page.restore_requested.emit(made)
    entered(qtbot, desk)
    assert LATER not in weights(two)
    [aside] = two.parent.glob("*set-aside*.cycledesk")
    assert LATER in weights(aside)
    assert "was restored" in window.standing.shown[RESTORED].words.text()
    assert len(answers) == 3


def test_a_warning_about_backups_comes_back(
    qtbot: QtBot, desks: Desks, two: Path, answers: list[QDialog], now: list
):
    """R51: it can be put away for a day, and not for good."""
    desk, keeping, window = desks
    desk.open_file(two)
    entered(qtbot, desk)
    assert len(answers) == 1
    with qtbot.waitSignal(keeping.backups.finished, timeout=LONG_MS):
        keeping.backups.begin(Kind.REQUESTED)
    keeping.warn()
    assert NOTICE not in window.standing.shown
    now[0] = NOW + timedelta(days=3)
    keeping.warn()
    notice = window.standing.shown[NOTICE]
    assert "older than two working days" in notice.words.text()
    notice.buttons[2].click()
    keeping.warn()
    assert NOTICE not in window.standing.shown
    now[0] = NOW + timedelta(days=4)
    keeping.warn()
    assert NOTICE in window.standing.shown
    with qtbot.waitSignal(keeping.backups.finished, timeout=LONG_MS):
        window.standing.shown[NOTICE].buttons[0].click()
    assert NOTICE not in window.standing.shown


def test_the_demo_offers_no_backups(desks: Desks):
    """R50."""
    desk, _, _ = desks
    desk.open_demo()
    assert not desk.menus.backups.isEnabled()
    assert not desk.menus.restore.isEnabled()


def test_a_new_computer_starts_from_the_first_page(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
):
    """R53, F47: the file, its place and the code are asked for."""
    asked: list[RestoreWizard] = []

    def look(dialog: QDialog) -> int:
        assert isinstance(dialog, RestoreWizard)
        dialog.show()
        assert dialog.choice.backup.isVisible()
        assert dialog.choice.target.isVisible()
        asked.append(dialog)
        dialog.hide()
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    desk, _, window = desks
    desk.welcome()
    window.show()
    shown(window).restore.click()
    assert len(asked) == 1
