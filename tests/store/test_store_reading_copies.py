"""A copy that is only read, or comes from a backup, beside the file it was made of."""

from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.connection import open_database
from scheduler.store.file_errors import TamperedRecordsError
from scheduler.store.restore import prepared
from scheduler.store.verdict import Doubt
from scheduler.store.verify import verify
from tests.keys import keys_of
from tests.store.backups import back_up
from tests.store.copied import copied, kept, opened, save
from tests.store.restores import BOTH, site_file, workplace


@pytest.fixture
def original(path: Path) -> Path:
    return site_file(path)


@pytest.fixture
def copy(original: Path) -> Path:
    return copied(original)


def test_reading_a_copy_moves_nothing_and_complains_of_nothing(
    original: Path, copy: Path
):
    """R24, R25, F46: what is looked at only."""
    before = kept(keys_of(original).folder)
    assert verify(copy, keys_of(original)).good
    with closing(open_database(copy, keys_of(original), read_only=True)) as database:
        assert database.copy_of is None
    assert kept(keys_of(original).folder) == before


def test_a_copy_from_before_the_last_save_says_of_what_it_is_an_older_copy(
    original: Path, copy: Path
):
    """R24, R25, F46: no dose is read from it, and nobody looks for a culprit."""
    save(original, original)
    [finding] = verify(copy, keys_of(original)).findings
    assert finding.doubt is Doubt.AGE
    assert finding.sentence == (
        f"This is an older copy, and the records go on in {original}. Open that file."
    )


def test_a_restore_beside_the_original_is_a_copy_of_it(original: Path, tmp_path: Path):
    """R25, R53: a drill takes nothing from the file that is worked in."""
    made = back_up(original, tmp_path / "backups")
    drill = tmp_path / "drill.db"
    before = kept(keys_of(original).folder)
    with prepared(made, drill, workplace(original)) as found_:
        found_.carry_out("PL03", BOTH)
    assert kept(keys_of(original).folder) == before
    with opened(drill, original) as store:
        assert store.database.copy_of == original
    save(original, original)
    assert verify(original, keys_of(original)).good
    original.unlink()
    with pytest.raises(TamperedRecordsError):
        save(drill, original)


def test_a_restore_to_another_place_goes_on_where_the_original_is_gone(
    original: Path, tmp_path: Path
):
    """R25, R53"""
    made = back_up(original, tmp_path / "backups")
    drill = tmp_path / "drill.db"
    original.unlink()
    with prepared(made, drill, workplace(original)) as found_:
        found_.carry_out("PL03", BOTH)
    save(drill, original)
    assert verify(drill, keys_of(original)).good
