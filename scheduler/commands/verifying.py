"""Whether the records of a site file are as the program wrote them."""

import argparse
from typing import Any

from scheduler.clock import local_now
from scheduler.commands.given import parents, study_of
from scheduler.commands.signing_in import reading_as, site_parent
from scheduler.store.keys import Keyring
from scheduler.store.verdict import Finding, Verdict
from scheduler.store.verify import verify

GOOD = "All {saves} saves are as they were written. History goes to {head}."
STOP = "Do not go on with this file. Restore the newest good backup, or call support."


def add(commands: Any) -> None:
    """Add the command ``verify``."""
    found = commands.add_parser(
        "verify",
        parents=[*parents(study=True), site_parent()],
        help="check History, its seals, and the tables against it",
    )
    found.add_argument(
        "--anchor",
        metavar="TEXT",
        help='what a printed sheet says after "History", as in "1204 3fa9c02b11aa"',
    )
    found.set_defaults(run=_verify, fails=lambda answer: not answer["good"])


def _verify(args: argparse.Namespace) -> tuple[Any, str]:
    with reading_as(args, study_of(args.study), local_now):
        pass  # who asks has the right to know
    found = verify(args.database, Keyring(args.keys), printed=args.anchor)
    return _data(found), _text(found)


def _data(found: Verdict) -> Any:
    return {
        "good": found.good,
        "saves": found.saves,
        "head": found.head.printed,
        "findings": [_finding(one) for one in found.findings],
    }


def _finding(one: Finding) -> Any:
    return {
        "about": one.doubt.value,
        "sentence": one.sentence,
        "record": one.record,
        "record_id": one.record_id,
        "participant": one.participant,
        "save": one.save,
    }


def _text(found: Verdict) -> str:
    if found.good:
        return GOOD.format(saves=found.saves, head=found.head.printed)
    return "\n".join([*(one.sentence for one in found.findings), STOP])
