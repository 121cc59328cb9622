"""Files that are no backup, or are no longer what they were, are refused."""

import json
import zipfile
from pathlib import Path

import pytest

from scheduler.store.backup_check import unpack
from scheduler.store.backup_errors import BadBackupError, PassphraseError
from tests.store.backups import back_up, unpacked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "backups"
    found.mkdir()
    return found


BROKEN = {
    "an empty file": lambda _: b"",
    "its first half": lambda whole: whole[: len(whole) // 2],
    "all but its last byte": lambda whole: whole[:-1],
    "text": lambda _: b"not a backup at all\n" * 100,
    "zeros": lambda whole: bytes(len(whole)),
    "a bare database": lambda _: b"SQLite format 3\0" + bytes(4080),
    "age without its end": lambda _: b"age-encryption.org/v1\n-> scrypt",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_backup_is_refused(
    name: str, filled: Path, folder: Path, tmp_path: Path
):
    """R50, F43: a file of 0 bytes would open as an empty database."""
    made = back_up(filled, folder)
    made.write_bytes(BROKEN[name](made.read_bytes()))
    with pytest.raises((BadBackupError, PassphraseError)):
        unpacked(made, tmp_path / "out", "a passphrase")


def members(made: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(made) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_flipped_byte_anywhere_is_found(filled: Path, folder: Path, tmp_path: Path):
    """R24, F42: bit rot in a backup is seen before it is restored."""
    made = back_up(filled, folder)
    whole = made.read_bytes()
    with zipfile.ZipFile(made) as packed:
        entries = packed.infolist()
        data = [
            range(
                one.header_offset + 80, one.header_offset + 80 + one.compress_size - 60
            )
            for one in entries
        ]
    good = members(made)
    missed = []
    for at in [place for one in data for place in one[:: max(1, len(one) // 40)]]:
        made.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        out = tmp_path / f"out-{at}"
        try:
            unpacked(made, out)
        except BadBackupError:
            continue
        # Where bytes repeat, another way to pack the same ones is no harm.
        if members(made) != good:
            missed.append(at)
    assert missed == []


def changed(made: Path, **parts: bytes | None) -> None:
    """Write a backup anew with other members; None leaves one out."""
    with zipfile.ZipFile(made) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    held |= {name.replace("__", "."): one for name, one in parts.items()}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, one in held.items():
            if one is not None:
                packed.writestr(name, one)


def test_a_backup_that_was_made_anew_is_refused(
    filled: Path, folder: Path, tmp_path: Path
):
    """R24, F46: the digests may be right, the seal is not."""
    made = back_up(filled, folder)
    with zipfile.ZipFile(made) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    manifest["person"] = "Somebody Else"
    changed(made, manifest__json=json.dumps(manifest).encode())
    with pytest.raises(BadBackupError, match="not made by this program"):
        unpacked(made, tmp_path / "out")


@pytest.mark.parametrize(
    "parts",
    [
        {"READ-ME__txt": b"another text"},
        {"READ-ME__txt": None},
        {"records__cycledesk": b"SQLite format 3\0"},
        {"records__cycledesk": None},
        {"more__txt": b"nothing names this"},
        {"../outside__txt": b"out of the folder"},
        {"manifest__json": b"{}"},
        {"manifest__json": b"[" * 100_000},
        {"manifest__json": b"\xff\xfe"},
    ],
)
def test_a_part_that_was_changed_added_or_taken_is_found(
    parts: dict[str, bytes | None], filled: Path, folder: Path, tmp_path: Path
):
    """R50, F29: nothing but what the manifest names, and all of that."""
    made = back_up(filled, folder)
    changed(made, **parts)
    with pytest.raises(BadBackupError):
        unpacked(made, tmp_path / "out")
    assert not (tmp_path / "outside.txt").exists()


def test_a_part_that_grows_while_it_is_unpacked_is_cut_off(
    filled: Path, folder: Path, tmp_path: Path
):
    """F27: ten times what the manifest promised is not written to the disk."""
    made = back_up(filled, folder)
    with zipfile.ZipFile(made) as packed:
        size = json.loads(packed.read("manifest.json"))["size"]
    changed(made, records__cycledesk=bytes(size * 10))
    with pytest.raises(BadBackupError, match="larger"):
        unpacked(made, tmp_path / "out")
    assert (tmp_path / "out").stat().st_size <= size


def test_another_key_does_not_open_the_seal(filled: Path, folder: Path, tmp_path: Path):
    """R24: only this file's key can have made it."""
    made = back_up(filled, folder)
    with pytest.raises(BadBackupError):
        unpack(made, tmp_path / "out", lambda _: bytes(range(32)))
