"""The day on which a later version of the profile took effect at the site."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from scheduler.core.facts import Site
from scheduler.core.facts_text import read_facts, write_facts
from scheduler.errors import FactsError
from scheduler.store.store import Store
from scheduler.store.values import Action, ParticipantId
from tests.core.profiles import FIRST
from tests.people import PASSWORDS, signed_in
from tests.store.given import AK, AMENDED, SITE, clock
from tests.store.refusals import refused

MAY, JUNE, JULY = (date(2026, month, 2) for month in (5, 6, 7))
REASON = "approved later"

Versions = tuple[tuple[str, date], ...]


def in_force(store: Store) -> Versions:
    stored = store.site()
    assert stored
    return stored.site.versions


def keep(store: Store, versions: Versions):
    """Save another list of versions, with a reason."""
    stored = store.site()
    assert stored
    ours = replace(stored.site, versions=versions)
    return store.set_site(ours, ver=stored.ver, reason=REASON, by=AK)


def test_versions_are_added_moved_and_taken_back(store: Store):
    steps: Iterable[Versions] = (
        (("2.0", MAY),),
        (("2.0", MAY), ("3.0", JULY)),
        (("2.0", JUNE), ("3.0", JULY)),
        (("3.0", JULY),),
        (("2.0", JULY), ("3.0", JULY)),
        (),
    )
    for step in steps:
        assert keep(store, step)
        assert in_force(store) == step
        assert not keep(store, step)


def test_history_says_which_version_was_moved_from_which_day_and_why(store: Store):
    keep(store, (("2.0", MAY),))
    keep(store, (("2.0", JUNE),))
    keep(store, ())
    rows = [
        (row.action, row.field, row.old, row.new, row.reason)
        for row in reversed(store.history())
        if row.record == "site_versions"
    ]
    assert rows == [
        (Action.CREATE, "version", None, "2.0", None),
        (Action.CREATE, "in_force_from", None, "2026-05-02", None),
        (Action.CORRECT, "in_force_from", "2026-05-02", "2026-06-02", REASON),
        (Action.WITHDRAW, "withdrawn", "0", "1", REASON),
    ]


def test_the_facts_that_are_handed_out_carry_the_versions(
    store: Store, ada: ParticipantId
):
    versions = (("2.0", MAY), ("3.0", MAY))
    keep(store, versions)
    found = store.document(ada)
    assert found.site == Site(country="PL", versions=versions)
    assert store.documents()[ada] == found
    assert read_facts(write_facts(found), AMENDED) == found
    again = replace(found, participant=replace(found.participant, code="PL03-0099"))
    assert store.load_documents([again], by=AK)


def test_the_order_in_which_versions_are_named_means_nothing(
    store: Store,
):
    keep(store, (("3.0", JULY), ("2.0", MAY)))
    assert in_force(store) == (("2.0", MAY), ("3.0", JULY))
    assert not keep(store, (("3.0", JULY), ("2.0", MAY)))


@pytest.mark.parametrize(
    ("versions", "key", "said"),
    [
        ((("4.0", MAY),), "site.versions.4.0", "The keys here are 2.0, 3.0."),
        (
            (("2.0", JUNE), ("3.0", MAY)),
            "site.versions.3.0",
            "2026-05-02 is before 2026-06-02, on which 2.0 took effect.",
        ),
        ((("2.0", date(2200, 1, 1)),), "site.versions.2.0", "is not from 1900-01-01"),
        ((("2.0", MAY), ("2.0", JUNE)), "site", "cannot be written down exactly"),
    ],
    ids=["unknown", "out of order", "off the calendar", "twice"],
)
def test_versions_that_a_facts_document_could_not_hold_are_refused(
    store: Store, versions: Versions, key: str, said: str
):
    error = refused(store, FactsError, lambda: keep(store, versions))
    assert error.path == key
    assert said in error.problem


def test_a_profile_without_later_versions_has_none_to_take_effect(store: Store):
    plain = signed_in(Store(store.database, clock, FIRST, PASSWORDS), AK)
    ours = replace(SITE, versions=(("2.0", MAY),))
    error = refused(
        plain, FactsError, lambda: plain.set_site(ours, ver=1, reason=REASON, by=AK)
    )
    assert error.path == "site.versions.2.0"
