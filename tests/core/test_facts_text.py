import json
from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.facts import (
    EntryOnTreatment,
    FactsDocument,
    InfusionOutcome,
    InfusionRecord,
    Sex,
    Site,
    Weight,
)
from scheduler.core.facts_text import read_facts, write_facts
from scheduler.errors import FactsError
from tests.core.documents import ENTERED, EXAMPLE, PARTICIPANT, document, refusal
from tests.core.generated import TODAY, documents
from tests.core.profiles import FIRST, PLAIN_DATA, keys, place, steps

FACTS = EXAMPLE["facts"]
PATHS = keys({**EXAMPLE, "facts": []}) + [
    f"facts[{at}].{name}" for at, fact in enumerate(FACTS) for name in fact
]


def example_with(path: str, value: object) -> str:
    found = json.loads(json.dumps(EXAMPLE))
    *before, last = steps(path)
    place(found, before)[last] = value
    return json.dumps(found)


def test_the_document_of_the_contract_is_read():
    found = read_facts(json.dumps(EXAMPLE), FIRST)
    assert found.settings == (("next_day_1", "rolling"),)
    assert found.site == Site(country="PL", closed_days=(date(2024, 5, 2),))
    assert found.participant.sex is Sex.MALE
    assert found.participant.first_day_1 == date(2024, 3, 4)
    assert found.facts[0] == Weight(on=date(2024, 3, 1), grams=62_000, baseline=True)
    assert found.facts[1] == InfusionRecord(
        cycle=1,
        on=date(2024, 3, 4),
        outcome=InfusionOutcome.GIVEN,
        start=time(9, 5),
        stop=time(10, 5),
    )


def test_a_participant_and_nothing_else_is_enough():
    found = read_facts(
        json.dumps({"study": FIRST.key, "participant": PARTICIPANT}), FIRST
    )
    assert (found.facts, found.settings, found.site) == ((), (), Site())


def test_somebody_on_treatment_is_read_without_a_first_day_1():
    found = read_facts(document(participant=ENTERED), FIRST).participant
    assert found.first_day_1 is None
    assert found.entry == EntryOnTreatment(
        from_cycle=40, day_1=date(2024, 3, 4), level="8 mg daily"
    )


def test_null_stands_for_a_key_that_may_be_left_out():
    hold = {"kind": "hold", "drug": "lenvatinib", "from": "2024-05-01", "to": None}
    assert read_facts(document(hold), FIRST).facts[0].ends is None


def test_what_is_at_its_default_is_not_written():
    out, back = FACTS[7:9]
    text = write_facts(read_facts(document(out, {**back, "lost": 0}), FIRST))
    assert json.loads(text) == {
        "study": FIRST.key,
        "participant": PARTICIPANT,
        "facts": [out, {"kind": "return", "on": "2024-03-25", "capsules": 6}],
    }


@given(found=documents())
def test_what_is_written_is_read_as_the_same_value(found: FactsDocument):
    text = write_facts(found)
    again = read_facts(text, FIRST, today=TODAY)
    assert again == found
    assert write_facts(again) == text


@pytest.mark.parametrize("path", PATHS)
def test_a_value_of_the_wrong_type_is_named(path: str):
    assert refusal(example_with(path, 1.5)).path.startswith(path)


@pytest.mark.parametrize("path", [path for path in PATHS if "facts[" in path])
def test_true_is_not_a_number_a_date_or_a_word(path: str):
    if not path.endswith(("baseline", "containers_returned")):
        assert refusal(example_with(path, True)).path == path


