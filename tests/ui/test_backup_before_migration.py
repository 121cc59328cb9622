"""A file of an earlier version is backed up before it is brought up to date."""

from pathlib import Path

import pytest

from scheduler.commands.backing_up import own_place
from scheduler.core.study import Study
from scheduler.store.backup_check import unpack
from scheduler.store.backup_errors import NoBackupBeforeError
from scheduler.store.backup_folder import listed
from scheduler.store.records_copy import is_older
from scheduler.store.retention import Kind
from tests.keys import keys_of
from tests.store.backups import key_of
from tests.store.earlier import made_before
from tests.ui.conftest import clock
from tests.ui.site import files

LAST = "0004_trusted_records"


@pytest.fixture
def earlier(site_file: Path) -> Path:
    made_before(site_file, LAST)
    return site_file


def test_the_file_of_before_lies_in_a_verified_backup(
    shipped_study: Study, earlier: Path, tmp_path: Path
):
    """R47, R50: before the first write of a new version."""
    session = files(shipped_study, earlier, clock).open(earlier)
    [made] = listed(own_place(earlier), {})
    assert made.kind is Kind.MIGRATION
    manifest = unpack(made.path, tmp_path / "out.db", key_of(earlier))
    assert LAST not in manifest.schema
    assert is_older(tmp_path / "out.db")
    known = session.read(lambda store: store.backups())
    assert list(known) == [made.path.name]
    session.close()


def test_without_a_backup_the_file_is_left_as_it_is(
    shipped_study: Study, earlier: Path
):
    """R47: a full disk, or a place that cannot be written."""
    own_place(earlier).write_text("in the way")
    before = earlier.read_bytes()
    with pytest.raises(NoBackupBeforeError, match="only brought up to date after"):
        files(shipped_study, earlier, clock).open(earlier)
    assert earlier.read_bytes() == before
    assert is_older(earlier)
    assert not keys_of(earlier).folder.exists()


def test_a_file_of_today_is_opened_without_one(shipped_study: Study, earlier: Path):
    """R47: once is enough."""
    opener = files(shipped_study, earlier, clock)
    opener.open(earlier).close()
    opener.open(earlier).close()
    assert len(listed(own_place(earlier), {})) == 1
