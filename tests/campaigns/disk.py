"""A disk that may lose power: what is sure to be on it, and what may be.

A cautious reading of POSIX. What was written to a file is sure after fsync or fdatasync
of that file; that a name is there, gone or another is sure after fsync of its folder.
Until then each change may be there or not, in any order, whole or in part. A rename
is there or not as one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath


@dataclass(eq=False)
class File:
    """One file behind its names: bytes that are sure, and bytes as the program sees."""

    sure: bytes = b""
    now: bytearray = field(default_factory=bytearray)


FOLDER = File()


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """Bytes written somewhere into a file."""

    file: File
    at: int
    data: bytes

    def apply(self, content: bytearray) -> None:
        _extend(content, self.at)
        content[self.at : self.at + len(self.data)] = self.data

    def cut(self, length: int) -> "Written":
        """Return the same, torn after some bytes."""
        return Written(self.file, self.at, self.data[:length])


@dataclass(frozen=True, slots=True, eq=False)
class Sized:
    """A file cut or grown to a size."""

    file: File
    size: int
    cuts: bool = True

    def apply(self, content: bytearray) -> None:
        if self.cuts:
            del content[self.size :]
        _extend(content, self.size)


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Names that lead to files, or to none, from now on."""

    names: Mapping[PurePath, File | None]

    def concerns(self, folder: PurePath) -> bool:
        return any(name.parent == folder for name in self.names)


Change = Written | Sized | Named


def _extend(content: bytearray, size: int) -> None:
    content.extend(bytes(max(0, size - len(content))))


class Disk:
    """The files below one folder, and every change that is not sure yet."""

    def __init__(self, files: Mapping[PurePath, bytes | None]) -> None:
        self._sure = {
            name: FOLDER if data is None else File(data, bytearray(data))
            for name, data in files.items()
        }
        self._now = dict(self._sure)
        self.pending: list[Change] = []

    def file(self, name: PurePath) -> File | None:
        """Return the file that has a name now."""
        return self._now.get(name)

    def change(self, change: Change) -> None:
        """Note a change; nothing of it is sure."""
        self.pending.append(change)
        if isinstance(change, Named):
            _name(self._now, change)
        else:
            change.apply(change.file.now)

    def sync(self, file: File) -> None:
        """Make sure of what was written to a file."""
        for change in self.pending:
            if not isinstance(change, Named) and change.file is file:
                content = bytearray(file.sure)
                change.apply(content)
                file.sure = bytes(content)
        self._keep(lambda change: isinstance(change, Named) or change.file is not file)

    def sync_folder(self, folder: PurePath) -> None:
        """Make sure of the names in a folder."""
        for change in self.pending:
            if isinstance(change, Named) and change.concerns(folder):
                _name(self._sure, change)
        self._keep(
            lambda change: not (isinstance(change, Named) and change.concerns(folder))
        )

    def _keep(self, wanted: Callable[[Change], bool]) -> None:
        self.pending = [change for change in self.pending if wanted(change)]

    def moment(self) -> "Moment":
        """Return what is sure now, and what is not."""
        files = set(self._sure.values()) | {
            file for file in self._now.values() if file is not FOLDER
        }
        sure = {file: file.sure for file in files}
        return Moment(dict(self._sure), sure, tuple(self.pending))


@dataclass(frozen=True, slots=True)
class Moment:
    """A disk at one moment, while more is on its way to it."""

    names: Mapping[PurePath, File]
    sure: Mapping[File, bytes]
    pending: Sequence[Change]

    def after_power_loss(self, kept: Iterable[Change]) -> dict[PurePath, bytes | None]:
        """Return what is on the disk if only some of the pending changes got there."""
        names = dict(self.names)
        contents: dict[File, bytearray] = {}
        for change in kept:
            if isinstance(change, Named):
                _name(names, change)
                continue
            if change.file not in contents:
                contents[change.file] = bytearray(self._sure(change.file))
            change.apply(contents[change.file])
        return {
            name: None
            if file is FOLDER
            else bytes(contents.get(file, self._sure(file)))
            for name, file in names.items()
            if all(names.get(above) is FOLDER for above in _above(name))
        }

    def _sure(self, file: File) -> bytes:
        return self.sure.get(file, b"")


def _above(name: PurePath) -> Sequence[PurePath]:
    return list(name.parents)[:-1]


def _name(names: dict[PurePath, File], change: Named) -> None:
    for name, file in change.names.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file