@pytest.mark.parametrize(
    ("path", "value", "at", "says"),
    [
        ("study", "another", "study", "is another study"),
        ("colour", "red", "colour", "is not a known key"),
        ("participant.name", "Ada", "participant.name", "is not a known key"),
        ("participant.code", " PL03", "participant.code", "one line"),
        ("participant.code", "a\nb", "participant.code", "one line"),
        ("participant.code", "x" * 101, "participant.code", "one line"),
        ("participant.code", "\ud800", "participant.code", "control character"),
        ("participant.code", "", "participant.code", "is empty"),
        ("participant.code", None, "participant.code", "not null"),
        ("participant.sex", "other", "participant.sex", "is not one of"),
        ("participant.birth_year", 1899, "participant.birth_year", "from 1900"),
        ("participant.first_day_1", None, "participant.first_day_1", "is null"),
        ("participant.level", "8 mg daily", "participant.level", "without from_cycle"),
        ("participant.from_cycle", 40, "participant.day_1", "is missing"),
        ("settings", [], "settings", "must be a table"),
        ("settings.day_1_after", "3", "settings.day_1_after", "whole number"),
        ("site.country", "Poland", "site.country", "two letters"),
        ("site.closed_days[0]", "02.05.2024", "site.closed_days[0]", "2026-11-22"),
        ("site.closed_days", ["2024-05-02"] * 2, "site.closed_days[1]", "twice"),
        ("facts", {}, "facts", "must be a list"),
        ("facts[0]", "weight", "facts[0]", "must be a table"),
        ("facts[0]", {}, "facts[0].kind", "is missing"),
        ("facts[0].kind", "height", "facts[0].kind", "is not one of"),
        ("facts[0].height", 180, "facts[0].height", "is not a known key"),
        ("facts[0].on", "2024-02-30", "facts[0].on", "is not a date"),
        ("facts[0].on", "2024-3-1", "facts[0].on", "is not a date"),
        ("facts[0].on", "20240301", "facts[0].on", "is not a date"),
        ("facts[0].on", "2024-03-01T00:00", "facts[0].on", "is not a date"),
        ("facts[0].on", "1899-12-31", "facts[0].on", "is not from 1900-01-01"),
        ("facts[0].on", "2200-01-01", "facts[0].on", "to 2199-12-31"),
        ("facts[0].kg", 62, "facts[0].kg", "must be a text, not a whole number"),
        ("facts[0].kg", 62.0, "facts[0].kg", "must be a text, not a number with"),
        ("facts[0].kg", "620", "facts[0].kg", "does not look like a weight"),
        ("facts[0].kg", "62.005", "facts[0].kg", "does not look like a weight"),
        ("facts[0].kg", "132 lb", "facts[0].kg", "Kilograms only"),
        ("facts[0].baseline", 1, "facts[0].baseline", "must be true or false"),
        ("facts[0].baseline", None, "facts[0].baseline", "not null"),
        ("facts[1].cycle", 0, "facts[1].cycle", "from 1 to 999"),
        ("facts[1].cycle", 1000, "facts[1].cycle", "from 1 to 999"),
        ("facts[1].cycle", "1", "facts[1].cycle", "not a text"),
        ("facts[1].cycle", 10**4000, "facts[1].cycle", "from 1 to 999"),
        ("facts[1].day", 8, "facts[1].day", "no infusion is due on day 8, but on 1"),
        ("facts[1].start", "9:05", "facts[1].start", "must be written as 09:05"),
        ("facts[1].start", "24:00", "facts[1].start", "24-hour clock"),
        ("facts[1].outcome", "done", "facts[1].outcome", "is not one of given"),
        ("facts[3].visit", "C3", "facts[3].visit", "is not a visit"),
        ("facts[3].visit", "C03D1", "facts[3].visit", "is not a visit"),
        ("facts[3].visit", "C3D0", "facts[3].visit", "is not a visit"),
        ("facts[3].visit", "C3D-1", "facts[3].visit", "is not a visit"),
        ("facts[3].visit", "C3D22", "facts[3].visit", "is not a visit"),
        ("facts[3].visit", "imaging week 06", "facts[3].visit", "is not a visit"),
        ("facts[3].visit", "imaging week {weeks}", "facts[3].visit", "not a visit"),
        ("facts[4].to", "10 mg daily", "facts[4].to", "is not one of 12 mg daily"),
        ("facts[4].grade", 6, "facts[4].grade", "from 1 to 5"),
        ("facts[5].drug", "toripalimab", "facts[5].drug", "is not one of lenvatinib"),
        ("facts[7].capsules", -1, "facts[7].capsules", "from 0"),
        ("facts[7].capsules", 10_000, "facts[7].capsules", "to 9999"),
        ("facts[14].capsules", 0, "facts[14].capsules", "from 1 to 9999"),
        ("facts[4].occurrence", 100, "facts[4].occurrence", "from 1 to 99"),
        ("facts[7].capsules", 63.0, "facts[7].capsules", "with decimals"),
        ("facts[11].procedure", "X-ray", "facts[11].procedure", "is not one of"),
        ("facts[13].event", "unblinded", "facts[13].event", "is not one of"),
    ],
)
def test_a_wrong_value_is_named_with_the_path_of_its_key(
    path: str, value: object, at: str, says: str
):
    problem = refusal(example_with(path, value))
    assert problem.path == at
    assert says in problem.problem


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("", "document", id="nothing"),
        pytest.param("[]", "document", id="a list"),
        pytest.param("{", "document", id="unfinished"),
        pytest.param("\ufeff{}", "document", id="byte order mark"),
        pytest.param("[" * 100_000, "document", id="nested without end"),
        pytest.param('{"a":' * 100_000, "document", id="tables without end"),
        pytest.param('{"study": ' + "9" * 5000 + "}", "document", id="huge number"),
        pytest.param('{"study": "a", "study": "b"}', "study", id="key twice"),
        pytest.param(
            '{"study": "js001-027-iii-hcc", "participant": {"code": "a", "code": "a"}}',
            "participant.code",
            id="key twice inside",
        ),
        pytest.param(
            document(settings={}).replace("{}", '{"a": 1, "a": 1}', 1),
            "settings.a",
            id="setting twice",
        ),
        pytest.param(
            document({"kind": "dispensing", "on": "2024-03-04", "capsules": 0}).replace(
                " 0}", " NaN}"
            ),
            "facts[0].capsules",
            id="not a number",
        ),
        pytest.param(
            document({"kind": "dispensing", "on": "2024-03-04", "capsules": 0}).replace(
                " 0}", " -Infinity}"
            ),
            "facts[0].capsules",
            id="infinite",
        ),
        pytest.param('{"\ud800": 1}', "\\ud800", id="key that cannot be printed"),
    ],
)
def test_what_is_no_document_is_refused(text: str, path: str):
    assert refusal(text).path == path


@given(text=st.text())
def test_any_text_is_refused_and_nothing_else_happens(text: str):
    assert refusal(text).path


@given(whole=PLAIN_DATA)
def test_any_json_is_refused_and_nothing_else_happens(whole: object):
    assert refusal(json.dumps(whole)).path


@given(path=st.sampled_from(PATHS), value=PLAIN_DATA)
def test_any_value_at_any_key_is_read_or_refused(path: str, value: object):
    with suppress(FactsError):
        assert isinstance(read_facts(example_with(path, value), FIRST), FactsDocument)
