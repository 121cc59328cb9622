"""What goes into a backup: a copy of the records, readable files, the manifest."""

import hashlib
from dataclasses import replace
from pathlib import Path

from scheduler.store.any_file import connection
from scheduler.store.backup_file import RECORDS, write_container
from scheduler.store.backup_values import Files, Order, Plans
from scheduler.store.manifest import Manifest, sealed
from scheduler.store.records_copy import (
    Counted,
    copy_records,
    counted,
    documents_of,
    file_digest,
)
from scheduler.store.rows import moment_cells
from scheduler.store.signing import Subject, confirmed
from scheduler.store.sqlite_errors import telling

READ_ME = "READ-ME.txt"
_WORDS = """CycleDesk backup of site {site}, study {study}
Made {made} (UTC{zone} at the desk) by {person} on {workstation}, CycleDesk {program}
Records up to entry {head} of History

What is in it
  {records}  the records themselves, an SQLite database
  facts/             one text file for each participant, which any editor shows
  next-14-days.pdf   the visits of the coming days with the doses in force
  manifest.json      what belongs to this backup, with the digest of each part

To restore it: open CycleDesk, choose File, Restore a backup, and choose this file.
On a new computer the recovery code of the site file is asked for.
Do not change anything in this file: a backup that was changed is refused.

An aid. Check against the protocol and the signed order.
"""


def make_container(order: Order, room: Path) -> tuple[Path, Manifest]:
    """Make a whole backup in a private folder; it is not read back there.

    Raises:
        CycleDeskError: the records cannot be read, are damaged, or there is no room.
        OSError: there is no room for the container.
    """
    records = room / RECORDS
    copy_records(order.source, records)
    held = counted(records)
    files, plans = _readable(order, held, records)
    files = {**files, READ_ME: _read_me(order, held).encode()}
    manifest = replace(
        _manifest(order, held, records),
        files={name: hashlib.sha256(one).hexdigest() for name, one in files.items()},
        plans=plans,
    )
    key = order.key_of(held.file_id)
    manifest = sealed(manifest, key) if key else manifest
    container = room / "container"
    with container.open("xb") as file:
        write_container(file, manifest, records, files)
    return container, manifest


def _readable(order: Order, held: Counted, records: Path) -> tuple[Files, Plans]:
    if not held.site:
        return {}, {}
    said = f"up to entry {held.head} of History"
    profiles = _confirmed_profiles(held, records)
    return order.contents(documents_of(records), held.site, said, profiles)


def _confirmed_profiles(held: Counted, records: Path) -> frozenset[str]:
    if "signatures" not in held.counts:  # nobody could sign yet
        return frozenset()
    with telling(records), connection(records, "ro") as conn:
        return confirmed(conn, Subject.PROFILE)


def _manifest(order: Order, held: Counted, records: Path) -> Manifest:
    made, zone = moment_cells(order.at)
    return Manifest(
        site=held.site,
        study=held.study,
        file_id=held.file_id,
        made=made,
        zone=zone,
        kind=order.kind.value,
        person=order.by.person,
        workstation=order.by.workstation,
        program=order.by.program,
        schema=held.schema,
        records=file_digest(records),
        size=records.stat().st_size,
        head=held.head,
        mac=held.mac,
        last_entry=held.last_entry,
        counts=held.counts,
        plans_as_of=order.at.date().isoformat(),
        key=held.key,
    )


def _read_me(order: Order, held: Counted) -> str:
    made, zone = moment_cells(order.at)
    return _WORDS.format(
        site=held.site,
        study=held.study,
        made=made,
        zone=zone,
        person=order.by.person,
        workstation=order.by.workstation,
        program=order.by.program,
        head=held.head,
        records=RECORDS,
    )
