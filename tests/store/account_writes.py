"""What comes before each write about accounts, and the write."""

from collections.abc import Callable

from scheduler.store.account_values import PersonId
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId, Role
from tests.people import OTHER_PASSWORD, PASSWORD, TEMPORARY, colleague
from tests.store.given import AK

Write = Callable[[Store, ParticipantId], object]
BEN, BENS = colleague("B. Nowak", Role.PHARMACIST), PersonId(2)
NOTHING: Write = lambda _store, _ada: None  # noqa: E731
ENTERED: Write = lambda store, _: store.add_person(BEN, TEMPORARY, by=AK)  # noqa: E731


def DISABLED(store: Store, ada: ParticipantId) -> object:  # noqa: N802  one of these
    ENTERED(store, ada)
    return store.disable_person(BENS, 1, reason="has left", by=AK)


ACCOUNT_WRITES: dict[str, tuple[Write, Write]] = {
    "add_person": (
        NOTHING,
        lambda store, _: store.add_person(BEN, TEMPORARY, by=AK),
    ),
    "reset_password": (
        ENTERED,
        lambda store, _: store.reset_password(
            BENS, OTHER_PASSWORD, reason="mislaid", by=AK
        ),
    ),
    "change_role": (
        ENTERED,
        lambda store, _: store.change_role(
            BENS, 1, Role.MONITOR, reason="new contract", by=AK
        ),
    ),
    "disable_person": (
        ENTERED,
        lambda store, _: store.disable_person(BENS, 1, reason="has left", by=AK),
    ),
    "enable_person": (
        DISABLED,
        lambda store, _: store.enable_person(BENS, 2, reason="came back", by=AK),
    ),
    "change_password": (
        NOTHING,
        lambda store, _: store.change_password(PASSWORD, OTHER_PASSWORD, by=AK),
    ),
    "renew_recovery_code": (
        NOTHING,
        lambda store, _: store.renew_recovery_code(PASSWORD, by=AK),
    ),
    "sign_in": (
        ENTERED,
        lambda store, _: store.sign_in(
            BEN.name,
            TEMPORARY,
            new_password=OTHER_PASSWORD,
            workstation="desk-2",
            program="0.1.0",
        ),
    ),
    "recover": (
        lambda store, _: store.sign_out(AK),
        lambda store, _: store.recover(
            AK.person,
            store.database.identity.recovery_code,
            OTHER_PASSWORD,
            workstation="desk-1",
            program="0.1.0",
        ),
    ),
}
