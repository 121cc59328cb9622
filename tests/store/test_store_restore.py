"""A backup in the place of a file: the drill of every build."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.errors import ReasonRequiredError
from scheduler.store.anchors import Anchors, beside
from scheduler.store.backup_errors import (
    ApprovalError,
    BadBackupError,
    OtherFileBackupError,
    SiteCodeError,
    WrongSiteBackupError,
)
from scheduler.store.connection import create_database, open_database
from scheduler.store.difference import in_words
from scheduler.store.people_errors import WrongPasswordError
from scheduler.store.questions import Questions
from scheduler.store.restore import prepared
from scheduler.store.store import Store
from scheduler.store.values import HistoryRow
from scheduler.store.verify import verify
from tests.keys import keys_of
from tests.people import PASSWORDS, TEMPORARY
from tests.store.backups import back_up
from tests.store.given import AK, AMENDED, NOW, SITE, clock, found
from tests.store.restores import (
    BN,
    BOTH,
    FIRST,
    LATER,
    SECOND,
    open_signed_in,
    restore,
    save_later,
    site_file,
    weights,
    workplace,
)


@pytest.fixture
def two(path: Path) -> Path:
    return site_file(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def history(path: Path) -> tuple[HistoryRow, ...]:
    with closing(open_database(path, keys_of(path), read_only=True)) as database:
        return Questions(database).history(limit=10_000)


def events(path: Path, kind: str) -> dict[str, str | None]:
    return {row.field: row.new for row in history(path) if row.record == kind}


def test_the_records_of_the_backup_are_back_and_those_of_before_are_kept(
    two: Path, folder: Path
):
    """R53: the restore drill."""
    made = back_up(two, folder)
    save_later(two)
    restored = restore(made, two)
    assert LATER not in weights(two)
    assert restored.aside.name == "trial_set-aside_20261123T071205Z.db"
    assert LATER in weights(restored.aside)


def test_the_restored_file_takes_new_records(two: Path, folder: Path):
    """R53: work goes on at once, with the same people."""
    restore(back_up(two, folder), two)
    save_later(two)
    assert LATER in weights(two)


def test_history_says_who_restored_what_in_place_of_what(two: Path, folder: Path):
    """R26, R53: the row is in the restored file before it has the file's name."""
    made = back_up(two, folder)
    save_later(two)
    with closing(open_database(two, keys_of(two), read_only=True)) as database:
        known = Anchors(database.identity.key.file_id, [beside(two)]).latest()
    restored = restore(made, two)
    said = events(two, "restore")
    assert said["backup"] == made.name
    assert said["replaced head"] == f"{known.seq} {known.mac}"
    assert said["set aside"] == restored.aside.name
    assert said["agreed"] == SECOND.name
    [writer] = {row.writer.person for row in history(two) if row.record == "restore"}
    assert writer == FIRST.name


def test_the_restored_file_is_found_as_the_program_wrote_it(two: Path, folder: Path):
    """R24, R25: chain, anchors and tables, after a restore of an older state."""
    made = back_up(two, folder)
    save_later(two)
    restore(made, two)
    assert verify(two, keys_of(two)).findings == ()


def test_the_anchors_follow_the_restored_file(two: Path, folder: Path):
    """R25: a restore is no cut-off tail."""
    made = back_up(two, folder)
    for _ in range(3):
        save_later_again(two)
    restore(made, two)
    with closing(open_database(two, keys_of(two), read_only=True)) as database:
        number = database.identity.key.file_id
        last = history(two)[0].seq
        for place in (beside(two), keys_of(two).anchor(number)):
            assert Anchors(number, [place]).latest().seq == last


def save_later_again(path: Path) -> None:
    with closing(open_signed_in(path)) as store:
        site = store.site()
        longer = replace(site.site, name=site.site.name + "x")
        store.set_site(longer, ver=site.ver, reason="a longer name", by=AK)


def test_what_would_be_lost_is_said_by_participant_and_person(two: Path, folder: Path):
    """R53: the difference in words, before anybody agrees."""
    made = back_up(two, folder)
    save_later(two)
    save_later_again(two)
    with prepared(made, two, workplace(two)) as found_:
        said = list(in_words(found_.difference, NOW.tzinfo, there=True))
    assert said == [
        "These saves would be lost. They stay in the file that is set aside.",
        "- PL03-0012: 1 save by A. Kowalska, the last on 23-Nov-2026 08:12",
        "- Site and people: 1 save by A. Kowalska, the last on 23-Nov-2026 08:12",
    ]


def test_nothing_is_lost_where_nothing_was_saved_since(two: Path, folder: Path):
    """R53."""
    with prepared(back_up(two, folder), two, workplace(two)) as found_:
        said = list(in_words(found_.difference, NOW.tzinfo, there=True))
    assert said == ["Nothing that was saved would be lost."]


