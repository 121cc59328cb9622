"""Taking a backup of a real file, and reading it back."""

import hashlib
import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.core.facts_text import read_facts
from scheduler.store.backup import take_backup
from scheduler.store.backup_errors import PassphraseError
from scheduler.store.backup_file import container_digest, is_protected
from scheduler.store.backup_values import Place
from scheduler.store.connection import create_database, open_database
from scheduler.store.file_errors import ForeignDatabaseError
from scheduler.store.questions import Questions
from scheduler.store.retention import Kind
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.documents.paper import text_of
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store.backups import back_up, order, quick, unpacked
from tests.store.given import AK, AMENDED, EVERY_FACT, clock

ADA = ParticipantId(1)
OTHER_PROGRAM = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
other.execute("CREATE TABLE t (x)")
other.commit()
"""
FOUR_WORDS = "four words for a stick"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "backups"
    found.mkdir()
    return found


def names(folder: Path):
    return sorted(one.name for one in folder.iterdir())


def everything(path: Path):
    with closing(open_database(path, keys_of(path), read_only=True)) as database:
        asked = Questions(database)
        return asked.documents(), asked.history(limit=10_000), asked.people()


def test_a_backup_holds_every_record_and_its_history(
    filled: Path, folder: Path, tmp_path: Path
):
    """R50: what comes out of a backup is what was in the file."""
    made = back_up(filled, folder)
    manifest = unpacked(made, tmp_path / "out.cycledesk")
    assert everything(tmp_path / "out.cycledesk") == everything(filled)
    assert manifest.counts["participants"] == 1
    assert manifest.head == len(everything(filled)[1])


def test_a_backup_is_read_without_the_program(filled: Path, folder: Path):
    """F15: any tool shows the facts, and the coming days stand on paper."""
    [made] = take_backup(order(filled), [Place(folder=folder)])
    with zipfile.ZipFile(folder / made.name) as packed:
        assert packed.testzip() is None
        facts = packed.read("facts/PL03-0012.json").decode()
        listed = text_of(packed.read("next-14-days.pdf"))
        manifest = json.loads(packed.read("manifest.json"))
        said = packed.read("READ-ME.txt").decode()
    assert set(read_facts(facts, AMENDED).facts) == set(EVERY_FACT)
    assert "NEXT 14 DAYS" in listed
    assert "As of Mon 23-Nov-2026 08:12 (UTC+01:00)" in listed
    assert f"up to entry {made.head} of History" in listed
    assert set(manifest["plans"]) == {"PL03-0012"}
    assert "Made 2026-11-23T07:12:05Z (UTC+01:00 at the desk) by A. Kowalska" in said


def test_the_outcome_names_the_file_and_its_digest(filled: Path, folder: Path):
    """R50: what History keeps of a backup tells it from any other file."""
    [made] = take_backup(quick(order(filled, kind=Kind.EXIT)), [Place(folder=folder)])
    assert made.name == "PL03_20261123T071205Z_exit.cycledesk-backup"
    found = (folder / made.name).read_bytes()
    assert hashlib.sha256(found).hexdigest() == made.digest
    assert (len(found), made.kind, made.at) == (made.size, Kind.EXIT, clock())


def test_nobody_else_may_read_a_backup(filled: Path, folder: Path):
    """F22: it is the user's own, and nothing else is left of the making."""
    made = back_up(filled, folder)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert names(folder) == [made.name]
    assert names(filled.parent) == [
        "backups",
        "keys",
        "trial.db",
        "trial.db.anchor",
    ]


def test_records_that_were_changed_behind_the_program_are_no_good_backup(
    filled: Path, folder: Path
):
    """R24, R50: a backup is never called verified that holds another dose."""
    with closing(sqlite3.connect(filled)) as other:
        other.execute("UPDATE weights SET grams = 59000, ver = ver + 1 WHERE id = 1")
        other.commit()
    [made] = take_backup(quick(order(filled)), [Place(folder=folder)])
    assert "its records were changed" in made.problem
    assert names(folder) == []


def test_two_backups_of_one_second_are_both_kept(filled: Path, folder: Path):
    """R50: an earlier backup is never overwritten."""
    first = back_up(filled, folder)
    before = first.read_bytes()
    second = back_up(filled, folder)
    assert second.name.endswith("_requested-2.cycledesk-backup")
    assert first.read_bytes() == before


def test_a_backup_is_taken_while_somebody_writes(
    filled: Path, folder: Path, tmp_path: Path
):
    """R50, T7: what is not committed is not in it, what is committed is."""
    with closing(open_database(filled, keys_of(filled))) as database:
        conn = database.db.conn
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE participants SET ver = ver + 1, withdrawn = 1")
        made = back_up(filled, folder)
        conn.execute("ROLLBACK")
    unpacked(made, tmp_path / "out")
    assert len(everything(tmp_path / "out")[0]) == 1


