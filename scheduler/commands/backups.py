"""A verified backup from the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scheduler.clock import local_now
from scheduler.commands.backing_up import Job, back_up, own_place
from scheduler.commands.given import parents, study_of
from scheduler.commands.signing_in import signed_in, site_parent, typed_line
from scheduler.store.backup_values import Outcome, Place
from scheduler.store.retention import Kind


def add(commands: Any) -> None:
    """Add the command ``backup``."""
    found = commands.add_parser(
        "backup",
        parents=[*parents(study=True), site_parent()],
        help="take a verified backup of a site file",
        description="Takes one backup, reads it back, and thins out earlier ones.",
    )
    found.add_argument(
        "--to",
        type=Path,
        action="append",
        metavar="FOLDER",
        help="where it goes, instead of the folder beside the file; may be repeated",
    )
    found.add_argument(
        "--protect",
        action="store_true",
        help="ask for a passphrase, or read it from standard input after the password",
    )
    found.set_defaults(run=_backup, fails=_failed)


def _backup(args: argparse.Namespace) -> tuple[Any, str]:
    study = study_of(args.study)
    with signed_in(args, study, local_now) as (store, writer):
        phrase = typed_line("Passphrase: ") if args.protect else None
        stored = store.site()
        outcomes = back_up(
            Job(
                source=args.database.absolute(),
                keys=args.keys,
                places=_places(args.to or [own_place(args.database)], phrase),
                kind=Kind.REQUESTED,
                by=writer,
                at=local_now().replace(microsecond=0),
                page=stored.site.paper.value if stored else "A4",
                profile=args.study,
            )
        )
        store.note_backups(outcomes, by=writer)
    return [_data(one) for one in outcomes], "\n".join(map(_text, outcomes))


def _places(folders: Sequence[Path], phrase: str | None) -> tuple[Place, ...]:
    return tuple(
        Place(folder=folder.absolute(), passphrase=phrase) for folder in folders
    )


def _data(one: Outcome) -> dict[str, Any]:
    return {
        "place": str(one.folder),
        "file": one.name or None,
        "digest": one.digest or None,
        "bytes": one.size,
        "entry": one.head,
        "problem": one.problem or None,
        "remark": one.remark or None,
    }


def _text(one: Outcome) -> str:
    if not one.made:
        return one.problem
    said = f"{one.folder / one.name}: up to entry {one.head}, read back and compared"
    return "\n".join(filter(None, (said, one.remark)))


def _failed(answer: list[dict[str, Any]]) -> bool:
    return any(one["problem"] for one in answer)
