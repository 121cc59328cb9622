"""What each setting of the capsules does: spare days, packs, the band of compliance."""

import pytest

from tests.core.site_settings import (
    STUDIES,
    after,
    each_value,
    infusion,
    plan_with,
    refused,
    told,
    weight,
)

C1 = infusion(1, "2024-03-04")
BASELINE = {"first": weight("62.0"), "second": weight("85")}


@each_value(
    "spare_days",
    "study, to_target, total, to_window_end",
    [
        (0, "first", 63, 63, 72),
        (1, "first", 63, 66, 72),
        (3, "first", 63, 72, 72),
        (4, "first", 63, 75, 72),  # from the target, not from the window's end
        (14, "first", 63, 105, 72),
        (0, "second", 112, 112, 120),
        (2, "second", 112, 120, 120),
        (14, "second", 112, 168, 120),
    ],
)
def test_so_many_days_to_spare_are_handed_out(
    value: int, study: str, to_target: int, total: int, to_window_end: int
):
    plan = plan_with(
        {"spare_days": value},
        BASELINE[study],
        C1,
        as_of="2024-03-04",
        study=STUDIES[study],
    )
    found = plan.dispense[1]
    assert found.spare_days == value
    assert (found.to_target, found.total) == (to_target, total)
    assert found.to_window_end == to_window_end


@each_value(
    "pack_size",
    "study, spare, packs",
    [
        (1, "first", 0, 63),
        (21, "first", 0, 3),  # full packs only
        (30, "first", 0, 3),
        (62, "first", 0, 2),
        (63, "first", 0, 1),
        (63, "first", 1, 2),
        (1000, "first", 14, 1),
        (1, "second", 0, 112),
        (20, "second", 2, 6),
        (20, "second", 3, 7),
        (1000, "second", 14, 1),
    ],
)
def test_packs_hold_what_is_handed_out_and_none_is_opened_in_vain(
    value: int, study: str, spare: int, packs: int
):
    plan = plan_with(
        {"pack_size": value, "spare_days": spare},
        BASELINE[study],
        C1,
        as_of="2024-03-04",
        study=STUDIES[study],
    )
    assert plan.dispense[1].packs == packs


# Twenty days between two hand-outs: 60 capsules ordered in the first study, 80 in
# the second.
@each_value(
    "compliance_band",
    "study, taken, said",
    [
        ([0, 200], "first", 0, False),
        ([0, 200], "first", 120, False),
        ([0, 200], "first", 121, True),
        ([0, 0], "first", 0, False),
        ([0, 0], "first", 1, True),
        ([200, 200], "first", 119, True),
        ([200, 200], "first", 120, False),
        ([80, 120], "first", 47, True),
        ([80, 120], "first", 48, False),
        ([80, 120], "first", 72, False),
        ([80, 120], "first", 73, True),
        ([85, 85], "first", 50, True),
        ([85, 85], "first", 51, False),
        ([85, 85], "first", 52, True),
        ([75, 125], "second", 59, True),
        ([75, 125], "second", 60, False),
        ([75, 125], "second", 100, False),
        ([75, 125], "second", 101, True),
    ],
)
def test_a_count_outside_the_band_is_told(
    value: list[int], study: str, taken: int, said: bool
):
    rules, again = STUDIES[study], after("2024-03-04", 20)
    facts = [
        {"kind": "dispensing", "on": "2024-03-04", "capsules": 200},
        {"kind": "return", "on": again, "capsules": 200 - taken},
        {"kind": "dispensing", "on": again, "capsules": 200},
    ]
    chosen = {"compliance_band": value}
    plan = plan_with(chosen, BASELINE[study], C1, *facts, as_of=again, study=rules)
    found = told(plan, "compliance_outside_band", rules)
    assert [n.on.isoformat() for n in found] == ([again] if said else [])


@pytest.mark.parametrize(
    ("chosen", "at"),
    [
        ({"spare_days": 15}, "spare_days"),
        ({"spare_days": -1}, "spare_days"),
        ({"pack_size": 0}, "pack_size"),
        ({"pack_size": 1001}, "pack_size"),
        ({"compliance_band": [-1, 120]}, "compliance_band[0]"),
        ({"compliance_band": [80, 201]}, "compliance_band[1]"),
        ({"compliance_band": [81, 80]}, "compliance_band"),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_one_step_beyond_the_allowed_edge_is_refused(
    chosen: dict[str, object], at: str, study: str
):
    assert refused(chosen, study=STUDIES[study]) == f"settings.{at}"
