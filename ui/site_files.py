"""Opens a site file, makes a new one, or opens the invented participants."""

from functools import cache
from pathlib import Path

import resources
from scheduler import demo as demo_data
from scheduler.clock import Clock
from scheduler.core.closed_days import CountryDays
from scheduler.core.closed_days_text import read_country_days
from scheduler.core.study import Study
from scheduler.errors import CycleDeskError
from scheduler.store.connection import create_database, discard, open_memory
from scheduler.store.keys import Keyring, users_folder
from scheduler.store.opening import open_store
from scheduler.store.store import Store
from ui.session import Person, Role, Session, StudySite

__all__ = [
    "Keyring",
    "country_days",
    "create_file",
    "open_demo",
    "open_file",
    "users_folder",
]

DEMO_PERSON = Person(name="Demo Coordinator", initials="DC", role=Role.COORDINATOR)


def open_file(study: Study, path: Path, keys: Keyring, clock: Clock) -> Session:
    """Open a site file.

    Raises:
        CycleDeskError: it cannot be opened; the sentence says why.
    """
    store = open_store(path, keys, clock, study)
    return Session(study, store, clock, path=path, countries=country_days)


def create_file(
    study: Study,
    path: Path,
    keys: Keyring,
    clock: Clock,
    site: StudySite,
    person: Person,
) -> Session:
    """Make a new site file, and let its first person write.

    Raises:
        CycleDeskError: it cannot be made; the sentence says why.
    """
    session = Session(
        study,
        Store(create_database(path, keys, clock=clock), clock, study),
        clock,
        path=path,
        countries=country_days,
    )
    try:
        _found(session, site, person)
    except CycleDeskError:
        session.close()
        discard(path)  # nothing is in it, and its name is free again
        raise
    return session


def open_demo(study: Study, clock: Clock) -> Session:
    """Open the invented participants, in memory and out of reach of any file."""
    session = Session(
        study,
        Store(open_memory(clock=clock), clock, study),
        clock,
        path=None,
        countries=country_days,
    )
    site = StudySite(
        study=study.key,
        code=demo_data.SITE_CODE,
        name=demo_data.SITE_NAME,
        country=demo_data.COUNTRY,
    )
    _found(session, site, DEMO_PERSON)
    documents = demo_data.demo_documents(study, session.today())
    session.write(lambda store, by: store.load_documents(documents, by=by))
    return session


@cache
def country_days(country: str | None) -> CountryDays | None:
    """Return the shipped table of a country, or None if there is none."""
    if country is None:
        return None
    try:
        file = resources.path("sites", f"{country}.csv")
    except LookupError:
        return None
    return read_country_days(country, file.read_text(encoding="utf-8"))


def _found(session: Session, site: StudySite, person: Person) -> None:
    session.write_as(person)
    session.write(lambda store, by: store.set_site(site, by=by))
