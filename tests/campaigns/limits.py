"""T4: no room, no right, no lock, no file: told, kept, and gone on from.

    .venv/bin/python -m tests.campaigns.limits [--only NAME ...]

Most limits come while the program has the file open: it must say what it cannot do,
with the right words, save nothing, and save when the limit is gone, without a new
start. Those that come first let it read and nothing else. Mounts are made in a mount
namespace of their own, and permissions are tried by a user for whom they count.
"""

import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.errors import CycleDeskError
from scheduler.store.store import Store
from tests.campaigns.children import ChildError, in_a_child
from tests.campaigns.figures import Figures
from tests.campaigns.limit_kinds import AT_OPENING, LIMITS, Limit
from tests.campaigns.oracle import Content, Oracle, content
from tests.campaigns.processes import ROOT
from tests.campaigns.site import make_site, open_site, site_file, visit
from tests.campaigns.violations import Violation

INSIDE = "--inside"
NAMES = {*LIMITS, *AT_OPENING}


def trial(limit: Limit, folder: Path) -> Violation | None:
    """Work, meet the limit, and go on; return what did not hold."""
    make_site(folder)
    limit.prepare(folder)
    with closing(open_site(folder)) as store:
        after = [_seen(store)]
        visit(0)(store)
        after.append(_seen(store))
        with limit.laid(folder):
            wrong = _told(limit, store)
        if limit.told and not wrong:
            wrong = _untouched(store, after[-1])
            visit(1)(store)
        after.append(_seen(store))
    return wrong or _as_it_should_be(folder, after)


def trial_at_opening(limit: Limit, folder: Path) -> Violation | None:
    """Meet the limit with the file, and open it again when it is gone."""
    make_site(folder)
    with closing(open_site(folder)) as store:
        after = [_seen(store)]
        visit(0)(store)
        after.append(_seen(store))
    limit.prepare(folder)
    with limit.laid(folder), closing(open_site(folder)) as store:
        wrong = _known_at_opening(store) or _told(limit, store)
        wrong = wrong or _untouched(store, after[-1])
    with closing(open_site(folder)) as store:
        visit(1)(store)
        after.append(_seen(store))
    return wrong or _as_it_should_be(folder, after)


def _known_at_opening(store: Store) -> Violation | None:
    if store.database.read_only:
        return None
    return Violation("not told", "it was opened as if it could be written")


def _untouched(store: Store, before: Content) -> Violation | None:
    if _seen(store) == before:
        return None
    return Violation("torn", "what was refused is there in part")


def _as_it_should_be(folder: Path, after: Sequence[Content]) -> Violation | None:
    return Oracle(after, frozenset(), lambda _folder, _number: None).problem(folder, 2)


def _told(limit: Limit, store: Store) -> Violation | None:
    try:
        limit.work(store)
    except limit.told as error:
        missing = [word for word in limit.words if word not in str(error)]
        return Violation("not told", f"{missing} in {error}") if missing else None
    except CycleDeskError as error:
        return Violation("not told", f"{type(error).__name__}: {error}")
    return Violation("not told", "it was saved all the same") if limit.told else None


def _seen(store: Store) -> Content:
    return content(store.database.db.conn)


def _trial_of(name: str, folder: Path) -> Violation | None:
    if name in LIMITS:
        return trial(LIMITS[name], folder)
    return trial_at_opening(AT_OPENING[name], folder)


def tried(name: str) -> Violation | None:
    """Try one limit in a process of its own."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            return in_a_child(lambda: _trial_of(name, Path(folder)))
        except ChildError as error:
            return Violation("unusable", str(error))
        finally:
            unmount = ["umount", "-q", site_file(Path(folder)).parent]
            subprocess.run(unmount, check=False, capture_output=True)


def inside(names: Sequence[str]) -> int:
    """Try the limits, here where mounts are nobody else's; return the status."""
    figures = Figures(sys.stdout)
    for name in names:
        figures.progress(name)
        figures.count(name)
        figures.judge(tried(name), name)
    return figures.report("T4, limits")


def namespace() -> list[str]:
    """Return the command that gives a process mounts of its own."""
    return ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def missing() -> str:
    """Return why no limit can be tried here; empty if they can."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return "limits need Linux and unshare"
    done = subprocess.run([*namespace(), "true"], check=False, capture_output=True)
    return "limits need a mount namespace" if done.returncode else ""


def run(names: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Try limits in a mount namespace."""
    command = [sys.executable, "-m", "tests.campaigns.limits", INSIDE, "--only", *names]
    return subprocess.run(
        [*namespace(), *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def main(argv: Sequence[str]) -> int:
    """Run the campaign and return the exit status."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", default=[*LIMITS, *AT_OPENING])
    parser.add_argument(INSIDE, action="store_true", help="mounts may be made here")
    wanted = parser.parse_args(argv)
    if wanted.inside:
        return inside(wanted.only)
    if problem := missing():
        parser.error(problem)
    done = run(wanted.only)
    sys.stdout.write(done.stdout + done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
