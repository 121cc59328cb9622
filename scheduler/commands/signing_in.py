"""Who asks a site file for something, from the command line."""

import argparse
import getpass
import platform
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

import resources
from scheduler.clock import Clock
from scheduler.commands.given import text_of
from scheduler.core.study import Study
from scheduler.store.file_errors import DamagedDatabaseError, TamperedRecordsError
from scheduler.store.keys import Keyring, users_folder
from scheduler.store.opening import open_store
from scheduler.store.passwords import Passwords
from scheduler.store.people_errors import WrongPasswordError
from scheduler.store.store import Store
from scheduler.store.values import Writer


def site_parent() -> argparse.ArgumentParser:
    """Return the options of every command that asks a site file for something."""
    found = argparse.ArgumentParser(add_help=False, parents=[keys_parent()])
    found.add_argument("--database", type=Path, required=True, metavar="FILE")
    found.add_argument(
        "--as",
        dest="person",
        required=True,
        metavar="NAME",
        help="who asks; the password is asked for, or read from standard input",
    )
    return found


def keys_parent() -> argparse.ArgumentParser:
    """Return the option that says where keys are."""
    found = argparse.ArgumentParser(add_help=False)
    found.add_argument(
        "--keys",
        type=Path,
        default=users_folder(),
        metavar="FOLDER",
        help="where the keys of site files are",
    )
    return found


@contextmanager
def signed_in(
    args: argparse.Namespace, study: Study, clock: Clock
) -> Iterator[tuple[Store, Writer]]:
    """Open the site file and sign in who asks; sign out at the end.

    Raises:
        OlderDatabaseError: the program has to bring the file up to date first.
        CycleDeskError: it cannot be opened, or the person is not let in.
    """
    keys, passwords = Keyring(args.keys), shipped_passwords()
    # An earlier file is refused, not brought up to date by a question.
    open_store(args.database, keys, clock, study, passwords, read_only=True).close()
    store = open_store(args.database, keys, clock, study, passwords)
    with closing(store):
        writer = _sign_in(store, args.person, typed_password(args.person))
        try:
            yield store, writer
        finally:
            store.sign_out(writer)


@contextmanager
def reading_as(args: argparse.Namespace, study: Study, clock: Clock) -> Iterator[Store]:
    """Open the site file to be read only, for somebody who knows a password of it.

    Nothing is written, unless the password is wrong: that stands in History as from
    anywhere else, and counts.

    Raises:
        CycleDeskError: it cannot be opened, or the person is not let in.
    """
    keys, passwords = Keyring(args.keys), shipped_passwords()
    typed = typed_password(args.person)
    store = open_store(args.database, keys, clock, study, passwords, read_only=True)
    with closing(store):
        try:
            _sign_in(store, args.person, typed)
        except WrongPasswordError:
            with suppress(DamagedDatabaseError, TamperedRecordsError):
                counted = open_store(args.database, keys, clock, study, passwords)
                with closing(counted):
                    _sign_in(counted, args.person, typed)
            raise
        yield store


def _sign_in(store: Store, person: str, password: str) -> Writer:
    return store.sign_in(
        person,
        password,
        workstation=platform.node() or "unknown",
        program=version("cycledesk"),
    )


def shipped_passwords() -> Passwords:
    """Return what checks passwords, with the list of those that are worn out."""
    worn_out = text_of(resources.path("passwords", "worn-out.txt"))
    return Passwords(worn_out.splitlines())


def typed_password(name: str) -> str:
    """Ask for a password at the terminal, or take a line of standard input."""
    return typed_line(f"Password of {name}: ")


def typed_line(question: str) -> str:
    """Ask for a secret at the terminal, or take a line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\r\n")
