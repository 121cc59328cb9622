"""Participants: entered, corrected, withdrawn when entered by mistake, restored."""

from collections.abc import Iterable
from datetime import date

from scheduler.core.facts import Fact, FactsDocument, Participant, Site
from scheduler.errors import DuplicateParticipantError, FactsError, FutureFactError
from scheduler.store import facts, records
from scheduler.store.record_rows import PARTICIPANTS
from scheduler.store.site import core_site, stored_site
from scheduler.store.values import ParticipantId
from scheduler.store.writing import Transaction


def add(
    tx: Transaction, participant: Participant, known: Iterable[Fact]
) -> ParticipantId:
    """Enter a participant with the facts known so far; return the number.

    Raises:
        DuplicateParticipantError: the code is entered already.
        FutureFactError: a date of what happened is later than today.
    """
    _refuse_future(tx, participant)
    _refuse_second(tx, participant)
    number = ParticipantId(records.create(tx, PARTICIPANTS, participant))
    facts.record(tx, number, known)
    return number


def load(tx: Transaction, documents: Iterable[FactsDocument]) -> list[ParticipantId]:
    """Enter whole documents; return the numbers.

    Raises:
        FactsError: a document is of another study or site, or sets a setting.
    """
    site = stored_site(tx.conn).site
    own = Site(), core_site(site)
    numbers = []
    for number, document in enumerate(documents):
        _refuse_other(number, "study", document.study == site.study)
        _refuse_other(number, "site", document.site in own)
        _refuse_other(number, "settings", not document.settings)
        numbers.append(add(tx, document.participant, document.facts))
    return numbers


def correct(
    tx: Transaction, number: int, ver: int, participant: Participant, reason: str
) -> bool:
    """Put one description in the place of another; return whether any differed."""
    _refuse_future(tx, participant)
    records.unchanged(tx, PARTICIPANTS, number, ver, ours=participant)
    _refuse_second(tx, participant, besides=number)
    return records.correct(tx, PARTICIPANTS, number, ver, participant, reason)


def withdraw(tx: Transaction, number: int, ver: int, reason: str) -> bool:
    """Take out a participant entered by mistake; return whether it was in force."""
    return records.withdraw(tx, PARTICIPANTS, number, ver, reason)


def restore(tx: Transaction, number: int, ver: int, reason: str) -> bool:
    """Put a participant back; return whether it was withdrawn."""
    stored = records.unchanged(tx, PARTICIPANTS, number, ver, ours=None)
    _refuse_second(tx, stored.value, besides=number)
    return records.restore(tx, PARTICIPANTS, number, ver, reason)


def _refuse_second(tx: Transaction, participant: Participant, besides: int = 0) -> None:
    there = records.same(tx, PARTICIPANTS, PARTICIPANTS.split(participant))
    if there and there.number != besides:
        raise DuplicateParticipantError(code=there.value.code)


def _refuse_future(tx: Transaction, participant: Participant) -> None:
    entry = participant.entry
    over: dict[str, date | None] = {
        "consent": participant.consented,
        "randomization": participant.randomized,
        "Day 1 of the cycle in force": entry.day_1 if entry else None,
    }
    for kind, day in over.items():
        if day and day > tx.today:
            raise FutureFactError(kind=kind, on=day, today=tx.today)


def _refuse_other(number: int, key: str, fits: bool) -> None:
    if not fits:
        problem = "these records keep another one; nothing was saved"
        raise FactsError(path=f"documents[{number}].{key}", problem=problem)
