"""Plans of both studies, for whatever draws one."""

from datetime import date
from pathlib import Path

from scheduler.core.facts import FactsDocument, Participant, Weight
from scheduler.core.plan import Plan, make_plan
from scheduler.core.study import Study
from scheduler.core.study_text import read_study
from scheduler.demo import demo_documents
from tests.ui.conftest import NOW

TODAY = NOW.date()
SECOND = Path(__file__).parent.parent / "studies" / "second.toml"


def demo_plan(study: Study, number: str) -> Plan:
    """The plan of one invented participant, by the last digits of the code."""
    for document in demo_documents(study, TODAY):
        if document.participant.code.endswith(number):
            return make_plan(study, study.settings, document, as_of=TODAY)
    raise LookupError(number)


def second_study() -> Study:
    """The study of 28 days, with two infusions a cycle and a visit before."""
    return read_study(SECOND.read_text(encoding="utf-8"))


def second_plan(study: Study) -> Plan:
    """Somebody in cycle 2 of the second study."""
    document = FactsDocument(
        study=study.key,
        participant=Participant(
            code="S-001",
            first_day_1=date(2026, 10, 19),
            randomized=date(2026, 10, 17),
        ),
        facts=(Weight(on=date(2026, 10, 17), grams=70_000, baseline=True),),
    )
    return make_plan(study, study.settings, document, as_of=TODAY)
