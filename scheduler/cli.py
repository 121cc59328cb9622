"""The same rules without a window, for scripts and checks."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import resources
from scheduler.clock import local_now, today
from scheduler.core import deviations, notices
from scheduler.core.dates import clinical_date, date_range, parse_iso_date
from scheduler.core.facts_text import read_facts
from scheduler.core.plain_data import FIRST_DATE, LAST_DATE
from scheduler.core.plan import make_plan
from scheduler.core.plan_text import level_data, plan_data
from scheduler.core.quantities import kilograms, parse_weight, weight_text
from scheduler.core.setting_text import settings_with
from scheduler.core.study import Study
from scheduler.core.study_text import read_study, study_problems
from scheduler.core.wording import capsules_line
from scheduler.errors import CycleDeskError, DateTextError, FileTextError

SHIPPED = "js001-027-iii-hcc.toml"
MOST_BYTES = 5_000_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status of the process.

    0 is done, 1 is something the user can act on, 2 is wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        # Codes and reasons may hold any letter, whatever the terminal thinks.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    args = _parser().parse_args(argv)
    try:
        answer, text = args.run(args)
    except CycleDeskError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(answer, ensure_ascii=False, indent=2) if args.json else text)
    return 1 if args.fails(answer) else 0


def _plan(args: argparse.Namespace) -> tuple[Any, str]:
    study = _study(args.study)
    now = today(local_now)
    document = read_facts(_read(args.facts), study, today=now)
    settings = settings_with(study, document.settings)
    plan = make_plan(
        study, settings, document, as_of=args.as_of or now, through=args.through
    )
    found = plan_data(study, plan)
    return found, _plan_text(found)


def _plan_text(found: dict[str, Any]) -> str:
    """Write a plan for people: the dose, then a visit a line."""
    lines = [f"{found['participant']} as of {_shown(found['as_of'])}"]
    for key in ("infusion", "capsules"):
        lines += [found["drug_lines"][key]] if found["drug_lines"][key] else []
    for visit in found["visits"]:
        first, last = (date.fromisoformat(day) for day in visit["window"])
        when = visit["actual"] or visit["booked"] or visit["target"]
        lines.append(
            f"{visit['visit']:<24}{_shown(when)}  {date_range(first, last)}  "
            f"{visit['status']}  ({visit['why']})"
        )
    lines += [found["sentence"] for found in found["deviations"] + found["notices"]]
    return "\n".join(lines)


def _shown(text: str) -> str:
    return clinical_date(date.fromisoformat(text))


def _dose(args: argparse.Namespace) -> tuple[Any, str]:
    study = _study(args.study)
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


def _check_profile(args: argparse.Namespace) -> tuple[Any, str]:
    problems = study_problems(_read(args.profile))
    found = [{"path": p.path, "problem": p.problem} for p in problems]
    text = "\n".join(str(problem) for problem in problems)
    return {"problems": found}, text or f"{args.profile}: no problem found"


def _codes(_args: argparse.Namespace) -> tuple[Any, str]:
    kinds = {
        "notices": {code.value: said for code, said in notices.MEANINGS.items()},
        "deviations": {code.value: said for code, said in deviations.MEANINGS.items()},
    }
    found = {
        kind: [{"code": code, "meaning": said} for code, said in meanings.items()]
        for kind, meanings in kinds.items()
    }
    lines = [
        f"{kind[:-1]:<10}{row['code']:<26}{row['meaning']}"
        for kind, rows in found.items()
        for row in rows
    ]
    return found, "\n".join(lines)


def _study(path: Path | None) -> Study:
    return read_study(_read(path or resources.path("studies", SHIPPED)))


def _read(path: Path) -> str:
    """Return the text of a file, or of standard input for ``-``."""
    try:
        if str(path) == "-":
            found = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with path.open("rb") as file:
                found = file.read(MOST_BYTES + 1)
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileTextError(path=str(path), problem="it is not UTF-8 text") from error
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or "it cannot be read"
        raise FileTextError(path=str(path), problem=problem.lower()) from error
    if len(found) > MOST_BYTES:
        raise FileTextError(path=str(path), problem="it is larger than 5 MB")
    return text


def _never(_answer: object) -> bool:
    return False


def _has_problems(answer: dict[str, Any]) -> bool:
    return bool(answer["problems"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cycledesk-cli", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="answer as JSON")
    common.set_defaults(fails=_never)
    studied = argparse.ArgumentParser(add_help=False)
    studied.add_argument("--study", type=Path, help="another study profile")

    plan = commands.add_parser(
        "plan", parents=[common, studied], help="the whole plan of one participant"
    )
    plan.add_argument("facts", type=Path, metavar="FACTS.json")
    plan.add_argument("--as-of", type=_date, metavar="YYYY-MM-DD")
    plan.add_argument("--through", type=int, metavar="CYCLE")
    plan.set_defaults(run=_plan)

    dose = commands.add_parser(
        "dose", parents=[common, studied], help="band, mg and capsules for a weight"
    )
    dose.add_argument("weight", metavar="KG", help="as typed, for example 59,95")
    dose.set_defaults(run=_dose)

    check = commands.add_parser(
        "check-profile", parents=[common], help="look for mistakes in a study profile"
    )
    check.add_argument("profile", type=Path, metavar="STUDY.toml")
    check.set_defaults(run=_check_profile, fails=_has_problems)

    codes = commands.add_parser(
        "codes", parents=[common], help="every notice and deviation code"
    )
    codes.set_defaults(run=_codes)
    return parser


def _date(text: str) -> date:
    try:
        day = parse_iso_date(text)
    except DateTextError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if not FIRST_DATE <= day <= LAST_DATE:
        msg = f"{day} is not a day from {FIRST_DATE} to {LAST_DATE}"
        raise argparse.ArgumentTypeError(msg)
    return day
