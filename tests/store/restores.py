"""A desk that restores, and the people who agree to it."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from scheduler.core.facts import Weight
from scheduler.store.approval import Approval
from scheduler.store.connection import create_database, open_database
from scheduler.store.keys import Keyring
from scheduler.store.restore import Restored, Workplace, prepared
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId, Person, Role
from tests.keys import keys_of
from tests.people import OTHER_PASSWORD, PASSWORD, PASSWORDS, signed_in, with_account
from tests.store.given import AK, AMENDED, EVERY_FACT, clock, store_with_ada

ADA = ParticipantId(1)
BN = Person(name="B. Nowak", initials="BN", role=Role.INVESTIGATOR)
FIRST = Approval(name=AK.person, password=PASSWORD)
SECOND = Approval(name=BN.name, password=OTHER_PASSWORD)
BOTH = (FIRST, SECOND)
LATER = Weight(on=date(2024, 6, 3), grams=61500)


def site_file(path: Path) -> Path:
    """Make a file with two people and one participant, and close it."""
    with closing(create_database(path, keys_of(path), clock=clock)) as database:
        store, ada = store_with_ada(database)
        with_account(store, BN, AK)
        store.record_visit(ada, EVERY_FACT, by=AK)
    return path


def open_signed_in(path: Path, keys: Keyring | None = None) -> Store:
    database = open_database(path, keys or keys_of(path), clock=clock)
    return signed_in(Store(database, clock, AMENDED, PASSWORDS), AK)


def save_later(path: Path) -> None:
    """Record one more weight in a closed file."""
    with closing(open_signed_in(path)) as store:
        store.record_fact(ADA, LATER, by=AK)


def weights(path: Path, keys: Keyring | None = None) -> list[Weight]:
    with closing(open_database(path, keys or keys_of(path), read_only=True)) as found:
        facts = Store(found, clock, AMENDED, PASSWORDS).document(ADA).facts
    return [fact for fact in facts if isinstance(fact, Weight)]


def workplace(path: Path) -> Workplace:
    return Workplace(
        keys=keys_of(path), passwords=PASSWORDS, study=AMENDED, clock=clock
    )


def another_computer(folder: Path) -> Workplace:
    return replace(workplace(folder), keys=Keyring(folder / "keys"))


def restore(backup: Path, path: Path, **more: object) -> Restored:
    """Restore with both people, as the screens do; a target may be a link to it."""
    target = more.pop("target", path)
    with prepared(backup, target, workplace(path)) as found:
        return found.carry_out("PL03", more.pop("approvals", BOTH), **more)
