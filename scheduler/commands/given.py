"""What commands are given: files, study profiles, days."""

import argparse
import hashlib
import sys
from datetime import date
from pathlib import Path
from typing import Any

import resources
from scheduler.core.closed_days import CountryDays
from scheduler.core.closed_days_text import read_country_days
from scheduler.core.cycles import Window
from scheduler.core.dates import parse_iso_date
from scheduler.core.plain_data import FIRST_DATE, LAST_DATE
from scheduler.core.study import Study
from scheduler.core.study_text import read_study
from scheduler.core.what_if_text import verdict_text
from scheduler.errors import DateTextError, FileTextError

SHIPPED = "js001-027-iii-hcc.toml"
MOST_BYTES = 5_000_000


def parents(*, study: bool = False) -> list[argparse.ArgumentParser]:
    """Return the options that commands share: ``--json``, and ``--study`` if asked."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="answer as JSON")
    common.set_defaults(fails=_never)
    if study:
        common.add_argument("--study", type=Path, help="another study profile")
    return [common]


def plan_parents() -> list[argparse.ArgumentParser]:
    """Return the options of commands that make plans: the shared ones, and a day."""
    dated = argparse.ArgumentParser(add_help=False)
    dated.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    return [*parents(study=True), dated]


def place_data(window: Window, verdict: int) -> dict[str, Any]:
    """Return a window as plain data, and how far a day lies outside it."""
    return {
        "window": [end.isoformat() for end in window],
        "days_outside": verdict,
        "verdict": verdict_text(verdict),
    }


def study_of(path: Path | None) -> Study:
    """Return the study of a profile, or the one that is shipped.

    Raises:
        FileTextError: the file cannot be read.
        ProfileError: it is no sound profile.
    """
    return read_study(profile_text(path))


def profile_text(path: Path | None) -> str:
    """Return the text of a profile, or of the one that is shipped.

    Raises:
        FileTextError: the file cannot be read.
    """
    return text_of(path or resources.path("studies", SHIPPED))


def profile_digest(text: str) -> str:
    """Return the SHA-256 of the text of a profile, in hexadecimal.

    It is what people sign, so any change of the text asks for new signatures.
    """
    return hashlib.sha256(text.encode()).hexdigest()


def country_days(country: str | None) -> CountryDays | None:
    """Return the shipped table of a country, or None if there is none.

    Raises:
        ClosedDaysError: the table is not sound.
    """
    if country is None:
        return None
    try:
        file = resources.path("sites", f"{country}.csv")
    except LookupError:
        return None
    return read_country_days(country, text_of(file))


def text_of(path: Path) -> str:
    """Return the text of a file, or of standard input for ``-``.

    Raises:
        FileTextError: it cannot be read, is no UTF-8 text, or too large.
    """
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


def day(text: str) -> date:
    """Return the day of an option, ``YYYY-MM-DD``.

    Raises:
        ArgumentTypeError: it is no such day.
    """
    try:
        found = parse_iso_date(text)
    except DateTextError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if not FIRST_DATE <= found <= LAST_DATE:
        msg = f"{found} is not a day from {FIRST_DATE} to {LAST_DATE}"
        raise argparse.ArgumentTypeError(msg)
    return found


def _never(_answer: object) -> bool:
    return False
