"""Where the keys of a site file made in a test are: in a folder beside it."""

from pathlib import Path

from scheduler.store.keys import Keyring


def keys_of(path: Path) -> Keyring:
    return Keyring(path.parent / "keys")
