"""Each write of the store: who may do it, and how it is done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scheduler.core.facts import Booking, FactsDocument
from scheduler.store.account_values import PersonId
from scheduler.store.backup_values import Outcome
from scheduler.store.retention import Kind
from scheduler.store.signing import Subject
from scheduler.store.store import Store
from scheduler.store.values import (
    FactId,
    FactKind,
    ParticipantId,
    Role,
    Writer,
)
from tests.people import (
    OTHER_PASSWORD,
    TEMPORARY,
    colleague,
)
from tests.store.given import (
    ADA,
    BASELINE,
    DIGEST,
    SITE,
    clock,
    sheet,
)

REASON = "as the matrix asks"
WEIGHT = FactId(FactKind.WEIGHT, 1)
BOOKED = Booking(visit="C9D1", on=date(2026, 12, 1))
ANOTHER = replace(ADA, code="PL03-0099")
NEW = "entirely new words"
MADE = Outcome(folder=Path("backups"), kind=Kind.REQUESTED, at=clock(), name="a")

# The roles by their own words, so that the table below reads like the one for people.
CO, IN, PH, MO, AD = (
    Role.COORDINATOR,
    Role.INVESTIGATOR,
    Role.PHARMACIST,
    Role.MONITOR,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True)
class Desk:
    """A file with an account of every role, one of whom is at the desk."""

    store: Store
    ada: ParticipantId
    by: Writer
    colleague: PersonId
    left: PersonId

    def facts(self) -> FactsDocument:
        return FactsDocument(study=SITE.study, participant=ANOTHER, facts=())


Write = Callable[[Desk], object]


# Each write of the store: who may, and how it is done.
def record_and_undo(desk: "Desk") -> None:
    """Undo takes back what the same person has recorded."""
    desk.store.record_fact(desk.ada, BOOKED, by=desk.by)
    wanted = desk.store.undoable(by=desk.by)
    assert wanted
    desk.store.undo(wanted, by=desk.by)


WRITES: dict[str, tuple[set[Role], Write]] = {
    "set_site": (
        {CO, IN, AD},
        lambda d: d.store.set_site(
            replace(SITE, name="New"), ver=1, reason=REASON, by=d.by
        ),
    ),
    "close_days": (
        {CO, IN},
        lambda d: d.store.close_days(
            replace(SITE, closed_days=(BOOKED.on,)),
            {d.ada: (BOOKED,)},
            ver=1,
            reason=REASON,
            by=d.by,
        ),
    ),
    "add_participant": ({CO, IN}, lambda d: d.store.add_participant(ANOTHER, by=d.by)),
    "correct_participant": (
        {CO, IN},
        lambda d: d.store.correct_participant(
            d.ada, 1, replace(ADA, birth_year=1960), reason=REASON, by=d.by
        ),
    ),
    "withdraw_participant": (
        {CO, IN},
        lambda d: d.store.withdraw_participant(d.ada, 1, reason=REASON, by=d.by),
    ),
    "restore_participant": (
        {CO, IN},
        lambda d: d.store.restore_participant(d.ada, 1, reason=REASON, by=d.by),
    ),
    "record_visit": (
        {CO, IN, PH},
        lambda d: d.store.record_visit(d.ada, (BOOKED,), by=d.by),
    ),
    "record_fact": (
        {CO, IN, PH},
        lambda d: d.store.record_fact(d.ada, BOOKED, by=d.by),
    ),
    "book_visit": ({CO, IN, PH}, lambda d: d.store.book_visit(d.ada, BOOKED, by=d.by)),
    "book_visits": (
        {CO, IN, PH},
        lambda d: d.store.book_visits(d.ada, (BOOKED,), by=d.by),
    ),
    "delay_visit": (
        {CO, IN, PH},
        lambda d: d.store.delay_visit(d.ada, (BOOKED,), (), by=d.by),
    ),
    "correct_fact": (
        {CO, IN, PH},
        lambda d: d.store.correct_fact(
            WEIGHT, 1, replace(BASELINE, grams=62500), reason=REASON, by=d.by
        ),
    ),
    "withdraw_fact": (
        {CO, IN, PH},
        lambda d: d.store.withdraw_fact(WEIGHT, 1, reason=REASON, by=d.by),
    ),
    "restore_fact": (
        {CO, IN, PH},
        lambda d: d.store.restore_fact(WEIGHT, 1, reason=REASON, by=d.by),
    ),
    "undo": ({CO, IN, PH}, record_and_undo),
    "sign": (
        {CO, IN},
        lambda d: d.store.sign(Subject.PROFILE, DIGEST, OTHER_PASSWORD, by=d.by),
    ),
    "print_sheet": (
        {CO, IN, PH},
        lambda d: d.store.print_sheet(sheet(d.store, d.ada), by=d.by),
    ),
    "record_event": (
        set(Role),
        lambda d: d.store.record_event("export", [("file", "PL03.csv")], by=d.by),
    ),
    "load_documents": (
        {CO, IN},
        lambda d: d.store.load_documents([d.facts()], by=d.by),
    ),
    "add_person": (
        {AD},
        lambda d: d.store.add_person(colleague("New One", MO), TEMPORARY, by=d.by),
    ),
    "reset_password": (
        {AD},
        lambda d: d.store.reset_password(d.colleague, NEW, reason=REASON, by=d.by),
    ),
    "unlock_account": (
        {AD},
        lambda d: d.store.unlock_account(d.colleague, reason=REASON, by=d.by),
    ),
    "change_role": (
        {AD},
        lambda d: d.store.change_role(d.colleague, 1, IN, reason=REASON, by=d.by),
    ),
    "disable_person": (
        {AD},
        lambda d: d.store.disable_person(d.colleague, 1, reason=REASON, by=d.by),
    ),
    "enable_person": (
        {AD},
        lambda d: d.store.enable_person(d.left, 2, reason=REASON, by=d.by),
    ),
    "renew_recovery_code": (
        {AD},
        lambda d: d.store.renew_recovery_code(OTHER_PASSWORD, by=d.by),
    ),
    "note_backups": (set(Role), lambda d: d.store.note_backups([MADE], by=d.by)),
    "change_password": (
        set(Role),
        lambda d: d.store.change_password(OTHER_PASSWORD, NEW, by=d.by),
    ),
}
