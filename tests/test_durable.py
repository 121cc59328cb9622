"""A folder that is made is there after a power cut, with those above it."""

from pathlib import Path

import pytest

from scheduler.durable import make_folder


def test_missing_folders_are_made_for_their_owner_alone(tmp_path: Path):
    """R43, R50."""
    inner = tmp_path / "settings" / "CycleDesk" / "keys"
    make_folder(inner)
    make_folder(inner)
    for made in (inner, inner.parent, inner.parent.parent):
        assert made.is_dir()
        assert made.stat().st_mode & 0o777 == 0o700


def test_a_file_in_the_way_is_told(tmp_path: Path):
    (tmp_path / "keys").write_text("in the way")
    with pytest.raises(OSError, match="keys"):
        make_folder(tmp_path / "keys")
    with pytest.raises(OSError, match="keys"):
        make_folder(tmp_path / "keys" / "inner")
