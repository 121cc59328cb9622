"""A what-if as plain data, and as the lines that people read."""

import json
from dataclasses import replace
from datetime import time

import pytest

from scheduler.core.changes import Scope
from scheduler.core.facts import Dispensing, DoseAction, DoseDecision, Fact
from scheduler.core.outlook import Outlook
from scheduler.core.printed import PrintedSheet
from scheduler.core.settings import EveryOtherDay
from scheduler.core.what_if import WhatIf, what_if, what_if_moved
from scheduler.core.what_if_text import what_if_data, what_if_lines
from tests.core.moves import ON_TIME, days_of, outlook
from tests.core.plans import DRIP, PILLS, booked, day, document, ended, held, weighed

LOWER = DoseDecision(
    on=day("2024-04-10"), action=DoseAction.REDUCE, to="8 mg daily", reason="rash"
)
SHEETS = [
    PrintedSheet(visit="C3D1", issue=2, number="S000482"),
    PrintedSheet(visit="C1D1", issue=1),
]
HANDED = Dispensing(on=day("2024-03-25"), capsules=63)


def shown(
    moves: dict[str, str],
    *facts: Fact,
    scope: Scope = Scope.ALL,
    as_of: str = "2024-04-10",
) -> WhatIf:
    seen = outlook(*ON_TIME, *facts, as_of=as_of)
    return what_if_moved(seen, days_of(moves), scope, printed=SHEETS, reason="travel")


def changed(seen: Outlook, *facts: Fact) -> WhatIf:
    more = replace(seen.document, facts=(*seen.document.facts, *facts))
    return what_if(seen, more)


def lines(found: WhatIf) -> list[str]:
    return list(what_if_lines(found))


def test_a_delay_is_plain_data():
    found = shown({"C3D1": "2024-04-25"}, HANDED, scope=Scope.VISIT)
    data = what_if_data(found, Scope.VISIT)
    assert json.loads(json.dumps(data)) == data
    assert data["as_of"] == "2024-04-10"
    assert (data["participant"], data["scope"]) == ("PL03-0012", "visit")
    assert data["bookings"] == [
        {"visit": "C3D1", "on": "2024-04-25", "at": None, "reason": "travel"},
        {"visit": "C4D1", "on": "2024-05-06", "at": None, "reason": "travel"},
    ]
    assert data["moved"] == [
        {
            "visit": "C3D1",
            "from": "2024-04-15",
            "to": "2024-04-25",
            "days": 10,
            "window": ["2024-04-12", "2024-04-18"],
            "days_outside": 7,
            "verdict": "7 days late, out of window",
        }
    ]
    assert {
        "visit": "C1D1",
        "on": "2024-03-04",
        "why": "recorded on 04-Mar-2024",
    } in data["not_moved"]
    assert [row["days_outside"] for row in data["newly_out_of_window"]] == [7, -7]
    assert data["windows"] == [
        {
            "visit": "C4D1",
            "from": ["2024-05-03", "2024-05-09"],
            "to": ["2024-05-13", "2024-05-19"],
            "days_outside": -7,
            "verdict": "7 days early, out of window",
        }
    ]
    [interval] = data["minimum_interval"]
    [short] = data["supply_short"]
    assert (interval["code"], short["code"]) == ("minimum_interval", "capsules_short")
    assert interval in data["notices"]["new"]
    assert short in data["notices"]["new"]
    assert data["notices"]["gone"] == []
    [sheet] = data["sheets"]
    assert (sheet["visit"], sheet["issue"], sheet["number"]) == ("C3D1", 2, "S000482")
    assert sheet["changed"][0] == "visit date"


def test_nothing_that_differs_is_plain_data_too():
    data = what_if_data(shown({"C3D1": "2024-04-15"}), Scope.ALL)
    assert data["bookings"] == data["moved"] == data["sheets"] == []
    assert data["dosing"] == {"before": [], "after": []}
    assert len(data["not_moved"]) > 4


def test_the_time_of_a_booking_that_moves_along_is_kept():
    later = replace(booked("C5D1", "2024-05-28"), at=time(9, 5), reason="transport")
    data = what_if_data(shown({"C3D1": "2024-04-18"}, later), Scope.ALL)
    assert data["bookings"][1] == {
        "visit": "C5D1",
        "on": "2024-05-31",
        "at": "09:05",
        "reason": "transport",
    }


def test_a_dose_decision_is_plain_data():
    data = what_if_data(changed(outlook(*ON_TIME), LOWER), Scope.ALL)
    assert [row["level"] for row in data["dosing"]["before"]] == ["12 mg daily"]
    assert [row["level"] for row in data["dosing"]["after"]][1:] == ["8 mg daily"]
    first = data["dispense"][0]
    assert (first["visit"], first["from"], first["to"]) == ("C3D1", 63, 42)
    assert first["why"].startswith("2 x 21 days = 42")