def test_a_file_without_a_site_is_backed_up_too(path: Path, folder: Path):
    """R50: from the first minute, before anything is entered."""
    with closing(create_database(path, keys_of(path))):
        made = back_up(path, folder)
    assert made.name.startswith("site_")
    unpacked(made, path.with_name("out.db"))
    assert everything(path.with_name("out.db")) == everything(path)


def test_a_passphrase_hides_everything(filled: Path, folder: Path, tmp_path: Path):
    """F25: without it nothing is read, not even that it is a backup of what."""
    place = Place(folder=folder, passphrase=FOUR_WORDS)
    [made] = take_backup(quick(order(filled)), [place])
    found = folder / made.name
    assert found.name.endswith(".cycledesk-backup.age")
    assert is_protected(found)
    for word in (b"PL03", b"manifest", b"SQLite", b"Kowalska"):
        assert word not in found.read_bytes()
    for wrong in (None, FOUR_WORDS[::-1]):
        with pytest.raises(PassphraseError):
            unpacked(found, tmp_path / "out", wrong)
    unpacked(found, tmp_path / "out", place.passphrase)
    assert everything(tmp_path / "out") == everything(filled)


def test_a_passphrase_is_not_in_what_is_shown_of_a_place():
    """F22: no crash report tells it."""
    assert FOUR_WORDS not in repr(Place(folder=Path(), passphrase=FOUR_WORDS))


def test_a_foreign_file_is_not_backed_up(tmp_path: Path, folder: Path):
    """F40: another program's database is none of ours."""
    other = tmp_path / "other.db"
    subprocess.run(
        [sys.executable, "-c", OTHER_PROGRAM, str(other)],
        check=True,
    )
    with pytest.raises(ForeignDatabaseError):
        take_backup(order(other), [Place(folder=folder)])
    assert names(folder) == []


def test_all_places_get_the_same_backup(filled: Path, folder: Path, tmp_path: Path):
    """R50: a second place chosen by the user."""
    second = tmp_path / "stick"
    second.mkdir()
    both = [Place(folder=folder), Place(folder=second)]
    first, other = take_backup(quick(order(filled)), both)
    assert (first.digest, first.name) == (other.digest, other.name)
    assert (second / other.name).read_bytes() == (folder / first.name).read_bytes()


def test_a_protected_copy_is_the_same_backup_behind_its_passphrase(
    filled: Path, folder: Path, tmp_path: Path
):
    """R50: each copy is read back, and is byte for byte the one that was followed."""
    second = tmp_path / "stick"
    second.mkdir()
    both = [Place(folder=folder), Place(folder=second, passphrase=FOUR_WORDS)]
    first, other = take_backup(quick(order(filled)), both)
    plain = container_digest(folder / first.name)
    assert plain == first.digest
    assert container_digest(second / other.name, FOUR_WORDS) == plain != other.digest
    with pytest.raises(PassphraseError):
        container_digest(second / other.name)
    with (folder / first.name).open("ab") as file:
        file.write(b"!")
    assert container_digest(folder / first.name) != plain


def test_one_place_that_fails_leaves_the_other_its_backup(
    filled: Path, folder: Path, tmp_path: Path
):
    """R51, F43: the stick was pulled out; the backup on this computer is good."""
    gone = tmp_path / "stick"
    both = [Place(folder=gone), Place(folder=folder)]
    missing, made = take_backup(quick(order(filled)), both)
    assert made.made
    assert "the folder is not there" in missing.problem
    assert missing.name == ""
    assert not gone.exists()


def test_a_backup_of_a_longer_history_says_so(store: Store, folder: Path):
    """R25: the head of each backup is an anchor."""
    path = store.database.path
    first = back_up(path, folder)
    store.record_visit(ADA, EVERY_FACT, by=AK)
    second = back_up(path, folder, minutes=60)
    heads = [
        unpacked(one, folder.with_name(f"{n}")).head
        for n, one in enumerate((first, second))
    ]
    assert heads[0] < heads[1] == len(store.history(limit=10_000))


def test_the_restored_store_can_be_written(filled: Path, folder: Path, tmp_path: Path):
    """R53: what comes out is a file like any other."""
    unpacked(back_up(filled, folder), tmp_path / "out.db")
    filled.unlink()
    with closing(open_database(tmp_path / "out.db", keys_of(filled))) as database:
        store = signed_in(Store(database, clock, AMENDED, PASSWORDS), AK)
        assert store.withdraw_participant(ADA, 1, reason="entered twice", by=AK)
