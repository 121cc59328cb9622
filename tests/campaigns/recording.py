"""What a process did to the files below one folder, read from the words of strace."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from tests.campaigns.disk import FOLDER, Disk, File, Named, Sized, Written

CALLS = (
    "openat,open,creat,close,write,writev,pwrite64,pwritev,lseek,ftruncate,truncate,"
    "fallocate,fsync,fdatasync,sync,syncfs,sync_file_range,unlink,unlinkat,rmdir,"
    "rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,"
    "sendfile,copy_file_range,splice,dup,dup2,dup3,sendto"
)
OPTIONS = ("-y", "-xx", "-s", "4000000", "-e", f"trace={CALLS}")
_LINE = re.compile(r"(?:(\d+)\s+)?(\w+)\((.*)\)\s+= (-?\d+)(?:<(.*)>)?.*", re.DOTALL)
_HALF = re.compile(r"(\d+)\s+(.*) <unfinished \.\.\.>", re.DOTALL)
_OTHER_HALF = re.compile(r"(\d+)\s+<\.\.\. \w+ resumed>(.*)", re.DOTALL)
_HANDLE = re.compile(r"(-?\d+|AT_FDCWD)(?:<(.*)>)?(?:\(deleted\))?")


class UnknownCallError(Exception):
    """The program did something to its files that the model of a disk lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One finished system call.

    Attributes:
        opened: the path behind the number that it returned.
    """

    name: str
    words: Sequence[str]
    result: int
    opened: str

    def handle(self, place: int = 0) -> tuple[int, str]:
        """Return the number of an open file and its path."""
        found = _HANDLE.fullmatch(self.words[place])
        if not found:
            raise UnknownCallError(self.name, self.words[place])
        number = -100 if found[1] == "AT_FDCWD" else int(found[1])
        return number, _text(found[2] or "")

    def data(self, place: int) -> bytes:
        return bytes.fromhex(self.words[place].strip('"').replace("\\x", ""))

    def path(self, place: int, beside: int | None = None) -> str:
        """Return the path in a place, from the folder in another one if it says so."""
        said = self.data(place).decode(errors="surrogateescape")
        return said if beside is None else str(Path(self.handle(beside)[1], said))


def _text(hexadecimal: str) -> str:
    raw = bytes.fromhex(hexadecimal.replace("\\x", ""))
    return raw.decode(errors="surrogateescape")


def calls(log: Path) -> Iterator[Call]:
    """Yield each call that did not fail, in the order in which they ended."""
    halves: dict[str, str] = {}
    with log.open(encoding="ascii") as lines:
        for line in lines:
            if half := _HALF.match(line):
                halves[half[1]] = half[2]
                continue
            if rest := _OTHER_HALF.match(line):
                line = f"{rest[1]} {halves.pop(rest[1])}{rest[2]}"  # noqa: PLW2901
            found = _LINE.fullmatch(line.strip())
            if found and int(found[4]) >= 0:
                opened = found[5] or ""
                yield Call(
                    name=found[2],
                    words=found[3].split(", "),
                    result=int(found[4]),
                    opened=_text(opened) if opened.startswith("\\x") else "",
                )


class Replay:
    """Does to a disk what a process did, call by call.

    Attributes:
        acknowledged: how many steps the process has acknowledged so far.
    """

    def __init__(self, disk: Disk, folder: Path) -> None:
        self.disk, self.acknowledged = disk, 0
        self._folder = folder
        self._open: dict[int, File] = {}
        self._at: dict[int, int] = {}

    def does(self, call: Call) -> bool:
        """Do one call; return whether the disk or what is promised is another."""
        known: dict[str, Callable[[Call], bool]] = {
            "openat": self._opens,
            "close": self._closes,
            "lseek": self._seeks,
            "write": self._writes,
            "pwrite64": self._writes_at,
            "ftruncate": self._sizes,
            "fsync": self._syncs,
            "fdatasync": self._syncs,
            "unlink": lambda call: self._removes(call.path(0)),
            "unlinkat": lambda call: self._removes(call.path(1, 0)),
            "rmdir": lambda call: self._removes(call.path(0)),
            "rename": lambda call: self._renames(call.path(0), call.path(1)),
            "renameat": lambda call: self._renames(call.path(1, 0), call.path(3, 2)),
            "link": lambda call: self._links(call.path(0), call.path(1)),
            "mkdir": lambda call: self._makes(call.path(0)),
            "mkdirat": lambda call: self._makes(call.path(1, 0)),
            "sendfile": self._copies,
            "sendto": self._says,
        }
        if call.name in known:
            return known[call.name](call)
        if any(_touches(word, self._folder) for word in call.words):
            raise UnknownCallError(call.name, call.words)
        return False

    def _name(self, path: str) -> PurePath | None:
        """Return the name below our folder, None for what lies elsewhere."""
        found = Path(path)
        inside = found.is_relative_to(self._folder)
        return PurePath(found.relative_to(self._folder)) if inside else None

    def _handle(self, call: Call, place: int = 0) -> File | None:
        number, path = call.handle(place)
        if number not in self._open and (name := self._name(path)):
            file = self.disk.file(name)
            if file is not None:
                self._open[number] = file
        return self._open.get(number)

    def _opens(self, call: Call) -> bool:
        name = self._name(call.opened)
        self._open.pop(call.result, None)
        self._at[call.result] = 0
        if name is None:
            return False
        file = self.disk.file(name)
        made = file is None and "O_CREAT" in call.words[2]
        if made:
            file = File()
            self.disk.change(Named({name: file}))
        elif file is None and name != PurePath():
            raise UnknownCallError(call.name, call.words)
        self._open[call.result] = file or FOLDER
        if "O_TRUNC" in call.words[2] and not made:
            self.disk.change(Sized(self._open[call.result], 0))
            return True
        if "O_APPEND" in call.words[2]:
            self._at[call.result] = len(self._open[call.result].now)
        return made

    def _closes(self, call: Call) -> bool:
        number, _ = call.handle()
        self._open.pop(number, None)
        return False

    def _seeks(self, call: Call) -> bool:
        self._at[call.handle()[0]] = call.result
        return False

    def _writes(self, call: Call) -> bool:
        file, number = self._handle(call), call.handle()[0]
        if file is None:
            return False
        at = self._at[number]
        self._at[number] = at + call.result
        self.disk.change(Written(file, at, call.data(1)[: call.result]))
        return True

    def _writes_at(self, call: Call) -> bool:
        file = self._handle(call)
        if file is None:
            return False
        data = call.data(1)[: call.result]
        self.disk.change(Written(file, int(call.words[3]), data))
        return True

    def _copies(self, call: Call) -> bool:
        target, source = self._handle(call), self._handle(call, 1)
        place = re.match(r"\[(\d+)", call.words[2])
        if target is None:
            return False
        if source is None or place is None:
            raise UnknownCallError(call.name, call.words)
        number, start = call.handle()[0], int(place[1])
        data = bytes(source.now[start : start + call.result])
        self.disk.change(Written(target, self._at[number], data))
        self._at[number] += call.result
        return True

    def _sizes(self, call: Call) -> bool:
        file = self._handle(call)
        if file is None:
            return False
        self.disk.change(Sized(file, int(call.words[1])))
        return True

    def _syncs(self, call: Call) -> bool:
        name = self._name(call.handle()[1])
        file = self._handle(call)
        if file is FOLDER and name is not None:
            self.disk.sync_folder(name)
        elif file is not None:
            self.disk.sync(file)
        return file is not None

    def _removes(self, path: str) -> bool:
        name = self._name(path)
        if name is None:
            return False
        self.disk.change(Named({name: None}))
        return True

    def _renames(self, old: str, new: str) -> bool:
        names = self._name(old), self._name(new)
        if names[0] is None or names[1] is None:
            if names != (None, None):
                raise UnknownCallError("rename", old, new)
            return False
        file = self.disk.file(names[0])
        if file is FOLDER:
            raise UnknownCallError("rename of a folder", old)
        self.disk.change(Named({names[0]: None, names[1]: file}))
        return True

    def _links(self, old: str, new: str) -> bool:
        names = self._name(old), self._name(new)
        if names[0] is None or names[1] is None:
            return False
        self.disk.change(Named({names[1]: self.disk.file(names[0])}))
        return True

    def _makes(self, path: str) -> bool:
        name = self._name(path)
        if name is None:
            return False
        self.disk.change(Named({name: FOLDER}))
        return True

    def _says(self, call: Call) -> bool:
        word, _, number = call.data(1).decode(errors="replace").partition(" ")
        if word != "ack":
            return False
        self.acknowledged = int(number) + 1
        return True


def _touches(word: str, folder: Path) -> bool:
    found = re.search(r"((?:\\x[0-9a-f]{2})+)", word)
    return bool(found) and _text(found[1]).startswith(str(folder))
