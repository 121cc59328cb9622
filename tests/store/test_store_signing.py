"""A signature: whose, for what, with the password each time, and for how long."""

from dataclasses import replace

import pytest

from scheduler.errors import ReasonRequiredError
from scheduler.store.people_errors import (
    LockedAccountError,
    OthersCanSignError,
    SignedAlreadyError,
    TemporaryPasswordError,
    TooSoonError,
    WrongPasswordError,
)
from scheduler.store.signing import Meaning, Subject
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId, Role, Writer
from scheduler.store.verify import verdict
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    TEMPORARY,
    colleague,
    with_account,
)
from tests.store.given import AK, DIGEST, NOW

CHANGED = DIGEST[::-1]
PROFILE = Subject.PROFILE
ALONE = "nobody else works here"


@pytest.fixture
def enrolled(memory: tuple[Store, ParticipantId]) -> tuple[Store, ParticipantId]:
    """In memory, for nothing here needs a file."""
    return memory


@pytest.fixture
def nowak(store: Store) -> Writer:
    return with_account(store, colleague("B. Nowak", Role.INVESTIGATOR), AK)


def test_two_people_confirm_a_content_and_no_other(store: Store, nowak: Writer):
    """R35: name, time with its zone, meaning, and what was signed."""
    store.sign(PROFILE, DIGEST, PASSWORD, by=AK)
    assert not store.is_confirmed(PROFILE, DIGEST)
    store.sign(PROFILE, DIGEST, OTHER_PASSWORD, by=nowak)
    assert store.is_confirmed(PROFILE, DIGEST)
    assert not store.is_confirmed(PROFILE, CHANGED)
    first, second = store.signatures(PROFILE)
    assert (first.person, second.person) == (AK.person, "B. Nowak")
    assert (first.at, first.at.utcoffset()) == (NOW, NOW.utcoffset())
    assert (first.meaning, second.role) == (Meaning.CONFIRMED, Role.INVESTIGATOR)
    assert first.covers(DIGEST)
    assert not first.covers(CHANGED)
    rows = [row for row in store.history() if row.record == "profile confirmed"]
    assert {row.new for row in rows} == {PROFILE.value, DIGEST}
    assert verdict(store.database).good


@pytest.mark.usefixtures("nowak")
def test_one_person_does_not_count_for_two(store: Store):
    """R35"""
    store.sign(PROFILE, DIGEST, PASSWORD, by=AK)
    with pytest.raises(SignedAlreadyError):
        store.sign(PROFILE, DIGEST, PASSWORD, by=AK)
    assert not store.is_confirmed(PROFILE, DIGEST)
    store.sign(PROFILE, CHANGED, PASSWORD, by=AK)
    assert [one.digest for one in store.signatures(PROFILE)] == [DIGEST, CHANGED]


def test_where_there_is_one_person_only_a_reason_stands_in_and_history_says_so(
    store: Store,
):
    """R35"""
    with pytest.raises(ReasonRequiredError):
        store.sign(PROFILE, DIGEST, PASSWORD, by=AK, alone_because=" no ")
    store.sign(PROFILE, DIGEST, PASSWORD, by=AK, alone_because=ALONE)
    assert store.is_confirmed(PROFILE, DIGEST)
    assert not store.is_confirmed(PROFILE, CHANGED)
    said = {(row.field, row.new): row.reason for row in store.history(limit=3)}
    assert said["people", "one person only"] == ALONE


@pytest.mark.usefixtures("nowak")
def test_a_reason_is_not_taken_where_somebody_else_can_sign(store: Store):
    """R35"""
    with pytest.raises(OthersCanSignError) as refused:
        store.sign(PROFILE, DIGEST, PASSWORD, by=AK, alone_because=ALONE)
    assert refused.value.others == ("B. Nowak",)
    assert store.signatures(PROFILE) == ()


def test_who_cannot_sign_does_not_count_as_somebody_else(store: Store):
    with_account(store, colleague("M. Monitor", Role.MONITOR), AK)
    store.sign(PROFILE, DIGEST, PASSWORD, by=AK, alone_because=ALONE)
    assert store.is_confirmed(PROFILE, DIGEST)


def test_a_wrong_password_signs_nothing_and_counts_as_an_attempt(store: Store):
    """R32, R35"""
    with pytest.raises(WrongPasswordError):
        store.sign(PROFILE, DIGEST, "somebody else's", by=AK)
    for _ in range(9):
        with pytest.raises((WrongPasswordError, TooSoonError, LockedAccountError)):
            store.sign(PROFILE, DIGEST, "somebody else's", by=AK)
    assert store.signatures(PROFILE) == ()


def test_a_signature_copied_to_another_content_is_found(store: Store):
    """R35, F46"""
    store.sign(PROFILE, DIGEST, PASSWORD, by=AK)
    conn = store.database.db.conn
    conn.execute(
        "INSERT INTO signatures SELECT 2, person, role, meaning, subject, ?, "
        "signed_utc, signed_zone FROM signatures",
        (CHANGED,),
    )
    [finding] = verdict(store.database).findings
    assert (finding.record, finding.record_id) == ("signatures", 2)
    assert store.signatures(PROFILE)[0] == replace(
        store.signatures(PROFILE)[1], digest=DIGEST
    )


def test_a_password_that_somebody_else_has_set_signs_nothing(
    store: Store, nowak: Writer
):
    """R35, R37: who resets a password could sign for its owner, still signed in."""
    account = next(one for one in store.accounts() if one.person.name == nowak.person)
    store.reset_password(account.id, TEMPORARY, reason="mislaid", by=AK)
    with pytest.raises(TemporaryPasswordError):
        store.sign(PROFILE, DIGEST, TEMPORARY, by=nowak)
    assert store.signatures(PROFILE) == ()


@pytest.mark.parametrize(
    "kind", ["profile confirmed", "account unlocked", "sign-in", "restore", "backup"]
)
def test_what_decides_something_is_not_told_as_any_event(store: Store, kind: str):
    """R26, R34: everybody may export, a monitor too, and History is believed."""
    monitor = with_account(store, colleague("M. Monitor", Role.MONITOR), AK)
    told = [("digest", DIGEST), ("people", "one person only")]
    with pytest.raises(ValueError, match=kind):
        store.record_event(kind, told, by=monitor)
    assert not store.is_confirmed(PROFILE, DIGEST)
