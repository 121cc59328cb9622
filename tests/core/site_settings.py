"""Plans of facts documents whose settings key holds a site's own values.

A test of one setting goes the whole way: JSON text is read, the value is checked by
the rule of the profile, and the plan shows what it does. The id of each row begins
with the setting and its value, so that `test_settings_all` can see what is missing.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from scheduler.core.facts_text import read_facts
from scheduler.core.notices import Notice, find_notices
from scheduler.core.plan import Plan, make_plan
from scheduler.core.setting_text import settings_with
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from scheduler.errors import FactsError
from tests.core.profiles import FIRST, SECOND

STUDIES = {"first": FIRST, "second": SECOND}
OFF = "none"
WHO = {
    "code": "PL03-0012",
    "consented": "2024-02-12",
    "randomized": "2024-03-01",
    "first_day_1": "2024-03-04",
}


def each_value(
    setting: str, names: str, rows: Sequence[tuple[object, ...]]
) -> pytest.MarkDecorator:
    """Return a table of one setting: its value first, then the other arguments.

    Args:
        setting: its name, with which every id begins.
        names: the other arguments of the test, with commas between them.
        rows: the value as facts hold it, and the other arguments.
    """
    marked = [pytest.param(*row, id=_id(setting, row)) for row in rows]
    return pytest.mark.parametrize(f"value, {names}", marked)


def _id(setting: str, row: tuple[object, ...]) -> str:
    value, *others = (json.dumps(part) for part in row)
    return " ".join([f"{setting}={value}", *others])


def plan_with(
    settings: dict[str, object],
    *facts: dict,
    as_of: str,
    study: Study = FIRST,
    through: int | None = None,
    **who: str,
) -> Plan:
    """Return the plan of a document with these settings, read from text."""
    plain = {
        "study": study.key,
        "settings": settings,
        "participant": WHO | who,
        "facts": list(facts),
    }
    document = read_facts(json.dumps(plain), study)
    return make_plan(
        study,
        settings_with(study, document.settings),
        document,
        as_of=date.fromisoformat(as_of),
        through=through,
    )


def refused(settings: dict[str, object], *facts: dict, study: Study = FIRST) -> str:
    """Return the path of the key that is refused."""
    with pytest.raises(FactsError) as caught:
        plan_with(settings, *facts, as_of="2024-03-04", study=study)
    return caught.value.path


def told(plan: Plan, code: str, study: Study = FIRST) -> list[Notice]:
    """Return the notices of one code."""
    return [found for found in find_notices(study.capsules, plan) if found.code == code]


def row(plan: Plan, name: str) -> Visit:
    """Return the visit of that name, which the plan must have."""
    found = plan.visit(name)
    assert found is not None, name
    return found


def after(day: str, count: int) -> str:
    """Return the day so many days later, as facts hold it."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def weight(kg: str, on: str = "2024-03-01", *, baseline: bool = True) -> dict:
    return {"kind": "weight", "on": on, "kg": kg, "baseline": baseline}


def infusion(cycle: int, on: str, **more: object) -> dict:
    found = {"kind": "infusion", "cycle": cycle, "on": on, "outcome": "given"}
    return found | more


def booking(visit: str, on: str) -> dict:
    return {"kind": "booking", "visit": visit, "on": on}


def done(visit: str, on: str) -> dict:
    return {"kind": "visit", "visit": visit, "on": on, "outcome": "done"}


def hold(drug: str, first: str, last: str | None = None) -> dict:
    return {"kind": "hold", "drug": drug, "from": first} | (
        {"to": last} if last else {}
    )


def decision(on: str, action: str, to: str, **more: str) -> dict:
    return {"kind": "dose_decision", "on": on, "action": action, "to": to} | more


def ends(study: Study, infusion_on: str, capsules_on: str) -> list[dict]:
    """Return the ends of both drugs."""
    last = {study.infusion.key: infusion_on, study.capsules.key: capsules_on}
    return [
        {"kind": "end_of_treatment", "drug": drug, "last_dose": on}
        for drug, on in last.items()
    ]
