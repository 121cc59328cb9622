"""Orders for the tests of backups: a real file, real contents, a given key."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from scheduler.readable import Readable
from scheduler.store.backup import take_backup
from scheduler.store.backup_check import unpack
from scheduler.store.backup_values import KeyOf, Order, Place
from scheduler.store.manifest import Manifest
from scheduler.store.retention import Kind
from tests.documents.samples import typesetter
from tests.keys import keys_of
from tests.store.given import AK, AMENDED, DIGEST, NOW


def key_of(path: Path) -> KeyOf:
    """Return what gives the keys of the files that lie beside a path."""

    def found(file_id: str) -> bytes | None:
        kept = keys_of(path).find(file_id)
        return kept.key if kept else None

    return found


def unpacked(made: Path, out: Path, passphrase: str | None = None) -> Manifest:
    """Unpack a backup beside the file that it is of."""
    return unpack(made, out, key_of(out), passphrase)


def no_country(_country: str | None) -> None:
    return None


def readable(minutes: int = 0):
    return Readable(
        study=AMENDED,
        profile=DIGEST,
        countries=no_country,
        typesetter=typesetter(),
        at=NOW + timedelta(minutes=minutes),
        app_version="0.1.0",
    )


def order(path: Path, *, minutes: int = 0, kind: Kind = Kind.REQUESTED) -> Order:
    return Order(
        source=path,
        kind=kind,
        by=AK,
        at=NOW + timedelta(minutes=minutes),
        contents=readable(minutes),
        key_of=key_of(path),
    )


def quick(asked: Order) -> Order:
    """Leave out what people read: the tests of the records are quicker so."""
    return replace(asked, contents=lambda *_: ({}, {}))


def back_up(path: Path, folder: Path, **more: object) -> Path:
    """Take one backup; return where it is."""
    folder.mkdir(exist_ok=True)
    [made] = take_backup(quick(order(path, **more)), [Place(folder=folder)])
    assert made.made, made.problem
    return folder / made.name
