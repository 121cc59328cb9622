"""What may be wrong with a study profile, and the codes of notices."""

import argparse
from pathlib import Path
from typing import Any

from scheduler.commands.given import parents, text_of
from scheduler.core import deviations, notices
from scheduler.core.study_text import study_problems


def add(commands: Any) -> None:
    """Add the commands ``check-profile`` and ``codes``."""
    check = commands.add_parser(
        "check-profile", parents=parents(), help="look for mistakes in a study profile"
    )
    check.add_argument("profile", type=Path, metavar="STUDY.toml")
    check.set_defaults(run=_check_profile, fails=_has_problems)

    codes = commands.add_parser(
        "codes", parents=parents(), help="every notice and deviation code"
    )
    codes.set_defaults(run=_codes)


def _check_profile(args: argparse.Namespace) -> tuple[Any, str]:
    problems = study_problems(text_of(args.profile))
    found = [{"path": p.path, "problem": p.problem} for p in problems]
    text = "\n".join(str(problem) for problem in problems)
    return {"problems": found}, text or f"{args.profile}: no problem found"


def _has_problems(answer: dict[str, Any]) -> bool:
    return bool(answer["problems"])


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
