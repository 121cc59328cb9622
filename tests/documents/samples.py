"""Participants, stamps and sheets for the tests of paper, all from plain data."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from scheduler.core.facts_text import read_facts
from scheduler.core.plan import make_plan
from scheduler.core.setting_text import settings_with
from scheduler.core.study_text import read_study
from scheduler.documents.dosing_sheet import content_lines, dosing_sheet
from scheduler.documents.sheet_data import SheetData
from scheduler.documents.stamp import Stamp
from scheduler.documents.typesetting import Typesetter

RESOURCES = Path(__file__).parents[2] / "resources"
TEMPLATE = "dosing_sheet.typ"
PRINTED = datetime(2026, 11, 23, 8, 12, tzinfo=timezone(timedelta(hours=1)))
FIRST = date(2026, 2, 23)
HOLD = {"kind": "hold", "from": "2026-11-10", "reason": "toxicity"}

Fact = dict[str, object]
Facts = Sequence[Fact]


@cache
def study():
    path = RESOURCES / "studies" / "js001-027-iii-hcc.toml"
    return read_study(path.read_text(encoding="utf-8"))


@cache
def typesetter():
    return Typesetter(RESOURCES / "templates", RESOURCES / "fonts")


def weight(kg: str, on: str = "2026-02-20", *, baseline: bool = True):
    return {"kind": "weight", "on": on, "kg": kg, "baseline": baseline}


def infusions(last: int, first: date = FIRST, **more: str):
    days = [first + timedelta(days=21 * index) for index in range(last)]
    return [
        {"kind": "infusion", "cycle": n, "on": f"{day}", "outcome": "given", **more}
        for n, day in enumerate(days, start=1)
    ]


def treated(kg: str = "61.4"):
    """Return the facts of somebody who comes for cycle 14."""
    return [
        weight(kg),
        weight("61.2", "2026-11-02", baseline=False),
        *infusions(13),
        {"kind": "dispensing", "on": "2026-11-02", "capsules": 63},
    ]


def every_other_day(reason: str = "toxicity"):
    return [
        *treated(),
        {
            "kind": "dose_decision",
            "on": "2026-08-10",
            "from": "2026-08-11",
            "action": "reduce",
            "to": "4 mg every other day",
            "reason": reason,
        },
    ]


def booked(on: str = "2026-11-25", reason: str = "transport"):
    return {"kind": "booking", "visit": "C14D1", "on": on, "at": "09:30"} | {
        "reason": reason
    }


def first_visit(
    *,
    moved: bool = False,
    previous: dict[str, str] | None = None,
    stamped: Stamp | None = None,
):
    """Return the sheet of C1D1, from which the dose counts."""
    booking = {"kind": "booking", "visit": "C1D1", "on": "2026-02-25"}
    why = {"at": "09:30", "reason": "transport"}
    facts = [weight("61.4"), *([{**booking, **why}] if moved else [])]
    day = "2026-02-21"
    return sheet(facts, "C1D1", as_of=day, previous=previous, stamped=stamped)


REDUCED = {
    "kind": "dose_decision",
    "on": "2026-11-20",
    "from": "2026-11-23",
    "action": "reduce",
    "to": "8 mg daily",
    "reason": "toxicity",
}
ENTRY = {
    "from_cycle": 40,
    "day_1": "2026-03-23",
    "level": "8 mg daily",
    "level_reason": "toxicity before entry",
}


def second_issues() -> dict[str, SheetData]:
    """Return sheets printed again after a visit was moved, as a demo prints them."""
    stamped = stamp(
        issue=2,
        replaces=1,
        replaces_on=date(2026, 11, 20),
        demo=True,
        profile_confirmed=False,
    )
    before = content_lines(sheet(treated()))
    lighter = weight("60.8", "2026-11-20", baseline=False)

    def again(facts: Facts) -> SheetData:
        return sheet([*facts, booked()], previous=before, stamped=stamped)

    def entered(moved: Facts, **more: object) -> SheetData:
        facts = [weight("58.15", "2026-03-22", baseline=False), *moved]
        person = {**ENTRY, "first_day_1": None}
        return sheet(facts, "C41D1", as_of="2026-03-24", **person, **more)

    later = {**booked("2026-04-15"), "visit": "C41D1"}
    first = content_lines(first_visit())
    return {
        "moved": again(treated()),
        "moved first visit": first_visit(moved=True, previous=first, stamped=stamped),
        "moved, other dose": again([*treated(), lighter, REDUCED]),
        "moved, every other day": again(every_other_day()),
        "moved, entered on treatment": entered(
            [later], previous=content_lines(entered([])), stamped=stamped
        ),
    }


def stamp(**more: object):
    plain = {
        "sheet": "S000482",
        "issue": 1,
        "printed_at": PRINTED,
        "by": "AK",
        "site": "PL03",
        "profile_version": "1.0",
        "app_version": "0.1.0",
        "profile_confirmed": True,
    }
    return Stamp(**{**plain, **more})


def plan(
    facts: Facts,
    as_of: str = "2026-11-22",
    settings: Fact | None = None,
    **person: object,
):
    everybody = {
        "code": "PL03-0012",
        "randomization_number": "4711",
        "initials": "J-W",
        "birth_year": 1961,
        "sex": "male",
        "consented": "2026-02-12",
        "randomized": "2026-02-20",
        "first_day_1": f"{FIRST}",
        **person,
    }
    document = {
        "study": "js001-027-iii-hcc",
        "settings": settings or {},
        "participant": {key: value for key, value in everybody.items() if value},
        "facts": facts,
    }
    found = read_facts(json.dumps(document), study())
    chosen = settings_with(study(), found.settings)
    return make_plan(study(), chosen, found, as_of=date.fromisoformat(as_of))


def sheet(
    facts: Facts,
    visit: str = "C14D1",
    *,
    previous: dict[str, str] | None = None,
    note: str = "",
    stamped: Stamp | None = None,
    **more: object,
) -> SheetData:
    found = plan(facts, **more)
    row = found.visit(visit)
    return dosing_sheet(
        study(), found, row, stamped or stamp(), previous=previous, note=note
    )


def extreme() -> SheetData:
    """Return a sheet where everything is as long as it gets."""
    first = date(2020, 2, 24)
    coming = first + timedelta(days=21 * 111)
    facts = [
        weight("61.4", "2020-02-20"),
        weight("58.25", "2026-07-02", baseline=False),
        *infusions(111, first),
        {
            "kind": "infusion",
            "cycle": 112,
            "on": f"{coming + timedelta(days=2)}",
            "outcome": "stopped early",
            "start": "09:05",
            "stop": "09:20",
            "reason": "infusion reaction",
        },
        {
            "kind": "booking",
            "visit": "C112D1",
            "on": f"{coming + timedelta(days=2)}",
            "reason": "a very long journey, 患者在家服用胶囊",
        },
    ]
    return sheet(
        facts,
        "C112D1",
        as_of=f"{coming + timedelta(days=3)}",
        code="ABCDEFGHIJKLMNO01I1l",
        randomization_number="RND-2020-0000471",
        randomized="2020-02-20",
        consented="2020-02-12",
        first_day_1=f"{first}",
        previous={"Visit": "C112D1", "Dose": "another one"},
        note="患者在家服用胶囊。 " * 60,
        stamped=stamp(
            issue=12,
            replaces=11,
            replaces_on=date(2026, 7, 20),
            demo=True,
            profile_confirmed=False,
            by="Aleksandra Brzęczyszczykiewicz-Kowalska",
        ),
    )


def pdf(found: SheetData, page: str = "A4") -> bytes:
    return typesetter().pdf(
        TEMPLATE, found.as_json(), page=page, created=found.stamp.printed_at
    )
