"""Band, milligrams and capsules for a typed weight."""

import argparse
from typing import Any

from scheduler.commands.given import parents, study_of
from scheduler.core.plan_text import level_data
from scheduler.core.quantities import kilograms, parse_weight, weight_text
from scheduler.core.wording import capsules_line


def add(commands: Any) -> None:
    """Add the command ``dose``."""
    dose = commands.add_parser(
        "dose", parents=parents(study=True), help="band, mg and capsules for a weight"
    )
    dose.add_argument("weight", metavar="KG", help="as typed, for example 59,95")
    dose.set_defaults(run=_dose)


def _dose(args: argparse.Namespace) -> tuple[Any, str]:
    study = study_of(args.study)
    grams = parse_weight(args.weight)
    band = study.capsules.band(grams)
    line = capsules_line(study.capsules, band.level)
    found = {
        "kg": kilograms(grams),
        "grams": grams,
        "band": band.text,
        **level_data(band.level),
        "line": line,
        "why": f"{weight_text(grams)} is {band.text}",
    }
    return found, f"{found['why']}: {line}"
