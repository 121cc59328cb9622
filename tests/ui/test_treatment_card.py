from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from scheduler.core.facts import FactsDocument, InfusionOutcome, InfusionRecord, Return
from scheduler.core.plan import Plan, make_plan
from scheduler.core.settings import TreatmentCap
from scheduler.core.study import Study
from scheduler.demo import demo_documents
from tests.ui.plans import TODAY, demo_plan
from ui.models.participants_table import next_visit
from ui.pages.overview import Overview


@pytest.fixture
def overview(qtbot: QtBot, shipped_study: Study) -> Overview:
    found = Overview(shipped_study)
    qtbot.addWidget(found)
    return found


def lines(overview: Overview, study: Study, plan: Plan) -> list[str]:
    """Every line of the card, as it is read aloud."""
    overview.set_plan(study, plan, next_visit(plan))
    card = overview.treatment
    labels = [card.lines.itemAt(at).widget() for at in range(card.lines.count())]
    assert all(isinstance(one, QLabel) and one.wordWrap() for one in labels)
    return [one.accessibleName().replace("\u00a0", " ") for one in labels]


def changed(study: Study, number: str, kind: type, **changes: object) -> Plan:
    """The plan of one invented participant, each fact of a kind changed alike."""
    document = next(
        found
        for found in demo_documents(study, TODAY)
        if found.participant.code.endswith(number)
    )
    facts = tuple(
        replace(fact, **changes) if isinstance(fact, kind) else fact
        for fact in document.facts
    )
    return plan_of(study, replace(document, facts=facts))


def plan_of(study: Study, document: FactsDocument) -> Plan:
    return make_plan(study, study.settings, document, as_of=TODAY)


def test_the_treatment_so_far_is_told_with_its_arithmetic(
    overview: Overview, shipped_study: Study
):
    """N-11."""
    assert lines(overview, shipped_study, demo_plan(shipped_study, "0008")) == [
        "Infusions given: 21",
        (
            "Relative intensity 100.0 %: 21 given in 441 days, 19-Sep-2025 to "
            "13-Nov-2026 and the interval after it; one planned every 21 days."
        ),
        "Capsules handed out on 23-Oct-2026: 57 taken of 63 expected",
        "Compliance 90.5 %, dose intensity 90.5 %.",
        (
            "3 x 21 days = 63 ordered, 23-Oct-2026 to 12-Nov-2026; 90 handed out - "
            "33 returned - 0 lost = 57 taken; 57 x 4 mg of 21 days at 12 mg daily."
        ),
    ]
    assert overview.treatment.accessibleName() == "Treatment so far"


def test_infusions_are_counted_and_have_no_milligrams(
    overview: Overview, shipped_study: Study
):
    study = shipped_study
    for document in demo_documents(study, TODAY):
        said = lines(overview, study, plan_of(study, document))[:2]
        assert not [line for line in said if "mg" in line]


def test_what_cannot_be_counted_says_why(overview: Overview, shipped_study: Study):
    ended = lines(overview, shipped_study, demo_plan(shipped_study, "0032"))
    assert ended[2:] == [
        "Capsules handed out on 06-Nov-2026: taken not known",
        "Compliance not known, dose intensity not known.",
        "3 x 9 days = 27 ordered, 06-Nov-2026 to 14-Nov-2026; containers not returned.",
        (
            "Contraception until 14-Apr-2027: 5 months after the last capsules on "
            "14-Nov-2026."
        ),
    ]
    uncounted = changed(shipped_study, "0008", Return, containers_returned=False)
    said = lines(overview, shipped_study, uncounted)
    assert said[2].endswith("taken not known")
    assert said[4].endswith("; containers not returned.")


def test_infusions_before_entry_on_treatment_are_not_counted(
    overview: Overview, shipped_study: Study
):
    said = lines(overview, shipped_study, demo_plan(shipped_study, "0034"))
    assert said[0] == "Infusions given since entry on treatment: 1"


def test_before_the_first_infusion_nothing_is_counted(
    overview: Overview, shipped_study: Study
):
    assert lines(overview, shipped_study, demo_plan(shipped_study, "0026")) == [
        "Infusions given: 0",
        "Relative intensity not known: no infusion is recorded as given.",
        "Capsules: no hand-out is closed yet",
    ]


def test_infusions_not_given_do_not_count(overview: Overview, shipped_study: Study):
    plan = changed(
        shipped_study, "0008", InfusionRecord, outcome=InfusionOutcome.NOT_GIVEN
    )
    said = lines(overview, shipped_study, plan)
    assert said[:2] == [
        "Infusions given: 0",
        "Relative intensity not known: no infusion is recorded as given.",
    ]


@pytest.mark.parametrize(
    ("cap", "said"),
    [
        (
            TreatmentCap(cycles=23, months=None),
            "Longest treatment: 23 cycles by the profile, so C23D1 is the last Day 1.",
        ),
        (
            TreatmentCap(cycles=None, months=15),
            (
                "Longest treatment: 15 months from C1D1 on 19-Sep-2025, to "
                "19-Dec-2026, that day included; C22D1 on 04-Dec-2026 "
                "is the last Day 1 in it."
            ),
        ),
    ],
)
def test_the_longest_treatment_is_told_where_the_profile_has_one(
    overview: Overview, shipped_study: Study, cap: TreatmentCap, said: str
):
    plan = demo_plan(shipped_study, "0008")
    capped = replace(plan, settings=replace(plan.settings, treatment_cap=cap))
    assert lines(overview, shipped_study, capped)[-1] == said


def test_the_card_is_there_when_no_visit_is_to_come(
    overview: Overview, shipped_study: Study
):
    plan = demo_plan(shipped_study, "0032")
    overview.set_plan(shipped_study, plan, None)
    first = overview.treatment.lines.itemAt(0).widget()
    assert first.accessibleName() == "Infusions given: 24"
    assert plan.contraception_until == date(2027, 4, 14)
