"""Which role may do what, as one table; every write of the store names its right."""

from collections.abc import Collection
from enum import StrEnum

from scheduler.store.values import Role

COORDINATOR, INVESTIGATOR = Role.COORDINATOR, Role.INVESTIGATOR
PHARMACIST, MONITOR, ADMINISTRATOR = Role.PHARMACIST, Role.MONITOR, Role.ADMINISTRATOR


class Right(StrEnum):
    """What can be allowed, in the words that a refusal uses."""

    PARTICIPANTS = "enter and correct participants"
    FACTS = "record and correct what happened"
    PRINT = "print dosing sheets"
    IMPORT = "bring in whole documents"
    SITE = "change the site"
    PROFILE = "confirm the study profile"
    SIGN = "sign"
    EXPORT = "export and print what is recorded"
    BACK_UP = "make a backup"
    RESTORE = "restore a backup"
    PEOPLE = "look after accounts"
    OWN = "change one's own password"


_SITE_STAFF = frozenset({COORDINATOR, INVESTIGATOR})
_CARE = _SITE_STAFF | {PHARMACIST}
_EVERYBODY = frozenset(Role)

MATRIX: dict[Right, frozenset[Role]] = {
    Right.PARTICIPANTS: _SITE_STAFF,
    Right.FACTS: _CARE,
    Right.PRINT: _CARE,
    Right.IMPORT: _SITE_STAFF,
    Right.SITE: _SITE_STAFF | {ADMINISTRATOR},
    Right.PROFILE: _SITE_STAFF,
    Right.SIGN: _CARE,
    Right.EXPORT: _EVERYBODY,
    Right.BACK_UP: _EVERYBODY,
    Right.RESTORE: _SITE_STAFF | {ADMINISTRATOR},
    Right.PEOPLE: frozenset({ADMINISTRATOR}),
    Right.OWN: _EVERYBODY,
}

# Who looks after the accounts: the first of these of whom anybody can sign in.
MANAGERS = (
    frozenset({ADMINISTRATOR}),
    _SITE_STAFF,
    frozenset({PHARMACIST}),
)


def may(role: Role, right: Right, able: Collection[Role]) -> bool:
    """Return whether a role includes a right.

    Args:
        role: whose right is asked.
        right: what is to be done.
        able: the roles of everybody who can sign in.

    >>> may(Role.COORDINATOR, Right.PEOPLE, [Role.COORDINATOR])
    True
    >>> may(Role.COORDINATOR, Right.PEOPLE, [Role.COORDINATOR, Role.ADMINISTRATOR])
    False
    """
    if right is Right.PEOPLE:
        return role in managing(able)
    return role in MATRIX[right]


def managing(able: Collection[Role]) -> frozenset[Role]:
    """Return the roles that look after the accounts, none if nobody is left to."""
    ranks = (rank for rank in MANAGERS if rank & set(able))
    return next(ranks, frozenset())
