"""Every way in which the store takes facts."""

from collections.abc import Callable
from dataclasses import replace

from scheduler.core.facts import Fact, FactsDocument
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.store.given import ADA, AK, SITE

WRITERS: dict[str, Callable[[Store, ParticipantId, tuple[Fact, ...]], object]] = {
    "at one visit": lambda store, ada, facts: store.record_visit(ada, facts, by=AK),
    "one by one": lambda store, ada, facts: [
        store.record_fact(ada, fact, by=AK) for fact in facts
    ],
    "with the participant": lambda store, _, facts: store.add_participant(
        replace(ADA, code="PL03-0099"), facts=facts, by=AK
    ),
    "as a document": lambda store, _, facts: store.load_documents(
        [
            FactsDocument(
                study=SITE.study,
                participant=replace(ADA, code="PL03-0099"),
                facts=facts,
            )
        ],
        by=AK,
    ),
}
