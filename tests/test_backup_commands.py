"""The commands ``backup``, ``restore`` and ``replay``, on real files."""

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from resources import path as shipped
from scheduler.commands import backups, restores, signing_in
from scheduler.store import keys as key_files
from scheduler.store.signing import Subject
from tests.commands import Answer, Commands
from tests.core.profiles import FIRST_TEXT, with_values
from tests.documents.paper import text_of
from tests.keys import keys_of
from tests.people import OTHER_PASSWORD, PASSWORD, PASSWORDS
from tests.store.given import AK, NOW
from tests.store.restores import (
    BN,
    LATER,
    open_signed_in,
    save_later,
    site_file,
    weights,
)

Type = Callable[..., None]


@pytest.fixture
def commands(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Commands:
    """Run commands at a given time, with passwords that are quick to check."""
    now = iter(NOW + timedelta(minutes=n) for n in range(1000))
    for module in (backups, restores):
        monkeypatch.setattr(module, "local_now", lambda: next(now))
    for module in (signing_in, restores):
        monkeypatch.setattr(module, "shipped_passwords", lambda: PASSWORDS)
    return Commands(tmp_path, capsys)


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Type:
    def typed(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))

    return typed


@pytest.fixture
def two(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return site_file(folder / "PL03.cycledesk")


def back_up(commands: Commands, types: Type, path: Path, *more: str) -> Answer:
    types(PASSWORD, "four words for a stick")
    return commands.run(
        "backup",
        *("--database", path, "--as", AK.person, "--keys", keys_of(path).folder),
        *("--json", *more),
    )


def restore(commands: Commands, made: Path, path: Path, *more: str) -> Answer:
    return commands.run(
        "restore", made, "--to", path, "--keys", keys_of(path).folder, *more
    )


BOTH = ("--site", "PL03", "--as", AK.person, "--and", BN.name)


def made_by(answer: Answer) -> Path:
    [one] = json.loads(answer.out)
    assert one["problem"] is None
    return Path(one["place"]) / one["file"]


def test_a_backup_is_taken_beside_the_file(commands: Commands, types: Type, two: Path):
    """R50, R26."""
    answer = back_up(commands, types, two)
    made = made_by(answer)
    assert (answer.status, made.parent) == (0, two.parent / "PL03 backups")
    assert made.is_file()


def sign_profile(path: Path, name: str, password: str) -> None:
    """Let somebody stand behind the profile that is shipped."""
    text = shipped("studies", "js001-027-iii-hcc.toml").read_bytes()
    digest = hashlib.sha256(text).hexdigest()
    with closing(open_signed_in(path)) as store:
        by = store.sign_in(name, password, workstation="desk-2", program="0.1.0")
        store.sign(Subject.PROFILE, digest, password, by=by)


def coming_days(made: Path) -> str:
    with zipfile.ZipFile(made) as packed:
        return text_of(packed.read("next-14-days.pdf"))


def test_the_list_of_the_coming_days_knows_who_confirmed_the_profile(
    commands: Commands, types: Type, two: Path, tmp_path: Path
):
    """F15, R35: the paper says the same of the profile as every dosing sheet."""
    warned = "PROFILE NOT CONFIRMED"
    sign_profile(two, AK.person, PASSWORD)
    assert warned in coming_days(made_by(back_up(commands, types, two)))
    sign_profile(two, BN.name, OTHER_PASSWORD)
    assert warned not in coming_days(made_by(back_up(commands, types, two)))
    other = tmp_path / "other.toml"
    other.write_text(f"{FIRST_TEXT}\n# another text\n", encoding="utf-8")
    made = made_by(back_up(commands, types, two, "--study", str(other)))
    assert warned in coming_days(made)


def test_a_place_that_fails_ends_with_status_1(
    commands: Commands, types: Type, two: Path, tmp_path: Path
):
    """R51, F43: a script sees it, too."""
    answer = back_up(commands, types, two, "--to", str(tmp_path / "gone"))
    assert answer.status == 1
    assert "the folder is not there" in json.loads(answer.out)[0]["problem"]


def test_a_restore_first_says_what_it_would_do(
    commands: Commands, types: Type, two: Path
):
    """R53."""
    made = made_by(back_up(commands, types, two))
    save_later(two)
    answer = restore(commands, made, two)
    assert answer.status == 0
    assert "- PL03-0012: 1 save by A. Kowalska" in answer.out
    assert "Nothing was changed." in answer.out
    assert LATER in weights(two)


def test_two_people_restore_from_the_command_line(
    commands: Commands, types: Type, two: Path
):
    """R53."""
    made = made_by(back_up(commands, types, two))
    save_later(two)
    types(PASSWORD, OTHER_PASSWORD)
    answer = restore(commands, made, two, *BOTH, "--json")
    assert answer.status == 0, answer.err
    assert answer.data["lost"] == 1
    assert LATER not in weights(two)
    assert LATER in weights(Path(answer.data["set_aside"]))


def test_a_wrong_password_restores_nothing(commands: Commands, types: Type, two: Path):
    """R53."""
    made = made_by(back_up(commands, types, two))
    save_later(two)
    types(PASSWORD, "not this one, no")
    answer = restore(commands, made, two, *BOTH)
    assert answer.status == 1
    assert "not the password" in answer.err
    assert LATER in weights(two)


def test_a_backup_that_is_not_there_is_told(commands: Commands, two: Path):
    """F43."""
    answer = restore(commands, two.with_name("none.cycledesk-backup"), two)
    assert answer.status == 1
    assert "no such file" in answer.err


@pytest.fixture
def code(monkeypatch: pytest.MonkeyPatch) -> str:
    """Know the recovery code of the files that are made, as the people at a site do."""
    known = key_files.new_recovery_code()
    monkeypatch.setattr(
        "scheduler.store.file_identity.new_recovery_code", lambda: known
    )
    return known


def test_the_records_move_to_a_new_computer(
    code: str, commands: Commands, types: Type, two: Path, tmp_path: Path
):
    """R53, F47: every step of the help page ``new-computer``."""
    page = shipped("help", "new-computer.md").read_text(encoding="utf-8")
    assert "cycledesk-cli restore BACKUP --to PL03.cycledesk --recovery-code\n" in page
    stick = tmp_path / "stick"
    stick.mkdir()
    answer = back_up(commands, types, two, "--to", str(stick), "--protect")
    made = made_by(answer)
    there = tmp_path / "new" / "PL03.cycledesk"
    there.parent.mkdir()
    without = restore(commands, made, there)
    assert "passphrase" in without.err
    types("four words for a stick")
    assert "recovery code" in restore(commands, made, there).err
    types("four words for a stick", code)
    said = restore(commands, made, there, "--recovery-code")
    assert "so nothing is lost" in said.out
    assert not there.exists()
    types("four words for a stick", code.lower(), PASSWORD, OTHER_PASSWORD)
    done = restore(commands, made, there, "--recovery-code", *BOTH)
    assert done.status == 0, done.err
    assert weights(there) == weights(two)
    save_later(there)


def test_another_recovery_code_opens_nothing(
    code: str, commands: Commands, types: Type, two: Path, tmp_path: Path
):
    """F47."""
    made = made_by(back_up(commands, types, two))
    there = tmp_path / "new" / "PL03.cycledesk"
    there.parent.mkdir()
    types(code[::-1])
    answer = restore(commands, made, there, "--recovery-code")
    assert answer.status == 1
    assert "not the recovery code" in answer.err
    assert not keys_of(there).folder.exists()


def replay(commands: Commands, made: Path, path: Path, *more: str) -> Answer:
    return commands.run("replay", made, "--keys", keys_of(path).folder, "--json", *more)


def test_the_same_program_makes_the_same_plans(
    commands: Commands, types: Type, two: Path
):
    """R15: nothing differs, over every row of every plan."""
    answer = replay(commands, made_by(back_up(commands, types, two)), two)
    assert (answer.status, answer.data["changed"]) == (0, [])
    assert answer.data["participants"] == 1
    assert answer.data["rows"] > 20


def test_other_rules_show_each_row_that_they_change(
    commands: Commands, types: Type, two: Path, tmp_path: Path
):
    """R15: as a program would whose windows are wider."""
    made = made_by(back_up(commands, types, two))
    wider = tmp_path / "wider.toml"
    text = with_values(FIRST_TEXT, ("settings.day_1_after.default", 5))
    wider.write_text(text, encoding="utf-8")
    answer = replay(commands, made, two, "--study", str(wider))
    assert answer.status == 1
    rows = {row["row"]: row["now"] for row in answer.data["changed"]}
    assert "visits C3D1" in rows
    assert "visits imaging week 6" not in rows
    first, last = map(datetime.fromisoformat, rows["visits C3D1"]["window"])
    assert (last - first).days == 8
