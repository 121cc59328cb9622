"""The engine and the reference asked about the same histories."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from scheduler.core.contradictions import contradictions
from scheduler.core.facts_text import write_facts
from scheduler.core.plan import make_plan
from scheduler.core.plan_text import plan_data
from tests.reference.histories import history
from tests.reference.plans import plan
from tests.reference.record import Case

Json = dict[str, Any]


def sound_histories(first: int) -> Iterator[tuple[int, Case]]:
    """Yield histories that contradict nothing, each with its number, for ever."""
    for seed in count(first):
        case = history(seed)
        said = contradictions(case.document, case.study, case.settings)
        if next(said, None) is None:
            yield seed, case


def differences(case: Case) -> list[str]:
    """Return every value on which the engine and the reference disagree."""
    return unlike(by_engine(case), plan(case))


def unlike(engine: Json, expected: Json) -> list[str]:
    """Return the path of every value of a plan that is not as expected, and both."""
    return list(_unlike("plan", engine, expected))


def by_engine(case: Case) -> Json:
    """Return the engine's plan as plain data."""
    found = make_plan(
        case.study,
        case.settings,
        case.document,
        as_of=case.as_of,
        through=case.through,
    )
    data: Json = plan_data(case.study, found)
    return data


def _unlike(path: str, engine: object, wanted: object) -> Iterator[str]:
    """Yield the paths of what is not the same; ``why`` is nobody's business here."""
    if isinstance(wanted, dict) and isinstance(engine, dict):
        for key, value in wanted.items():
            yield from _unlike(f"{path}.{key}", engine[key], value)
    elif isinstance(wanted, list) and isinstance(engine, list):
        if len(engine) != len(wanted):
            yield f"{path}: engine {_brief(engine)}, reference {_brief(wanted)}"
        for at, (one, other) in enumerate(zip(engine, wanted, strict=False)):
            yield from _unlike(f"{path}[{at}]", one, other)
    elif engine != wanted:
        yield f"{path}: engine {engine!s}, reference {wanted!s}"


def _brief(rows: list[Any]) -> str:
    """Return the names or first days of rows, which say where one is too many."""
    keys = ("visit", "number", "from")
    return str([next((row[key] for key in keys if key in row), row) for row in rows])


def told(seed: int, case: Case) -> str:
    """Return a case in words, so that it can be asked again."""
    through = "" if case.through is None else f" --through {case.through}"
    facts = json.dumps(json.loads(write_facts(case.document)), ensure_ascii=False)
    return f"history {seed}, --as-of {case.as_of}{through}\n{facts}"
