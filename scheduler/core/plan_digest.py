"""Short digests of a plan's rows, so that a later program can say which changed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.core.plan import Plan
from scheduler.core.plan_text import plan_data
from scheduler.core.study import Study

LENGTH = 12  # hexadecimal digits: 48 bits, for some hundred rows
# What names a row among those of its kind; the rest are counted.
_NAMED_BY = {"visits": "visit", "cycles": "number", "dosing": "from", "supply": "from"}

Row = Mapping[str, Any]


def plan_rows(study: Study, plan: Plan) -> dict[str, Row]:
    """Return every row of a plan by a name that stays when others come or go.

    Source:
        facts.md, Plan.
    """
    return dict(_rows(plan_data(study, plan)))


def plan_digests(study: Study, plan: Plan) -> dict[str, str]:
    """Return a short digest of every row of a plan, by its name.

    Source:
        facts.md: ``replay`` shows each row that a new program version would change.
    """
    return {name: digest(row) for name, row in plan_rows(study, plan).items()}


def digest(row: Row) -> str:
    """Return the digest of one row, whatever the order of its keys.

    >>> digest({"a": 1, "b": None}) == digest({"b": None, "a": 1})
    True
    """
    plain = json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:LENGTH]


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    for part, value in data.items():
        if isinstance(value, list):
            for number, row in enumerate(value, start=1):
                yield f"{part} {row.get(_NAMED_BY.get(part, ''), number)}", row
        else:
            yield part, value if isinstance(value, dict) else {part: value}
