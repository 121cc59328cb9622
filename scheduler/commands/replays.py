"""The plans of a backup made anew by this program, row by row."""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime, time
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scheduler.commands.backing_up import readable
from scheduler.commands.given import parents
from scheduler.commands.replaying import ChangedRow, replayed
from scheduler.commands.signing_in import keys_parent, typed_line
from scheduler.store.backup_file import RECORDS, is_protected
from scheduler.store.backup_key import unpacked
from scheduler.store.keys import Keyring
from scheduler.store.manifest import Manifest
from scheduler.store.records_copy import documents_of

SAME = "Every row of every plan is what it was when the backup was made."


def add(commands: Any) -> None:
    """Add the command ``replay``."""
    found = commands.add_parser(
        "replay",
        parents=[*parents(study=True), keys_parent()],
        help="make every plan of a backup anew, and show each row that differs",
        description="Compares with the digests that the backup keeps. It ends with "
        "status 1 where a row differs.",
    )
    found.add_argument("backup", type=Path, metavar="BACKUP")
    found.add_argument(
        "--recovery-code",
        action="store_true",
        help="on a computer that does not have the key of the file",
    )
    found.set_defaults(run=_replay, fails=_differs)


def _replay(args: argparse.Namespace) -> tuple[Any, str]:
    phrase = typed_line("Passphrase: ") if is_protected(args.backup) else None
    code = typed_line("Recovery code: ") if args.recovery_code else None
    with TemporaryDirectory() as folder:
        records = Path(folder) / RECORDS
        keys = Keyring(args.keys)
        manifest = unpacked(args.backup, records, keys, passphrase=phrase, code=code)
        documents = documents_of(records)
    at = datetime.combine(
        datetime.fromisoformat(manifest.plans_as_of), time(), manifest.at.tzinfo
    )
    rows = list(
        replayed(
            readable(args.study, at),
            {one.participant.code: one for one in documents},
            manifest.plans,
        )
    )
    data = {
        "backup": args.backup.name,
        "as_of": manifest.plans_as_of,
        "made_by": manifest.program,
        "replayed_by": version("cycledesk"),
        "participants": len(documents),
        "rows": sum(map(len, manifest.plans.values())),
        "changed": [_row_data(row) for row in rows],
    }
    return data, "\n".join(_text(manifest, data, rows))


def _row_data(row: ChangedRow) -> dict[str, Any]:
    return {
        "participant": row.participant,
        "row": row.name,
        "before": row.before,
        "now": dict(row.now) if row.now is not None else None,
    }


def _text(
    manifest: Manifest, data: dict[str, Any], rows: list[ChangedRow]
) -> Iterator[str]:
    yield (
        f"{data['backup']}: {data['participants']} participants, {data['rows']} rows "
        f"as of {manifest.plans_as_of}, made by {manifest.program}"
    )
    if not rows:
        yield SAME
    for row in rows:
        yield f"{row.participant}  {row.name}: {_said(row)}"


def _said(row: ChangedRow) -> str:
    if row.now is None:
        return "gone"
    now = json.dumps(row.now, ensure_ascii=False)
    return f"{'now' if row.before else 'new'} {now}"


def _differs(answer: dict[str, Any]) -> bool:
    return bool(answer["changed"])