def test_a_restore_can_be_taken_back(two: Path, folder: Path):
    """R53: from the abandoned branch, with what comes back said, too."""
    early = back_up(two, folder)
    save_later(two)
    late = back_up(two, folder, minutes=1)
    restore(early, two)
    with prepared(late, two, workplace(two)) as found_:
        said = list(in_words(found_.difference, NOW.tzinfo, there=True))
        found_.carry_out("PL03", BOTH)
    assert said == [
        "Nothing that was saved would be lost.",
        "These saves would come back.",
        "- PL03-0012: 1 save by A. Kowalska, the last on 23-Nov-2026 08:12",
    ]
    assert LATER in weights(two)


def test_looking_at_a_backup_changes_nothing(two: Path, folder: Path):
    """R53: neither the file nor its anchors, and nothing is left of it."""
    made = back_up(two, folder)
    save_later(two)
    before = picture(two.parent)
    with prepared(made, two, workplace(two)):
        pass
    assert picture(two.parent) == before


def picture(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


REFUSED = {
    "another site code": ("PL04", BOTH, None, SiteCodeError),
    "nobody": ("PL03", (), None, ApprovalError),
    "one person": ("PL03", (FIRST,), "nobody else is here", ApprovalError),
    "one person twice": ("PL03", (FIRST, FIRST), None, ApprovalError),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_restore_takes_two_people_and_the_site_code(
    name: str, two: Path, folder: Path
):
    """R53: of the backup's own accounts."""
    typed, approvals, reason, error = REFUSED[name]
    made = back_up(two, folder)
    save_later(two)
    before = picture(two.parent)
    with prepared(made, two, workplace(two)) as found_, pytest.raises(error):
        found_.carry_out(typed, approvals, reason)
    assert picture(two.parent) == before


def test_after_a_wrong_password_the_right_one_can_be_typed(two: Path, folder: Path):
    """R32, R53: History of the restored file says that one was wrong."""
    made = back_up(two, folder)
    wrong = (FIRST, replace(SECOND, password="something else"))
    now = [NOW]
    desk = replace(workplace(two), clock=lambda: now[0])
    with prepared(made, two, desk) as found_:
        with pytest.raises(WrongPasswordError):
            found_.carry_out("PL03", wrong)
        now[0] = NOW.replace(hour=9)
        found_.carry_out("PL03", BOTH)
    assert events(two, "sign-in refused")["for"] == "restore"


def test_where_one_person_has_an_account_a_reason_is_enough(filled: Path, folder: Path):
    """R53: and History says that there was one person only."""
    made = back_up(filled, folder)
    with prepared(made, filled, workplace(filled)) as found_:
        with pytest.raises(ReasonRequiredError):
            found_.carry_out("PL03", (FIRST,))
        found_.carry_out("PL03", (FIRST,), "the other coordinator has left")
    assert events(filled, "restore")["people"] == "one person only"
    [reason] = {row.reason for row in history(filled) if row.record == "restore"}
    assert reason == "the other coordinator has left"


def test_a_password_that_somebody_else_has_set_agrees_to_no_restore(
    filled: Path, folder: Path
):
    """R53: who has set it knows it, and would be two people."""
    with closing(open_signed_in(filled)) as store:
        store.add_person(BN, TEMPORARY, by=AK)
    made = back_up(filled, folder)
    told = replace(SECOND, password=TEMPORARY)
    with prepared(made, filled, workplace(filled)) as found_:
        assert [one.name for one in found_.people] == [AK.person]
        with pytest.raises(ApprovalError):
            found_.carry_out("PL03", (FIRST, told))
        found_.carry_out("PL03", (FIRST,), "the new colleague was never here")
    assert events(filled, "restore")["people"] == "one person only"


def test_a_backup_of_another_site_is_refused(two: Path, tmp_path: Path, folder: Path):
    """R53: the wrong stick."""
    other = tmp_path / "other" / "b.db"
    other.parent.mkdir()
    with closing(create_database(other, keys_of(two), clock=clock)) as database:
        found(Store(database, clock, AMENDED, PASSWORDS), replace(SITE, code="PL04"))
    made = back_up_with(two, other, folder)
    with pytest.raises(WrongSiteBackupError), prepared(made, two, workplace(two)):
        pass


def test_a_backup_of_another_file_of_the_site_is_refused(
    two: Path, tmp_path: Path, folder: Path
):
    """R53: two files of one site are not mixed up."""
    other = tmp_path / "other" / "b.db"
    other.parent.mkdir()
    with closing(create_database(other, keys_of(two), clock=clock)) as database:
        found(Store(database, clock, AMENDED, PASSWORDS))
    made = back_up_with(two, other, folder)
    with pytest.raises(OtherFileBackupError), prepared(made, two, workplace(two)):
        pass


def back_up_with(keys: Path, path: Path, folder: Path) -> Path:
    for one in (keys.parent / "keys").iterdir():
        target = path.parent / "keys" / one.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(one.read_bytes())
    return back_up(path, folder)


def test_a_damaged_backup_is_refused(two: Path, folder: Path):
    """R53, F42."""
    made = back_up(two, folder)
    whole = made.read_bytes()
    made.write_bytes(whole[:-2000] + bytes(1000) + whole[-1000:])
    with pytest.raises(BadBackupError), prepared(made, two, workplace(two)):
        pass
