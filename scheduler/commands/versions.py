"""What a later version of the profile would change, participant by participant."""

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from scheduler.clock import local_now, today
from scheduler.commands.given import (
    country_days,
    day,
    place_data,
    plan_parents,
    study_of,
    text_of,
)
from scheduler.core.dates import clinical_date, date_range
from scheduler.core.facts_text import read_facts
from scheduler.core.study import Amendment, Study
from scheduler.core.version_preview import (
    Effect,
    Preview,
    PreviewRow,
    preview_version,
)
from scheduler.core.what_if_text import NOTHING, aligned, verdict_text

HEADINGS = ("Visit", "Now", "After", "Window after", "Verdict", "Effect")
UNCHANGED = (Effect.DONE, Effect.SAME)
NONE = "none"


def add(commands: Any) -> None:
    """Add the command ``preview-version``."""
    preview = commands.add_parser(
        "preview-version",
        parents=plan_parents(),
        help="what a later version of the profile would change",
    )
    preview.add_argument("facts", type=Path, nargs="+", metavar="FACTS.json")
    preview.add_argument("--version", required=True, metavar="NAME")
    preview.add_argument(
        "--from",
        dest="since",
        type=day,
        required=True,
        metavar="YYYY-MM-DD",
        help="the day on which it is to take effect at the site",
    )
    preview.set_defaults(run=_preview)


def _preview(args: argparse.Namespace) -> tuple[Any, str]:
    study = study_of(args.study)
    found = tuple(_previews(args, study))
    named = next(a for a in study.amendments if a.version == args.version)
    data = {
        "version": named.version,
        "summary": named.summary,
        "from": args.since.isoformat(),
        "as_of": found[0].as_of.isoformat(),
        "participants": [_participant_data(one) for one in found],
    }
    return data, "\n".join(_text(named, args.since, found))


def _previews(args: argparse.Namespace, study: Study) -> Iterator[Preview]:
    now = today(local_now)
    for path in args.facts:
        document = read_facts(text_of(path), study, today=now)
        yield from preview_version(
            study,
            [document],
            args.version,
            args.since,
            as_of=args.as_of or now,
            country=country_days(document.site.country),
        )


def _participant_data(found: Preview) -> dict[str, Any]:
    counts = Counter(row.effect for row in found.rows)
    return {
        "participant": found.code,
        "visits": [_row_data(row) for row in found.rows],
        "counts": {effect.value: counts[effect] for effect in Effect},
    }


def _row_data(row: PreviewRow) -> dict[str, Any]:
    return {
        "visit": row.visit,
        "effect": row.effect.value,
        "old": row.old.isoformat() if row.old else None,
        "new": row.new.isoformat() if row.new else None,
    } | place_data(row.window, row.verdict)


def _text(version: Amendment, since: date, found: tuple[Preview, ...]) -> Iterator[str]:
    """Write a heading, then for each participant what changes and how much stays."""
    as_of = clinical_date(found[0].as_of)
    yield f"Version {version.version} from {clinical_date(since)}, as of {as_of}"
    yield version.summary
    for one in found:
        yield f"\n{one.code}"
        yield from _table(one)
        counts = Counter(row.effect for row in one.rows)
        yield ", ".join(f"{counts[effect]} {effect}" for effect in UNCHANGED)


def _table(found: Preview) -> Iterator[str]:
    if found.changed:
        yield from aligned([HEADINGS, *map(_cells, found.changed)])
    else:
        yield NOTHING


def _cells(row: PreviewRow) -> tuple[str, ...]:
    old, new = (clinical_date(on) if on else NONE for on in (row.old, row.new))
    window = date_range(*row.window)
    return row.visit, old, new, window, verdict_text(row.verdict), row.effect.value
