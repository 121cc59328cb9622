"""What moves if visits are booked for other days, what does not, what breaks."""

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

from scheduler.clock import local_now, today
from scheduler.commands.given import country_days, day, plan_parents, study_of, text_of
from scheduler.core.changes import Scope
from scheduler.core.facts import Booking
from scheduler.core.facts_text import read_facts, refuse_unreadable
from scheduler.core.outlook import Outlook
from scheduler.core.plain_data import FIRST_DATE
from scheduler.core.printed import PrintedSheet
from scheduler.core.study import Study
from scheduler.core.what_if import what_if_moved
from scheduler.core.what_if_text import what_if_data, what_if_lines
from scheduler.errors import FactsError

BOOK_FORM, SHEET_FORM = "C4D1=2024-05-13", "C4D1=2"
ISSUE = re.compile("[1-9][0-9]{0,3}", re.ASCII)
SCOPES = (
    "what moves along: 'visit' only this one; 'cycle' the rest of its cycle, while "
    "the next ones keep their days; 'all' later visits as the profile's rule has it "
    "(the default: they follow where Day 1 is rolling, and stay where it is fixed)"
)


def add(commands: Any) -> None:
    """Add the command ``what-if``."""
    what_if = commands.add_parser(
        "what-if", parents=plan_parents(), help="what another day would change"
    )
    what_if.add_argument("facts", type=Path, metavar="FACTS.json")
    what_if.add_argument(
        "--book",
        type=_booking,
        action="append",
        required=True,
        metavar="VISIT=DAY",
        help=f"the visit and its new day, such as {BOOK_FORM}; may be given again",
    )
    what_if.add_argument(
        "--scope", default=Scope.ALL.value, choices=[*map(str, Scope)], help=SCOPES
    )
    what_if.add_argument(
        "--through", type=int, metavar="CYCLE", help="look at least so far ahead"
    )
    what_if.add_argument(
        "--printed",
        type=_printed,
        action="append",
        default=[],
        metavar="VISIT=ISSUE",
        help=f"a sheet printed already, such as {SHEET_FORM}; may be given again",
    )
    what_if.set_defaults(run=_what_if, wrong_usage=what_if.error)


def _what_if(args: argparse.Namespace) -> tuple[Any, str]:
    study = study_of(args.study)
    _refuse_typos(args, study)
    now = today(local_now)
    document = read_facts(text_of(args.facts), study, today=now)
    outlook = Outlook(
        study=study,
        document=document,
        as_of=args.as_of or now,
        country=country_days(document.site.country),
        through=args.through,
    )
    scope = Scope(args.scope)
    moves = {booking.visit: booking.on for booking in args.book}
    found = what_if_moved(outlook, moves, scope, printed=args.printed)
    return what_if_data(found, scope), "\n".join(what_if_lines(found))


def _booking(text: str) -> Booking:
    """Return what ``--book`` says.

    Raises:
        ArgumentTypeError: it is not a visit, an equals sign and a day.
    """
    visit, _, typed = text.partition("=")
    try:
        return Booking(visit=visit, on=day(typed))
    except argparse.ArgumentTypeError as error:
        said = f"{text!r} is not a visit and a day. Write it as {BOOK_FORM}."
        raise argparse.ArgumentTypeError(said) from error


def _printed(text: str) -> PrintedSheet:
    """Return what ``--printed`` says.

    Raises:
        ArgumentTypeError: it is not a visit, an equals sign and a whole number.
    """
    visit, _, issue = text.partition("=")
    if not (visit and ISSUE.fullmatch(issue)):
        said = f"{text!r} is not a visit and an issue. Write it as {SHEET_FORM}."
        raise argparse.ArgumentTypeError(said)
    return PrintedSheet(visit=visit, issue=int(issue))


def _refuse_typos(args: argparse.Namespace, study: Study) -> None:
    """End with wrong usage where no visit of the study has a name that was typed."""
    sheets = [Booking(visit=sheet.visit, on=FIRST_DATE) for sheet in args.printed]
    for option, given in {"--book": args.book, "--printed": sheets}.items():
        names = Counter(booking.visit for booking in given)
        for booking in given:
            if names[booking.visit] > 1:
                args.wrong_usage(f"{option}: {booking.visit} is given twice")
            try:
                refuse_unreadable(booking, study)
            except FactsError as error:
                args.wrong_usage(f"{option}: {error.problem}")
