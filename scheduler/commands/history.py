"""Who changed what: the changes of a site file, by what is asked."""

import argparse
from collections.abc import Iterator
from typing import Any

from scheduler.clock import local_now
from scheduler.commands.given import day, parents, study_of
from scheduler.commands.signing_in import signed_in, site_parent
from scheduler.core.history import FieldChange, HistoryEntry, HistoryFilter
from scheduler.core.history_text import (
    HistoryLine,
    asked_text,
    lines_of,
    object_name,
    source_text,
    zoned,
)
from scheduler.errors import UnknownParticipantError
from scheduler.store.store import Store

NOTHING = "No changes match."
HEADINGS = (
    "Time",
    "Person",
    "Participant",
    "Object",
    "Old value",
    "New value",
    "Reason",
    "Source",
)
AT_A_TIME = 5_000


def add(commands: Any) -> None:
    """Add the command ``history``."""
    found = commands.add_parser(
        "history",
        parents=[*parents(study=True), site_parent()],
        help="who changed what, when and why, newest first",
        description="Lists every change that matches all of the options, a line each "
        "with a tab between the columns.",
    )
    _add_filters(found)
    found.set_defaults(run=_history, wrong_usage=found.error)


def _add_filters(found: argparse.ArgumentParser) -> None:
    found.add_argument("--participant", metavar="CODE", help="of one participant")
    found.add_argument("--by", metavar="NAME", help="saved by one person")
    for name, key in (("--from", "first"), ("--to", "last")):
        found.add_argument(name, dest=key, type=day, metavar="YYYY-MM-DD")
    found.add_argument(
        "--kind",
        dest="kinds",
        action="append",
        default=[],
        metavar="RECORD",
        help="such as weights, bookings, export; more than one may be given",
    )
    found.add_argument(
        "--clinical", action="store_true", help="what concerns treatment only"
    )
    found.add_argument("--text", default="", help="what stands in the change")


def _history(args: argparse.Namespace) -> tuple[Any, str]:
    if args.first and args.last and args.last < args.first:
        args.wrong_usage(f"--to: {args.last} is before {args.first}")
    with signed_in(args, study_of(args.study), local_now) as (store, _):
        asked = _asked(store, args)
        entries = tuple(_entries(store, asked))
    data = {
        "asked": list(asked_text(asked, args.participant or "")),
        "changes": [
            _change_data(entry, change) for entry in entries for change in entry.fields
        ],
    }
    return data, "\n".join(_text(entries)) or NOTHING


def _asked(store: Store, args: argparse.Namespace) -> HistoryFilter:
    """Return the filter of the options.

    Raises:
        UnknownParticipantError: nobody has that code.
    """
    stored = (*store.participants(), *store.withdrawn_participants())
    numbers = {one.participant.code: one.id for one in stored}
    if args.participant is not None and args.participant not in numbers:
        raise UnknownParticipantError(code=args.participant)
    return HistoryFilter(
        participant=numbers.get(args.participant),
        person=args.by,
        first=args.first,
        last=args.last,
        kinds=tuple(args.kinds),
        clinical=args.clinical,
        text=args.text,
    )


def _entries(store: Store, asked: HistoryFilter) -> Iterator[HistoryEntry]:
    through, read, ended = store.last_change(), 0, False
    while not ended:
        page = store.changes(asked, through=through, limit=AT_A_TIME, offset=read)
        yield from page.entries
        read, ended = page.rows, page.ended


def _change_data(entry: HistoryEntry, change: FieldChange) -> dict[str, Any]:
    return {
        "number": change.seq,
        "at": entry.at.isoformat(timespec="seconds"),
        "person": entry.person,
        "role": entry.role,
        "site": entry.site,
        "workstation": entry.workstation,
        "program": entry.program,
        "participant": entry.participant,
        "object": object_name(entry),
        "record": entry.record,
        "record_number": entry.record_id,
        "action": entry.action,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "reason": entry.reason,
        "save": entry.save,
        "source": entry.source,
        "undoes": entry.undoes,
    }


def _text(entries: tuple[HistoryEntry, ...]) -> Iterator[str]:
    """Yield a heading and a line for each change, with a tab between the columns."""
    lines = [line for entry in entries for line in lines_of(entry)]
    if lines:
        yield "\t".join(HEADINGS)
    for line in lines:
        yield "\t".join(" ".join(cell.split()) for cell in _cells(line))


def _cells(line: HistoryLine) -> tuple[str, ...]:
    entry = line.entry
    return (
        zoned(entry.at),
        entry.person,
        entry.participant or "",
        line.what,
        line.old,
        line.new,
        entry.reason or "",
        source_text(entry),
    )
