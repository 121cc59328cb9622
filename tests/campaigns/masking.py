"""Search every byte that a day at a site writes for words that must not be there.

    .venv/bin/python -m tests.campaigns.masking

Words that tell two arms are planted in the free texts of two participants and in the
environment. The day, the command line, a crash and a kill run under strace. Then each
file is searched, unpacked where it is packed; so is each write to a file that was
removed again. Words of the environment and words that were typed and not saved may be
nowhere, free texts only where somebody put them: in the records, their backups and the
exports of that participant. Every path that was written lies in a folder of the day,
and nothing was sent to a network. Linux with strace only.
"""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader

from tests.campaigns.scenario import ARMS, STEPS, UNSAVED, texts

ROOT = Path(__file__).parents[2]
CALLS = (
    "openat,open,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "mkdir,mkdirat,connect,sendto,write,pwrite64,writev,pwritev"
)
ENVIRONMENT = {
    "CYCLEDESK_ARM": "CANARY-ENVIRONMENT-A",
    "TREATMENT": "CANARY-ENVIRONMENT-B",
    "RANDOMISATION_LIST": "CANARY-ENVIRONMENT-C",
}
# Where the free texts of a participant may stand; and nothing else may hold them.
RECORDS = ("site/PL03.cycledesk*", "backups/*")
OWN_EXPORTS = {
    # The command line is asked for the plan of this one, from the exported facts.
    "PL03-0012": ("papers/PL03-0012_facts.json", "papers/history.*", "log/lines.out"),
    "PL03-0025": ("papers/PL03-0025_facts.json",),
}
# A kit number stands on the sheet of its own participant, which the clinic hands out.
OWN_SHEETS = {code: (f"papers/{code}_*.pdf", "spool/*") for code in ARMS}
FORMS = ("utf-8", "utf-16-le", "utf-16-be")
FOLDERS = ("site", "papers", "backups", "stick", "spool", "home", "tmp", "cwd")
# Devices, and what Linux calls files of a process.
NO_FILES = re.compile(r"/dev/(null|tty|pts/\d+|urandom)|/proc/self/.*|/proc/\d+/.*|")
_OPEN = re.compile(
    r'\bopen(?:at)?\((?:AT_FDCWD[^,]*, )?"(?P<path>[^"]*)", (?P<how>\S+)'
)
_MADE = re.compile(
    r"\b(?:creat|mkdir(?:at)?|rename\w*|link\w*|symlink\w*)\((?P<all>.*)\)"
)
# The print system of this computer is asked on port 631 of the computer itself.
_NETWORK = re.compile(r"\b(?:connect|sendto)\(.*sa_family=AF_INET")
_PRINTING = re.compile(r'htons\(631\).*(?:"127\.0\.0\.1"|"::1")')
_WRITE = re.compile(r"\b(?:p?writev?|pwrite64)\(\d+<(?P<path>[^>]*)>, (?P<what>.*)")
_WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_TMPFILE")


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that was written where it must not be."""

    where: str
    what: str


def main() -> int:
    """Run the day, print what was found, and return the exit status."""
    with TemporaryDirectory(prefix="masked-") as name:
        folder = Path(name)
        run_day(folder)
        searched = list(contents(folder))
        found = [*breaches(searched, folder), *paths_outside(folder), *network(folder)]
        found += [*searched_writes(folder), *not_planted(searched)]
    for one in found:
        print(f"{one.where}: {one.what}")
    print(f"{len(searched)} contents searched, {len(found)} breaches")
    return 1 if found else 0


def run_day(folder: Path) -> None:
    """Run every step in a process of its own, under strace."""
    for one in (*FOLDERS, "bin", "log"):
        if one not in {"site", "papers", "backups", "stick"}:
            (folder / one).mkdir()
    lp = folder / "bin" / "lp"
    lp.write_text('#!/bin/sh\nexec cat > "$SPOOL/$$.pdf"\n')
    lp.chmod(0o755)
    for step in STEPS:
        run_step(folder, step)


def run_step(folder: Path, step: str) -> None:
    """Run one step under strace."""
    log = folder / "log" / step
    command = ["strace", "-f", "-y", "-s", "100000", "-e", f"trace={CALLS}"]
    command += ["-e", "signal=none", "-o", str(log)]
    command += [sys.executable, "-B", "-m", "tests.campaigns.scenario", step]
    done = subprocess.run(
        [*command, str(folder)],
        cwd=folder / "cwd",
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    (folder / "log" / f"{step}.out").write_text(done.stdout + done.stderr)
    ended = {"crash": -11, "killed": -9}.get(step, 0)
    if done.returncode not in {ended, 128 - ended}:
        raise ChildProcessError(step, done.returncode, done.stderr[-2000:])


def environment(folder: Path) -> dict[str, str]:
    """Return an environment with homes of its own, and with the planted words."""
    return ENVIRONMENT | {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "SPOOL": str(folder / "spool"),
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "C.UTF-8",
    }


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the day, and what is packed in it, by name."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(("log/", "bin/")):
            yield from unpacked(name, path.read_bytes())
    for path in sorted((folder / "log").glob("*.out")):
        yield f"log/{path.name}", path.read_bytes()


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a content, and whatever is packed in it."""
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for one in packed.namelist():
                yield from unpacked(f"{name}/{one}", packed.read(one))
    if content.startswith(b"%PDF"):
        yield from of_pdf(name, content)


