"""A write that was cut off is taken back by whoever opens the file next."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.store.connection import open_database
from scheduler.store.file_errors import ReadOnlyDatabaseError
from scheduler.store.verify import verify
from tests.campaigns.golden import golden, journal_of
from tests.keys import keys_of


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """A file as a power cut leaves it in the middle of a write."""
    found = golden(tmp_path)
    path = tmp_path / "site.cycledesk"
    file, journal = found.cut
    assert file != found.whole
    path.write_bytes(file)
    journal_of(path).write_bytes(journal)
    return path


def opened_to_read(path: Path) -> object:
    return open_database(path, keys_of(path), read_only=True).close()


@pytest.mark.parametrize("look", [opened_to_read, lambda p: verify(p, keys_of(p))])
def test_reading_alone_takes_it_back_too(cut: Path, look: Callable[[Path], object]):
    """R43, F34: a check after a power cut needs no window first."""
    look(cut)
    assert not journal_of(cut).exists()
    assert verify(cut, keys_of(cut)).good


def test_where_nothing_may_be_written_it_is_told(
    cut: Path, monkeypatch: pytest.MonkeyPatch
):
    """F34, F37."""
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(ReadOnlyDatabaseError):
        opened_to_read(cut)
