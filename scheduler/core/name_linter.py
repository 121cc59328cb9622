"""The part of the profile linter that looks at names two visits could share."""

import re
from collections.abc import Iterator
from itertools import combinations

from scheduler.core.study import Study
from scheduler.core.visit_rules import AnchoredVisit
from scheduler.errors import ProfileError

_OF_THE_PROGRAM = re.compile(r"C[0-9]+D-?[0-9]+|unscheduled .*", re.ASCII)
_NUMBER = "[1-9][0-9]{0,3}"


def name_problems(study: Study) -> Iterator[ProfileError]:
    """Yield the names of series that another visit could have too.

    Two rows of one name could not be told apart, by facts or by people.
    """
    for index, visits in enumerate(study.anchored_visits):
        if _OF_THE_PROGRAM.fullmatch(_with(visits, "1")):
            yield _problem(index, visits, "a visit of a cycle, or an unscheduled one")
    numbered = enumerate(study.anchored_visits)
    for (_, earlier), (index, later) in combinations(numbered, 2):
        if earlier.name != later.name and _could_share(earlier, later):
            yield _problem(index, later, repr(earlier.name))


def _with(visits: AnchoredVisit, number: str) -> str:
    head, tail = _ends(visits)
    return f"{head}{number}{tail}" if visits.numbered else visits.name


def _ends(visits: AnchoredVisit) -> tuple[str, str]:
    head, _, rest = visits.name.partition("{")
    return head, rest.partition("}")[2]


def _could_share(one: AnchoredVisit, other: AnchoredVisit) -> bool:
    """Say whether some number gives two series the same name."""
    if one.numbered and other.numbered:
        heads, tails = zip(_ends(one), _ends(other), strict=True)
        return _digits_apart(*heads) and _digits_apart(*(t[::-1] for t in tails))
    plain, series = (other, one) if one.numbered else (one, other)
    head, tail = (re.escape(part) for part in _ends(series))
    pattern = f"{head}{_NUMBER}{tail}" if series.numbered else head
    return bool(re.fullmatch(pattern, plain.name, re.ASCII))


def _digits_apart(one: str, other: str) -> bool:
    """Say whether one text is the other with nothing but digits behind it."""
    shorter, longer = sorted((one, other), key=len)
    rest = longer.removeprefix(shorter)
    return longer.startswith(shorter) and (not rest or rest.isdecimal())


def _problem(index: int, visits: AnchoredVisit, other: str) -> ProfileError:
    return ProfileError(
        path=f"anchored_visits[{index}].name",
        problem=f"{visits.name!r} could be the name of {other} too. Choose another.",
    )
