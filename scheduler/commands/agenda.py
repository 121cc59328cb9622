"""What some days ask of a site, from its own file."""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from scheduler.clock import local_now, today
from scheduler.commands.given import (
    country_days,
    day,
    place_data,
    plan_parents,
    study_of,
)
from scheduler.commands.signing_in import signed_in, site_parent
from scheduler.core.agenda import (
    LOOK_BACK,
    Candidate,
    Entry,
    agenda,
    candidates,
    cycle_to_reach,
)
from scheduler.core.dates import clinical_date, date_range
from scheduler.core.in_force import study_on
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from scheduler.core.versions import plan_for
from scheduler.core.visits import Status
from scheduler.core.what_if_text import aligned, verdict_text
from scheduler.errors import SiteMissingError
from scheduler.store.store import Store

MOST_DAYS = timedelta(days=366)
NOTHING = "Nothing is asked for on these days."


def add(commands: Any) -> None:
    """Add the command ``agenda``."""
    found = commands.add_parser(
        "agenda",
        parents=[*plan_parents(), site_parent()],
        help="what some days ask of a site: visits, and deviation candidates",
        description="Lists first what is late, up to ten weeks back, then what is "
        "expected on the days asked.",
    )
    for name, key in (("--from", "first"), ("--to", "last")):
        found.add_argument(
            name, dest=key, type=day, required=True, metavar="YYYY-MM-DD"
        )
    found.set_defaults(run=_agenda, wrong_usage=found.error)


def _agenda(args: argparse.Namespace) -> tuple[Any, str]:
    as_of = args.as_of or today(local_now)
    _refuse_days(args, as_of)
    study = study_of(args.study)
    with signed_in(args, study, local_now) as (store, _):
        site = _site(store)
        plans = tuple(_plans(store, study, args, as_of))
        version = study_on(study, store.core_site(), as_of)
    groups = agenda(plans, args.first, args.last)
    listed = candidates(version, plans, args.first, args.last)
    data = {
        "site": site,
        "as_of": as_of.isoformat(),
        "from": args.first.isoformat(),
        "to": args.last.isoformat(),
        "visits": {
            status.value: [_visit_data(entry) for entry in found]
            for status, found in groups.items()
        },
        "deviations": [_deviation_data(one) for one in listed],
    }
    days = date_range(args.first, args.last)
    heading = f"{site}, {days}, as of {clinical_date(as_of)}"
    return data, "\n".join([heading, *_text(groups, listed)])


def _refuse_days(args: argparse.Namespace, as_of: date) -> None:
    """End with wrong usage where the days are none, or more than a plan shows."""
    if args.last < args.first:
        args.wrong_usage(f"--to: {args.last} is before {args.first}")
    if args.last - as_of > MOST_DAYS:
        args.wrong_usage(f"--to: {args.last} is more than a year after {as_of}")


def _site(store: Store) -> str:
    """Return the code of the site.

    Raises:
        SiteMissingError: it has not been entered.
    """
    stored = store.site()
    if stored is None:
        raise SiteMissingError
    return stored.site.code


def _plans(
    store: Store, study: Study, args: argparse.Namespace, as_of: date
) -> Iterator[Plan]:
    """Yield everybody's plan, from what may still be late to the last day asked."""
    country = country_days(store.core_site().country)
    since = min(args.first, as_of) - LOOK_BACK
    for document in store.documents().values():
        plan = plan_for(study, document, as_of=as_of, since=since, country=country)
        through = cycle_to_reach(plan, args.last, study.cycle_length_days)
        if through is not None:
            plan = plan_for(
                study,
                document,
                as_of=as_of,
                through=through,
                since=since,
                country=country,
            )
        yield plan


def _visit_data(entry: Entry) -> dict[str, Any]:
    visit = entry.visit
    return {
        "participant": entry.plan.participant.code,
        "visit": visit.visit,
        "expected": visit.expected.isoformat(),
        "at": f"{visit.booked_at:%H:%M}" if visit.booked_at else None,
    } | place_data(visit.window, visit.verdict)


def _deviation_data(found: Candidate) -> dict[str, Any]:
    return {
        "participant": found.plan.participant.code,
        "visit": found.deviation.visit,
        "code": found.deviation.code.value,
        "on": found.deviation.on.isoformat(),
        "days": found.deviation.days,
        "sentence": found.deviation.sentence,
    }


def _text(groups: dict[Status, list[Entry]], listed: list[Candidate]) -> Iterator[str]:
    """Write each group that has visits as a table, then the candidates."""
    for status, found in groups.items():
        if found:
            yield f"\n{status.value.capitalize()} ({len(found)})"
            yield from aligned([_cells(entry) for entry in found])
    if listed:
        yield f"\nDeviation candidates ({len(listed)})"
        for one in listed:
            yield f"{one.plan.participant.code}  {one.deviation.sentence}"
    if not listed and not any(groups.values()):
        yield NOTHING


def _cells(entry: Entry) -> tuple[str, ...]:
    visit = entry.visit
    at = f" {visit.booked_at:%H:%M}" if visit.booked_at else ""
    return (
        entry.plan.participant.code,
        visit.visit,
        clinical_date(visit.expected) + at,
        f"window {date_range(*visit.window)}",
        verdict_text(visit.verdict),
    )
