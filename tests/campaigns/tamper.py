"""T6: change a site file by every means but the key, and see whether it is found.

    .venv/bin/python -m tests.campaigns.tamper [--count N] [--seed 0]

Each attack is tried on a file that nobody has open, and on one that the program has
open and saves to afterwards. It is found if the guards refuse it, if the file is not
opened, or if its verification finds something; and it is named if what is found is
about the record that was attacked. Without --count every attack is tried.
"""

import argparse
import re
import sqlite3
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from shutil import copy
from tempfile import TemporaryDirectory

from scheduler.core.facts import Weight
from scheduler.errors import CycleDeskError
from scheduler.store.anchors import beside
from scheduler.store.opening import open_store
from scheduler.store.shadow import UnloggedChangeError
from scheduler.store.values import ParticipantId
from scheduler.store.verdict import Finding
from scheduler.store.verify import verify
from tests.campaigns.attacks import Attack, edits, numbers, rows, schemas, tables
from tests.campaigns.chain_attacks import chains
from tests.campaigns.golden import TODAY, small
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store.given import AK, AMENDED, clock

ADA = ParticipantId(1)
# More rows than any attack takes away, as on a busy day.
WEIGHTS = [Weight(on=TODAY - timedelta(days=n), grams=61000) for n in range(60)]
REFUSED, UNFOUND = "refused by the guards", "NOT FOUND"
FAULT = "A FAULT OF THE PROGRAM"


class RefusedAttackError(Exception):
    """The guards did not let an attack happen."""


@dataclass(frozen=True, slots=True)
class Case:
    """One attack and what came of it; ``named`` is None where nothing is to be."""

    attack: Attack
    open_meanwhile: bool
    came: str
    named: bool | None = None


class Site:
    """A site file with its keys and anchors, put back before each attack.

    Attributes:
        saves: by which save each entry of History is sealed.
    """

    def __init__(self, folder: Path) -> None:
        self.path = small(folder)
        self._copies = {"for an older copy": self.path.read_bytes()}
        with closing(
            open_store(self.path, keys_of(self.path), clock, AMENDED, PASSWORDS)
        ) as store:
            signed_in(store, AK).record_fact(ADA, WEIGHTS[-1], by=AK)
        self._copies["for another site's"] = another(folder)
        places = [self.path, beside(self.path), *keys_of(self.path).folder.iterdir()]
        self._kept = {place: place.read_bytes() for place in places}
        with closing(sqlite3.connect(self.path)) as conn:
            asked = "SELECT seq, id FROM history, saves WHERE seq BETWEEN first_seq "
            empty = [name for name in tables(conn) if not numbers(conn, name)]
            if empty:
                raise LookupError(empty)
            self.saves = dict(conn.execute(f"{asked} AND last_seq").fetchall())

    def put_back(self) -> None:
        """Put everything back as it was."""
        for place, content in self._kept.items():
            place.write_bytes(content)

    def parts(self, seed: int) -> list[Attack]:
        """Return every attack on single rows and single parts of the schema."""
        chance = Random(seed)  # noqa: S311  the same at every run
        with closing(sqlite3.connect(self.path)) as conn:
            return [*edits(conn, chance), *rows(conn, chance), *schemas(conn)]

    def whole(self) -> list[Attack]:
        """Return every attack on the whole file."""
        with closing(sqlite3.connect(self.path)) as conn:
            found = list(chains(conn))
        for what, content in self._copies.items():
            found.append(Attack("file exchanged", what, print, content=content))
        return found


