"""The day at a site with planted words, and that the search would find them."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.campaigns.masking import (
    ENVIRONMENT,
    breaches,
    network,
    paths_outside,
    searched_writes,
    unpacked,
)
from tests.campaigns.processes import missing
from tests.campaigns.running import figures
from tests.campaigns.scenario import STEPS, UNSAVED
from tests.documents.samples import pdf, sheet, treated

WORD = ENVIRONMENT["TREATMENT"]


@pytest.mark.skipif(bool(missing()), reason="strace is missing")
def test_no_byte_of_a_day_tells_what_was_planted():
    """R39, F17, F22: files, papers, packed and removed files, names, crash, kill."""
    said = figures("masking")
    assert said.endswith(" contents searched, 0 breaches")
    assert int(said.split()[0]) > 50


def packed(content: bytes) -> bytes:
    room = BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", content)
    return room.getvalue()


PLANTED = {
    "a setting": WORD.encode(),
    "UTF-16": WORD.encode("utf-16-le"),
    "in an archive": packed(WORD.encode()),
    "in an archive in an archive": packed(packed(WORD.encode())),
    "words that were not saved": UNSAVED.encode(),
}


@pytest.mark.parametrize("where", PLANTED)
def test_a_planted_word_is_found(where: str, tmp_path: Path):
    """R39: the search above can fail."""
    searched = list(unpacked("home/settings", PLANTED[where]))
    assert list(breaches(searched, tmp_path))


def test_a_planted_word_in_a_compressed_paper_is_found(tmp_path: Path):
    paper = pdf(sheet(treated(), note=WORD))
    assert WORD.encode() not in paper
    assert list(breaches(list(unpacked("papers/x.pdf", paper)), tmp_path))


def test_free_text_of_one_arm_is_found_in_the_paper_of_another(tmp_path: Path):
    stray = ("papers/PL03-0025_facts.json", b"CANARY-ARM-A-REASON")
    assert list(breaches([stray], tmp_path))


def test_a_planted_word_in_a_name_is_found(tmp_path: Path):
    (tmp_path / WORD).touch()
    assert list(breaches([], tmp_path))


LOGGED = {
    "a file elsewhere": '1 openat(AT_FDCWD</x>, "/tmp/report", O_WRONLY|O_CREAT) = 3',
    "a rename elsewhere": '1 rename("/x/a", "/var/b") = 0',
    "a folder elsewhere": '1 mkdir("/home/user/.cache/recent", 0700) = 0',
}


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """A day on which nothing was done."""
    for name in ("log", "tmp", "cwd"):
        (tmp_path / name).mkdir()
    for step in STEPS:
        (tmp_path / "log" / step).touch()
    return tmp_path


@pytest.mark.parametrize("what", LOGGED)
def test_a_path_outside_is_found(what: str, logged: Path):
    """F22: the search above can fail."""
    assert list(paths_outside(logged)) == []
    (logged / "log" / "day").write_text(LOGGED[what])
    assert list(paths_outside(logged))


def test_a_connection_and_a_removed_file_are_found(logged: Path):
    line = '1 connect(7<socket:[1]>, {sa_family=AF_INET, sin_port=htons(443), "1.2.3.4"'
    (logged / "log" / "day").write_text(line)
    assert list(network(logged))
    (logged / "log" / "day").write_text(f'1 pwrite64(4</x/journal>, "{WORD}", 9, 0)')
    assert list(searched_writes(logged))