def test_the_end_of_treatment_is_plain_data():
    seen = outlook(*ON_TIME)
    found = changed(seen, ended(DRIP, "2024-03-25"), ended(PILLS, "2024-04-08"))
    data = what_if_data(found, Scope.ALL)
    assert {"visit": "C3D1", "from": "planned", "to": "cancelled"} in data["status"]
    assert "safety follow-up 30 days" in [row["visit"] for row in data["newly_planned"]]
    back = what_if(replace(seen, document=found.document), seen.document)
    names = [row["visit"] for row in what_if_data(back, Scope.ALL)["no_longer_planned"]]
    assert "safety follow-up 30 days" in names


def test_a_delay_is_a_table_and_sentences():
    said = lines(shown({"C3D1": "2024-04-25"}, HANDED, scope=Scope.VISIT))
    assert said[:5] == [
        "PL03-0012 as of 10-Apr-2024",
        "To book: C3D1 for Thu 25-Apr-2024.",
        "To book: C4D1 for Mon 06-May-2024.",
        (
            "Visit  Now              After            Change  "
            "Window after                Verdict"
        ),
        (
            "C3D1   Mon 15-Apr-2024  Thu 25-Apr-2024  +10     "
            "12-Apr-2024 to 18-Apr-2024  7 days late, out of window"
        ),
    ]
    assert "C4D1 stays on Mon 06-May-2024: booked for its present day." in said
    assert (
        "C4D1 on Mon 06-May-2024 is 7 days early, out of window. "
        "Window 13-May-2024 to 19-May-2024." in said
    )
    assert said[-1].startswith(
        "Sheet C3D1 issue 2 (S000482) becomes out of date: visit date, "
    )
    assert said[-1].endswith(". Print it again.")
    assert any(line.endswith("30 capsules short.") for line in said)


def test_a_sheet_without_a_number_is_told_by_its_issue():
    found = what_if_moved(
        outlook(*ON_TIME),
        days_of({"C3D1": "2024-04-17"}),
        Scope.ALL,
        printed=[PrintedSheet(visit="C2D1", issue=1)],
    )
    told = "Sheet C2D1 issue 1 becomes out of date: next visit. Print it again."
    assert lines(found)[-1] == told


def test_nothing_that_differs_is_said_as_such():
    assert lines(shown({"C3D1": "2024-04-15"})) == [
        "PL03-0012 as of 10-Apr-2024",
        "Nothing changes.",
    ]


@pytest.mark.parametrize(
    ("to", "told"), [("2024-04-09", True), ("2024-04-10", False), ("2024-04-11", False)]
)
def test_a_booking_in_the_past_is_said(to: str, told: bool):
    said = "C3D1 would be booked for 09-Apr-2024, which is before 10-Apr-2024."
    found = shown({"C3D1": to})
    assert (said in lines(found)) is told
    assert (said in what_if_data(found, Scope.ALL)["remarks"]) is told


def test_a_closed_day_is_told_once():
    past = lines(shown({"C3D1": "2024-04-06"}, scope=Scope.VISIT))
    assert "C3D1 on Sat 06-Apr-2024: closed day, Saturday." in past
    found = shown({"C3D1": "2024-04-13"}, scope=Scope.VISIT)
    [row] = what_if_data(found, Scope.VISIT)["closed_days"]
    assert (row["visit"], row["why"]) == ("C3D1", "Saturday")
    told = [line for line in lines(found) if "closed day" in line]
    assert len(told) == 1
    assert "Nearest open days in its window" in told[0]


def test_a_notice_that_goes_is_said():
    late = [HANDED, booked("C3D1", "2024-04-17")]
    said = lines(shown({"C3D1": "2024-04-15"}, *late))
    assert any(line.startswith("No longer so: 63 capsules") for line in said)


def test_a_hold_and_a_dose_are_sentences():
    seen = outlook(*ON_TIME, every_other_day=EveryOtherDay.CONTINUE)
    said = lines(changed(seen, LOWER, held(DRIP, "2024-04-10", "2024-04-20")))
    assert "C3D1 becomes on hold, before planned." in said
    assert "DOSE 12 mg once daily no longer from 04-Mar-2024 on." in said
    assert "DOSE 12 mg once daily newly from 04-Mar-2024 to 09-Apr-2024." in said
    assert "DOSE 8 mg once daily newly from 10-Apr-2024 on." in said
    assert "C3D1: to dispense 42 capsules, before 63 capsules." in said


def test_rows_that_come_and_go_are_sentences():
    seen = outlook(*ON_TIME)
    found = changed(seen, ended(DRIP, "2024-03-25"), ended(PILLS, "2024-04-08"))
    rows = "safety follow-up 30 days on 08-May-2024 is"
    assert f"{rows} newly planned." in lines(found)
    back = what_if(replace(seen, document=found.document), seen.document)
    assert f"{rows} no longer planned." in lines(back)


def test_a_dose_that_was_not_known_is_said():
    seen = replace(outlook(as_of="2024-03-01"), document=document())
    said = lines(changed(seen, weighed(62000)))
    assert "C1D1: to dispense 63 capsules, before not known." in said
    whole = outlook(weighed(62000), as_of="2024-03-01")
    back = what_if(whole, document())
    assert "C1D1: to dispense not known, before 63 capsules." in lines(back)
    first = what_if_data(back, Scope.ALL)["dispense"][0]
    assert (first["from"], first["to"], first["why"]) == (63, None, None)
