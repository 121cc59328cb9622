"""The container of a backup: one ZIP file, or the same behind a passphrase.

Nothing is ever unpacked under a name that a file gives. Every member is read up to
the size that was promised and not one byte further.
"""

import hashlib
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

import pyrage  # type: ignore[import-untyped]

from scheduler.store.backup_errors import (
    BadBackupError,
    NewerBackupError,
    PassphraseError,
)
from scheduler.store.manifest import (
    FORMAT,
    Manifest,
    ManifestError,
    manifest_text,
    read_manifest,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SUFFIX = ".cycledesk-backup"
PROTECTED = SUFFIX + ".age"
RECORDS, MANIFEST = "records.cycledesk", "manifest.json"
MOST_FILES = 20_000
MOST_MANIFEST = 200_000_000
MOST_OTHER = 100_000_000
MOST_RECORDS = 20_000_000_000
MOST_PROTECTED = 2_000_000_000
_CHUNK = 1 << 20
_AGE = b"age-encryption.org/"
_NOT_IT = "Decryption failed"  # what age answers to another passphrase
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What reading a file that only looks like a ZIP can end in.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def write_container(
    file: BinaryIO, manifest: Manifest, records: Path, others: Mapping[str, bytes]
) -> None:
    """Write a whole backup into an open file.

    Args:
        file: open for writing.
        manifest: sealed; it names the digest of everything else.
        records: the copy of the records.
        others: what else goes in, by name.
    """
    at = manifest.at
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:
        packed.writestr(_entry(MANIFEST, at), manifest_text(manifest))
        for name, made in sorted(others.items()):
            packed.writestr(_entry(name, at), made)
        with (
            packed.open(_entry(RECORDS, at), "w", force_zip64=True) as into,
            records.open("rb") as source,
        ):
            while chunk := source.read(_CHUNK):
                into.write(chunk)


def protected(container: bytes, passphrase: str) -> bytes:
    """Return a whole backup behind a passphrase, in the format of age."""
    made: bytes = pyrage.passphrase.encrypt(container, passphrase)
    return made


def container_digest(path: Path, passphrase: str | None = None) -> str:
    """Return the SHA-256 of a whole backup as it is without its passphrase.

    Raises:
        BadBackupError: it cannot be read.
        PassphraseError: it needs its passphrase.
    """
    digest = hashlib.sha256()
    with _file(path) as file:
        plain = _plain(file, path.name, passphrase)
        while chunk := plain.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class BackupFile:
    """An open backup; its members are what its manifest says, or it was refused."""

    def __init__(self, name: str, packed: zipfile.ZipFile) -> None:
        self._name, self._packed = name, packed
        self.manifest = self._manifest()
        self._refuse_other_members()

    def others(self) -> dict[str, bytes]:
        """Return everything but the records, each compared with its digest."""
        return {name: self.other(name) for name in sorted(self.manifest.files)}

    def other(self, name: str) -> bytes:
        """Return one file, compared with its digest."""
        found = self._read(name, MOST_OTHER)
        if hashlib.sha256(found).hexdigest() != self.manifest.files[name]:
            raise self._refuse(f"{name} in it was changed")
        return found

    def unpack_records(self, target: Path) -> None:
        """Write the records to a file that is not there yet, compared with theirs."""
        size, digest = self.manifest.size, hashlib.sha256()
        with (
            self._telling(),
            self._packed.open(RECORDS) as source,
            _private(target) as into,
        ):
            left = size
            while chunk := source.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise self._refuse("its records are larger than it says")
                digest.update(chunk)
                into.write(chunk)
        if left or digest.hexdigest() != self.manifest.records:
            raise self._refuse("its records were changed")

    def _manifest(self) -> Manifest:
        text = self._read(MANIFEST, MOST_MANIFEST)
        try:
            found = read_manifest(text)
        except ManifestError as error:
            raise self._refuse(str(error)) from error
        if found.format > FORMAT:
            raise NewerBackupError(name=self._name)
        if not 0 < found.size <= MOST_RECORDS:
            raise self._refuse("it holds no records")
        return found

    def _refuse_other_members(self) -> None:
        names = [entry.filename for entry in self._packed.infolist()]
        wanted = {MANIFEST, RECORDS, *self.manifest.files}
        if len(names) != len(wanted) or set(names) != wanted:
            raise self._refuse("what is in it is not what its manifest says")
        for entry in self._packed.infolist():
            if entry.compress_type not in _PACKED or entry.flag_bits & 1:
                raise self._refuse("it is packed in another way")

    def _read(self, name: str, most: int) -> bytes:
        with self._telling(), self._packed.open(name) as source:
            found = source.read(most + 1)
            if len(found) > most:
                raise self._refuse(f"{name} in it is too large")
            return found

    @contextmanager
    def _telling(self) -> Iterator[None]:
        with telling_broken(self._name):
            yield

    def _refuse(self, problem: str) -> BadBackupError:
        return BadBackupError(name=self._name, problem=problem)


def _private(target: Path) -> BinaryIO:
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    return os.fdopen(handle, "wb")


@contextmanager
def opened(path: Path, passphrase: str | None = None) -> Iterator[BackupFile]:
    """Open a backup for the length of the block.

    Args:
        path: the file.
        passphrase: where one protects it.

    Raises:
        BadBackupError: it is none, was changed or cut off, or cannot be read.
        NewerBackupError: a newer program has made it.
        PassphraseError: it needs its passphrase.
    """
    with _file(path) as file, telling_broken(path.name):
        source = _plain(file, path.name, passphrase)
        packed = zipfile.ZipFile(source)
        with packed:
            if len(packed.infolist()) > MOST_FILES:
                raise BadBackupError(name=path.name, problem="too much is in it")
            yield BackupFile(path.name, packed)


def is_protected(path: Path) -> bool:
    """Say whether a file is behind a passphrase, by its first bytes.

    Raises:
        BadBackupError: it cannot be read.
    """
    with _file(path) as file:
        return file.read(len(_AGE)) == _AGE


def _file(path: Path) -> BinaryIO:
    try:
        return io.BufferedReader(_Readable(path))
    except OSError as error:
        raise _unreadable(path.name, error) from error


class _Readable(io.FileIO):
    """A file of which it is said that it, and no other, cannot be read."""

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        """Read as many bytes as there is room for.

        Raises:
            BadBackupError: the disk does not give them.
        """
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise _unreadable(Path(os.fsdecode(self.name)).name, error) from error


def _unreadable(name: str, error: OSError) -> BadBackupError:
    problem = (error.strerror or str(error)).lower()
    return BadBackupError(name=name, problem=problem)


@contextmanager
def telling_broken(name: str) -> Iterator[None]:
    """Turn what a broken container ends in into a refusal."""
    try:
        yield
    except _BROKEN as error:
        problem = "it is damaged or no backup"
        raise BadBackupError(name=name, problem=problem) from error


def _plain(file: IO[bytes], name: str, passphrase: str | None) -> IO[bytes]:
    head = file.read(len(_AGE))
    file.seek(0)
    if not head:
        raise BadBackupError(name=name, problem="it is empty")
    if head != _AGE:
        return file
    if not passphrase:
        raise PassphraseError(name=name, given=False)
    found = file.read(MOST_PROTECTED + 1)
    if len(found) > MOST_PROTECTED:
        raise BadBackupError(name=name, problem="it is too large")
    try:
        return io.BytesIO(pyrage.passphrase.decrypt(found, passphrase))
    except pyrage.DecryptError as error:
        if str(error) != _NOT_IT:
            raise BadBackupError(name=name, problem="it is damaged") from error
        raise PassphraseError(name=name, given=True) from error


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    moment = at.year, at.month, at.day, at.hour, at.minute, at.second
    entry = zipfile.ZipInfo(name, date_time=moment)
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