def main() -> int:
    """Try the attacks, print the figures, and return the exit status."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=0)
    asked.add_argument("--seed", type=int, default=0)
    args = asked.parse_args()
    with TemporaryDirectory(prefix="cycledesk-") as folder:
        site = Site(Path(folder))
        attacks = site.parts(args.seed)
        if args.count:
            attacks = Random(args.seed).sample(attacks, args.count)  # noqa: S311
        attacks += site.whole()
        cases = [
            tried(site, attack, meanwhile)
            for attack in attacks
            for meanwhile in (_closed, _open)
        ]
    return report(cases)


def another(folder: Path) -> bytes:
    """Return the file of another site, whose key is on this computer too."""
    (folder / "other").mkdir()
    other = small(folder / "other")
    for place in keys_of(other).folder.glob("*.key"):
        copy(place, folder / "keys")
    return other.read_bytes()


Meanwhile = Callable[[Path, Attack], None]


def tried(site: Site, attack: Attack, meanwhile: Meanwhile) -> Case:
    """Attack the file and look whether that is found."""
    site.put_back()
    open_meanwhile = meanwhile is _open
    try:
        meanwhile(site.path, attack)
    except RefusedAttackError:
        return Case(attack, open_meanwhile, REFUSED)
    except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
        print(traceback.format_exc())
        return Case(attack, open_meanwhile, FAULT, named=False)
    try:
        with closing(
            open_store(site.path, keys_of(site.path), clock, AMENDED, PASSWORDS)
        ):
            found = verify(site.path, keys_of(site.path)).findings
    except CycleDeskError as error:
        return Case(attack, open_meanwhile, type(error).__name__)
    if not found:
        return Case(attack, open_meanwhile, UNFOUND, named=False)
    named = bool(names(found, site.saves) & attack.about) if attack.about else None
    return Case(attack, open_meanwhile, found[0].doubt, named)


def _closed(path: Path, attack: Attack) -> None:
    attacked(path, attack)


def _open(path: Path, attack: Attack) -> None:
    """Attack while the program has the file open, and let it save afterwards."""
    with closing(open_store(path, keys_of(path), clock, AMENDED, PASSWORDS)) as store:
        signed_in(store, AK)
        attacked(path, attack)
        with suppress(CycleDeskError, UnloggedChangeError):
            store.record_visit(ADA, WEIGHTS, by=AK)


def attacked(path: Path, attack: Attack) -> None:
    """Do it, and leave the guards as they were.

    Raises:
        RefusedAttackError: the guards did not let it happen.
    """
    try:
        _attacked(path, attack)
    except sqlite3.Error as error:
        raise RefusedAttackError from error


def _attacked(path: Path, attack: Attack) -> None:
    if attack.content:
        path.write_bytes(attack.content)
        return
    with closing(sqlite3.connect(path)) as tool:
        guards = []
        if not attack.guarded:
            tool.execute("PRAGMA ignore_check_constraints = ON")
            asked = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            guards = tool.execute(asked).fetchall()
            for name, _ in guards:
                tool.execute(f"DROP TRIGGER {name}")
        attack.run(tool)
        for _, sql in guards:
            tool.execute(sql)
        tool.commit()


def names(findings: tuple[Finding, ...], saves: dict[int, int]) -> set[tuple[str, int]]:
    """Return every record that the findings are about."""
    return set(_named(findings, saves))


def _named(
    findings: tuple[Finding, ...], saves: dict[int, int]
) -> Iterator[tuple[str, int]]:
    for one in findings:
        if one.record and one.record_id is not None:
            yield one.record, one.record_id
        if one.save is None:
            continue
        # A save that is gone is noticed by the next one, whose seal holds its own.
        yield from (("saves", one.save), ("saves", one.save - 1))
        yield from (("history", seq) for seq, save in saves.items() if save == one.save)
    for seq in unsealed(findings):
        # What the open program added meanwhile moves the number of the next entry.
        known = max(saves, default=seq)
        yield from (("history", n) for n in range(min(known, seq - 1) + 1, seq + 1))
        yield "saves", saves.get(seq, 0)


def unsealed(findings: tuple[Finding, ...]) -> Iterator[int]:
    """Yield the entries from which on there is no seal."""
    for one in findings:
        if found := re.search(r"from number (\d+) on", one.sentence):
            yield int(found[1])


def report(cases: list[Case]) -> int:
    """Print what came of the attacks; return the exit status."""
    for kind in dict.fromkeys(one.attack.kind for one in cases):
        of_this = [one for one in cases if one.attack.kind == kind]
        words = Counter(one.came for one in of_this).most_common()
        said = ", ".join(f"{times} {came}" for came, times in words)
        print(f"{kind:32} {len(of_this):5}: {said}")
    wrong = [one for one in cases if one.came == UNFOUND or one.named is False]
    for one in wrong:
        how = "open" if one.open_meanwhile else "closed"
        print(f"{one.came}: {one.attack.kind}: {one.attack.what} ({how})")
    unfound = sum(one.came == UNFOUND for one in cases)
    print(
        f"{len(cases)} attacks: {unfound} not found, "
        f"{len(wrong) - unfound} found without a name"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