def of_pdf(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the text of each page, the data about the file, and every stream."""
    reader = PdfReader(BytesIO(content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    yield f"{name}: text", text.encode()
    yield f"{name}: data", repr(reader.metadata).encode()
    for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1):
        found = reader.get_object(number)
        if hasattr(found, "get_data"):
            yield f"{name}: stream {number}", found.get_data()


def breaches(searched: list[tuple[str, bytes]], folder: Path) -> Iterator[Breach]:
    """Yield every planted word that stands where it must not, by contents and names."""
    names = [(f"the name {one.name}", one.name.encode()) for one in folder.rglob("*")]
    for name, content in (*searched, *names):
        for word in (*ENVIRONMENT.values(), UNSAVED):
            if holds(content, word):
                yield Breach(name, word)
        for code, arm in ARMS.items():
            if holds(content, arm) and not allowed(name, code, content):
                yield Breach(name, f"{arm} of {code}")


def not_planted(searched: list[tuple[str, bytes]]) -> Iterator[Breach]:
    """Yield each planted word that is in none of the records: nothing was tried."""
    records = b"".join(content for name, content in searched if within(name, RECORDS))
    for code in ARMS:
        for word in texts(code).values():
            if not holds(records, word):
                yield Breach("the records", f"{word} was not planted")


def holds(content: bytes, word: str) -> bool:
    """Say whether a content holds a word in any of the usual encodings."""
    return any(
        word.encode(form) in content for form in ("utf-8", "utf-16-le", "utf-16-be")
    )


def allowed(name: str, code: str, content: bytes) -> bool:
    """Say whether the free texts of a participant may stand there."""
    if name.startswith("backups/") and "/facts/" in name:
        return f"/facts/{code}.json" in name
    if name.startswith("backups/") and "next-14-days" in name:
        return False
    if within(name, (*RECORDS, *OWN_EXPORTS[code])):
        return True
    reason = f"{ARMS[code]}-REASON"
    return (
        within(name, OWN_SHEETS[code])
        and not holds(content, reason)
        and (of_one(content))
    )


def within(name: str, places: tuple[str, ...]) -> bool:
    """Say whether a content, or the file in which it is packed, is in a place."""
    file = name.split(":", maxsplit=1)[0]
    return any(fnmatch(file, place) for place in places)


def of_one(content: bytes) -> bool:
    """Say whether a paper holds the words of one participant at most."""
    return sum(holds(content, arm) for arm in ARMS.values()) <= 1


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each step with a path that it wrote."""
    for log in logs(folder):
        for line in log.read_text("utf-8", "replace").splitlines():
            if found := _OPEN.search(line):
                if any(how in found["how"] for how in _WRITES) and "= -1" not in line:
                    yield log.name, found["path"]
            elif found := _MADE.search(line):
                for path in re.findall(r'"([^"]*)"', found["all"]):
                    yield log.name, path


def logs(folder: Path) -> list[Path]:
    """Return what strace wrote of each step."""
    return [folder / "log" / step for step in STEPS]


def paths_outside(folder: Path) -> Iterator[Breach]:
    """Yield every path that was written outside of the folders of the day."""
    inside = tuple(str(folder / one) for one in FOLDERS)
    for step, path in sorted(set(written(folder))):
        whole = os.path.normpath(folder / "cwd" / path)
        if not NO_FILES.fullmatch(path) and not whole.startswith(inside):
            yield Breach(f"step {step}", f"wrote {path}")
    for path in sorted((folder / "tmp").iterdir()) + sorted((folder / "cwd").iterdir()):
        yield Breach(str(path.relative_to(folder)), "was left behind")


def network(folder: Path) -> Iterator[Breach]:
    """Yield every connection to a network; the print system is none."""
    for log in logs(folder):
        for line in log.read_text("utf-8", "replace").splitlines():
            if _NETWORK.search(line) and not _PRINTING.search(line):
                yield Breach(f"step {log.name}", line[:120])


def searched_writes(folder: Path) -> Iterator[Breach]:
    """Yield planted words in writes, also to files that were removed again."""
    inside = str(folder)
    for log in logs(folder):
        for line in log.read_text("utf-8", "replace").splitlines():
            found = _WRITE.search(line)
            if not found:
                continue
            name = found["path"].removeprefix(inside).lstrip("/")
            for word in (*ENVIRONMENT.values(), UNSAVED):
                if word in found["what"]:
                    yield Breach(f"step {log.name}, {name}", word)


if __name__ == "__main__":
    sys.exit(main())
