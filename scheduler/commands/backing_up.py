"""One whole backup of a site file: taken, put in its places, old ones thinned out.

The window runs this in a process of its own, so nothing in it waits for a stick.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import resources
from scheduler.commands.given import country_days, profile_digest, profile_text
from scheduler.core.study_text import read_study
from scheduler.documents.stamp import PageSize
from scheduler.documents.typesetting import Typesetter
from scheduler.durable import make_folder
from scheduler.errors import CycleDeskError
from scheduler.readable import Readable
from scheduler.store import backup_log
from scheduler.store.any_file import connection
from scheduler.store.backup import LEFT_FOR, each_taken
from scheduler.store.backup_errors import (
    BackupPlaceError,
    NoBackupBeforeError,
    NotLookedAtError,
)
from scheduler.store.backup_values import Order, Outcome, Place, Written
from scheduler.store.file_identity import program
from scheduler.store.keys import Keyring
from scheduler.store.records_copy import is_older
from scheduler.store.retention import Kind
from scheduler.store.sqlite_errors import telling
from scheduler.store.thinning import thin
from scheduler.store.values import Writer
from scheduler.store.workroom import remove_workrooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be backed up, in plain values that another process can take.

    Attributes:
        source: the site file.
        keys: the folder with the keys of this user.
        at: aware; now.
        profile: the study profile; None for the one that is shipped.
    """

    source: Path
    keys: Path
    places: tuple[Place, ...]
    kind: Kind
    by: Writer
    at: datetime
    page: PageSize = "A4"
    profile: Path | None = None


def own_place(source: Path) -> Path:
    """Return the folder for backups on this computer: beside the file.

    >>> own_place(Path("trial/PL03.cycledesk")).as_posix()
    'trial/PL03 backups'
    """
    return source.with_name(f"{source.stem} backups")


def back_up(job: Job) -> tuple[Outcome, ...]:
    """Take the backup and thin out the places; a failure is an outcome, too."""
    return tuple(each_backup(job))


def each_backup(job: Job) -> Iterator[Outcome]:
    """Take the backup, and yield what became of it in each place as it is known."""
    left = list(job.places)
    try:
        _prepare(job)
        for one in each_taken(_order(job), job.places):
            del left[0]
            yield _thinned(job, one)
    except CycleDeskError as error:
        yield from (failed(job, place, error) for place in left)
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        told = BackupPlaceError(folder=str(job.source.parent), problem=problem)
        yield from (failed(job, place, told) for place in left)


def failed(job: Job, place: Place, error: CycleDeskError) -> Outcome:
    """Return what is said of a place that has no backup."""
    return Outcome(folder=place.folder, kind=job.kind, at=job.at, problem=str(error))


def back_up_older(
    source: Path, keys: Path, at: datetime, profile: Path | None = None
) -> tuple[Outcome, ...]:
    """Take a backup of a file that is about to be brought up to date.

    Nothing is done with a file that is up to date already.

    Raises:
        NoBackupBeforeError: none could be taken.

    Source:
        reliability.md R47.
    """
    if not is_older(source):
        return ()
    place = Place(folder=own_place(source))
    job = Job(
        source=source,
        keys=keys,
        places=(place,),
        kind=Kind.MIGRATION,
        by=program(),
        at=at.replace(microsecond=0),
        profile=profile,
    )
    [made] = back_up(job)
    if not made.made:
        raise NoBackupBeforeError(problem=made.problem)
    return (made,)


def readable(profile: Path | None, at: datetime, page: PageSize = "A4") -> Readable:
    """Return what makes the part of a backup that people can read.

    Args:
        profile: the study profile; None for the one that is shipped.
        at: aware; when the records were as they are.
        page: the paper of the site.
    """
    text = profile_text(profile)
    return Readable(
        study=read_study(text),
        profile=profile_digest(text),
        countries=cache(country_days),
        typesetter=Typesetter(resources.folder("templates"), resources.folder("fonts")),
        at=at,
        app_version=version("cycledesk"),
        page=page,
    )


def _prepare(job: Job) -> None:
    make_folder(own_place(job.source))
    remove_workrooms(job.source.parent, job.at - LEFT_FOR)


def _order(job: Job) -> Order:
    keys = Keyring(job.keys)

    def key_of(file_id: str) -> bytes | None:
        found = keys.find(file_id)
        return found.key if found else None

    return Order(
        source=job.source,
        kind=job.kind,
        by=job.by,
        at=job.at,
        contents=readable(job.profile, job.at, job.page),
        key_of=key_of,
    )


def _thinned(job: Job, made: Outcome) -> Outcome:
    """Thin out a place that took this backup, by what History says of each file.

    The backup is good whatever comes of it, so a failure is a remark.
    """
    if not made.made:
        return made
    try:
        with telling(job.source), connection(job.source, "ro") as conn:
            known, restored = dict(backup_log.written(conn)), backup_log.restored(conn)
    except CycleDeskError as error:
        return replace(made, remark=str(NotLookedAtError(problem=str(error))))
    known[made.name] = Written(digest=made.digest, size=made.size)
    done = thin(made.folder, known, restored=restored, made=made.name)
    return replace(made, remark=done.problem)
