"""The whole plan of one participant."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from scheduler.clock import local_now, today
from scheduler.commands.given import country_days, plan_parents, study_of, text_of
from scheduler.core.dates import clinical_date, date_range
from scheduler.core.facts_text import read_facts
from scheduler.core.in_force import study_on
from scheduler.core.plan_text import plan_data
from scheduler.core.versions import plan_for


def add(commands: Any) -> None:
    """Add the command ``plan``."""
    plan = commands.add_parser(
        "plan", parents=plan_parents(), help="the whole plan of one participant"
    )
    plan.add_argument("facts", type=Path, metavar="FACTS.json")
    plan.add_argument("--through", type=int, metavar="CYCLE")
    plan.set_defaults(run=_plan)


def _plan(args: argparse.Namespace) -> tuple[Any, str]:
    study = study_of(args.study)
    now = today(local_now)
    document = read_facts(text_of(args.facts), study, today=now)
    as_of = args.as_of or now
    plan = plan_for(
        study,
        document,
        as_of=as_of,
        through=args.through,
        country=country_days(document.site.country),
    )
    found = plan_data(study_on(study, document.site, as_of), plan)
    return found, _plan_text(found)


def _plan_text(found: dict[str, Any]) -> str:
    """Write a plan for people: the dose, then a visit a line."""
    lines = [f"{found['participant']} as of {_shown(found['as_of'])}"]
    for key in ("infusion", "capsules"):
        lines += [found["drug_lines"][key]] if found["drug_lines"][key] else []
    width = max((len(visit["visit"]) for visit in found["visits"]), default=0) + 2
    for visit in found["visits"]:
        first, last = (date.fromisoformat(day) for day in visit["window"])
        when = visit["actual"] or visit["booked"] or visit["target"]
        lines.append(
            f"{visit['visit']:<{width}}{_shown(when)}  {date_range(first, last)}  "
            f"{visit['status']}  ({visit['why']})"
        )
    lines += [found["sentence"] for found in found["deviations"] + found["notices"]]
    return "\n".join(lines)


def _shown(text: str) -> str:
    return clinical_date(date.fromisoformat(text))
