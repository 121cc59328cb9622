"""Printed sheets, and documents that come in and go out whole."""

from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest

from scheduler.core.facts import FactsDocument, Site
from scheduler.errors import FactsError, SheetNumberTakenError, SiteMissingError
from scheduler.store.connection import open_memory
from scheduler.store.fact_rows import FACT_TABLES, kind_of
from scheduler.store.record_rows import PARTICIPANTS
from scheduler.store.store import Store
from scheduler.store.values import Changes, ParticipantId, Topic
from tests.core.profiles import FIRST
from tests.people import PASSWORDS, from_before
from tests.store.given import ADA, AK, EVERY_FACT, SITE, clock, sheet
from tests.store.refusals import refused

OTHER = replace(ADA, code="PL03-0031")


def test_sheets_are_numbered_and_an_issue_names_the_one_it_replaces(
    store: Store, ada: ParticipantId
):
    for visit in ("C1D1", "C2D1", "C1D1"):
        changes = store.print_sheet(sheet(store, ada, visit), by=AK)
        assert changes == Changes.to(Topic.SHEETS, participants=[ada])
    printed = [
        (one.number, one.visit, one.issue, one.replaces) for one in store.sheets(ada)
    ]
    assert printed == [
        ("S000001", "C1D1", 1, None),
        ("S000002", "C2D1", 1, None),
        ("S000003", "C1D1", 2, "S000001"),
    ]


def test_a_sheet_whose_number_was_taken_is_not_printed(
    store: Store, ada: ParticipantId
):
    coming = sheet(store, ada)
    store.print_sheet(sheet(store, ada, "C2D1"), by=AK)
    refused(store, SheetNumberTakenError, lambda: store.print_sheet(coming, by=AK))
    assert [one.visit for one in store.sheets(ada)] == ["C2D1"]


def document(**changed: object):
    plain = FactsDocument(study=SITE.study, participant=OTHER, facts=EVERY_FACT)
    return replace(plain, **changed)


def test_documents_come_back_as_they_were_loaded(store: Store, ada: ParticipantId):
    site = Site(country="PL")
    loaded = [
        document(participant=replace(ADA, code=f"PL03-{n:04d}"), site=site)
        for n in range(100, 220)
    ]
    changes = store.load_documents(loaded, by=AK)
    assert changes.topics == {Topic.PARTICIPANTS, Topic.FACTS}
    assert changes.participants == {one.id for one in store.participants()} - {ada}
    assert list(store.documents().values())[1:] == loaded
    rows = [FACT_TABLES[kind_of(fact)].split(fact) for fact in EVERY_FACT]
    rows.append(PARTICIPANTS.split(loaded[0].participant))
    filled = sum(cell is not None for row in rows for cell in row.values())
    counts = Counter(row.participant for row in store.history(limit=1_000_000))
    assert {counts[number] for number in changes.participants} == {filled}


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"study": "another"}, "documents[1].study"),
        ({"site": Site(country="DE")}, "documents[1].site"),
        ({"settings": (("next_day_1", "fixed"),)}, "documents[1].settings"),
    ],
    ids=["study", "site", "settings"],
)
def test_a_document_that_does_not_belong_here_is_refused_with_all_the_others(
    store: Store, changed: dict[str, object], key: str
):
    documents = [document(), document(participant=replace(OTHER, code="B"), **changed)]
    error = refused(store, FactsError, lambda: store.load_documents(documents, by=AK))
    assert error.path == key


def test_without_a_site_there_are_no_documents():
    with closing(open_memory()) as database:
        store = Store(database, clock, FIRST, PASSWORDS)
        from_before(store, AK)
        assert store.site() is None
        assert store.documents() == {}
        refused(
            store, SiteMissingError, lambda: store.load_documents([document()], by=AK)
        )
        [ada] = store.add_participant(ADA, by=AK).participants
        with pytest.raises(SiteMissingError):
            store.document(ada)
