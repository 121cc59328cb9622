"""A restore at the window, step by step."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.keys import keys_of
from tests.people import OTHER_PASSWORD, PASSWORD
from tests.store.backups import back_up
from tests.store.given import AK, NOW
from tests.store.restores import (
    BN,
    LATER,
    another_computer,
    save_later,
    site_file,
    weights,
    workplace,
)
from ui.dialogs.restore_wizard import RestoreWizard
from ui.pages.recovery_page import RecoveryPage
from ui.recovery import Recovery
from ui.restoring import Restoring

LONG_MS = 60_000


@pytest.fixture
def two(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return site_file(folder / "PL03.cycledesk")


@pytest.fixture
def made(two: Path) -> Path:
    return back_up(two, two.parent / "PL03 backups")


@pytest.fixture
def restoring(two: Path) -> Iterator[Restoring]:
    found = Restoring(workplace(two))
    yield found
    found.close()


@contextmanager
def small_files(most: int) -> Iterator[None]:
    """Let no file of this process grow beyond some bytes, as on a full disk."""
    resource = import_module("resource")  # Windows has none
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def wizard(
    qtbot: QtBot, restoring: Restoring, backup: Path | None, target: Path | None
) -> RestoreWizard:
    found = RestoreWizard(restoring, backup, target, None)
    qtbot.addWidget(found)
    found.show()
    return found


def look(qtbot: QtBot, dialog: RestoreWizard, restoring: Restoring) -> None:
    with qtbot.waitSignal(restoring.looked, timeout=LONG_MS):
        dialog.submit()


def sign(dialog: RestoreWizard, second: str = OTHER_PASSWORD) -> None:
    people = dialog.people
    people.site.entry.set_value("PL03")
    people.first.entry.set_value(AK.person)
    people.first_password.entry.set_value(PASSWORD)
    people.second.entry.set_value(BN.name)
    people.second_password.entry.set_value(second)


def test_three_steps_lead_to_the_restored_file(
    qtbot: QtBot, restoring: Restoring, two: Path, made: Path
):
    """R53: chosen, compared in words, agreed by two."""
    save_later(two)
    dialog = wizard(qtbot, restoring, made, two)
    look(qtbot, dialog, restoring)
    assert dialog.step == 2
    assert "- PL03-0012: 1 save by A. Kowalska" in dialog.words.text()
    assert LATER in weights(two)
    dialog.submit()
    sign(dialog)
    with qtbot.waitSignal(restoring.restored, timeout=LONG_MS):
        dialog.submit()
    assert dialog.result() == RestoreWizard.DialogCode.Accepted
    assert dialog.outcome is not None
    assert LATER not in weights(two)
    assert LATER in weights(dialog.outcome.aside)


def test_a_wrong_password_keeps_what_was_typed(
    qtbot: QtBot, restoring: Restoring, two: Path, made: Path
):
    """R53, R45: nothing is restored, and nothing typed is lost."""
    save_later(two)
    dialog = wizard(qtbot, restoring, made, two)
    look(qtbot, dialog, restoring)
    dialog.submit()
    sign(dialog, second="not this one, no")
    with qtbot.waitSignal(restoring.refused, timeout=LONG_MS):
        dialog.submit()
    assert "not the password" in dialog.summary.text()
    assert dialog.people.site.value() == "PL03"
    assert dialog.act.isEnabled()
    assert LATER in weights(two)


def test_the_wrong_site_code_goes_no_further(
    qtbot: QtBot, restoring: Restoring, two: Path, made: Path
):
    """R53: typed, so that nobody restores the wrong stick by habit."""
    dialog = wizard(qtbot, restoring, made, two)
    look(qtbot, dialog, restoring)
    dialog.submit()
    sign(dialog)
    dialog.people.site.entry.set_value("PL04")
    dialog.submit()
    assert "Type PL03" in dialog.people.site.problem.text()
    assert not list(two.parent.glob("*set-aside*"))


def test_a_damaged_backup_is_refused_in_words(
    qtbot: QtBot, restoring: Restoring, two: Path, made: Path
):
    """R53: and another one can be chosen at once."""
    made.write_bytes(made.read_bytes()[:-100])
    dialog = wizard(qtbot, restoring, made, two)
    with qtbot.waitSignal(restoring.refused, timeout=LONG_MS):
        dialog.submit()
    assert "it is damaged or no backup" in dialog.summary.text()
    assert dialog.step == 1
    assert dialog.act.isEnabled()


def test_a_new_computer_asks_for_the_recovery_code(
    qtbot: QtBot, made: Path, tmp_path: Path
):
    """R53, F47: the key is not there yet, and the place is asked for, too."""
    there = tmp_path / "new"
    there.mkdir()
    restoring = Restoring(another_computer(there))
    dialog = wizard(qtbot, restoring, made, None)
    assert not dialog.choice.code.isVisible()
    dialog.choice.target.entry.set_value(str(there / "PL03.cycledesk"))
    with qtbot.waitSignal(restoring.refused, timeout=LONG_MS):
        dialog.submit()
    assert dialog.choice.code.isVisible()
    assert "recovery code" in dialog.summary.text()
    restoring.close()


def test_leaving_the_wizard_leaves_nothing_behind(qtbot: QtBot, two: Path, made: Path):
    """R53, F22: no copy of the records stays beside the file."""
    before = sorted(two.parent.rglob("*"))
    restoring = Restoring(workplace(two))
    dialog = wizard(qtbot, restoring, made, two)
    look(qtbot, dialog, restoring)
    dialog.reject()
    restoring.close()
    assert sorted(two.parent.rglob("*")) == before


def test_a_damaged_file_leads_to_the_newest_good_backup(
    qtbot: QtBot, two: Path, made: Path
):
    """R46, F39: what is wrong, what can be read, and the way back on one screen."""
    newest = back_up(two, made.parent, minutes=60)
    newest.write_bytes(newest.read_bytes()[:-100])
    whole = two.read_bytes()
    two.write_bytes(whole[: len(whole) // 2])
    page = RecoveryPage(two, NOW.tzinfo)
    qtbot.addWidget(page)
    recovery = Recovery(two, None, keys_of(two), page)
    recovery.found.connect(page.show_findings)
    assert not page.restore.isEnabled()
    with qtbot.waitSignal(recovery.found, timeout=LONG_MS):
        recovery.begin()
    assert "23-Nov-2026 08:12, on request" in page.good.accessibleName()
    assert "1 participant" in page.good.accessibleName()
    with qtbot.waitSignal(page.restore_requested) as asked:
        page.restore.click()
    assert asked.args == [made]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit of the system")
def test_where_no_backup_can_be_unpacked_the_page_says_why(
    qtbot: QtBot, two: Path, made: Path
):
    """R46, F36: and not that it still looks for one, nor that there is none."""
    assert made.exists()
    two.write_bytes(b"nothing that can be read" * 500)
    page = RecoveryPage(two, NOW.tzinfo)
    qtbot.addWidget(page)
    recovery = Recovery(two, None, keys_of(two), page)
    recovery.found.connect(page.show_findings)
    with (
        small_files(100_000),
        qtbot.waitSignal(recovery.found, timeout=LONG_MS),
    ):
        recovery.begin()
    said = page.good.accessibleName()
    assert "that folder does not take them (file too large)" in said
    assert page.left.text() == "Not even the list of participants can be read."
    assert not page.restore.isEnabled()


def test_without_a_good_backup_the_page_says_so(qtbot: QtBot, two: Path):
    """R46: the stick may have one."""
    two.write_bytes(b"nothing that can be read" * 500)
    page = RecoveryPage(two, NOW.tzinfo)
    qtbot.addWidget(page)
    recovery = Recovery(two, None, keys_of(two), page)
    recovery.found.connect(page.show_findings)
    with qtbot.waitSignal(recovery.found, timeout=LONG_MS):
        recovery.begin()
    assert "No good backup was found" in page.good.accessibleName()
    assert page.left.text() == "Not even the list of participants can be read."
    assert not page.restore.isEnabled()
