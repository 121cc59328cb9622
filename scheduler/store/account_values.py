"""What the store says of accounts and of who is signed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import NewType

from scheduler.store.values import Person

PersonId = NewType("PersonId", int)


class PasswordState(Enum):
    """What kind of password an account has."""

    NONE = auto()
    TEMPORARY = auto()
    OWN = auto()


@dataclass(frozen=True, slots=True)
class SignIn:
    """When and where somebody signed in."""

    at: datetime
    workstation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account of a person, with the version that was read.

    Attributes:
        enabled: False once the person has left; the name stays taken.
        locked_since: when too many wrong passwords locked it, or None.
        last_sign_in: None if there was none yet.
    """

    id: PersonId
    ver: int
    person: Person
    enabled: bool
    password: PasswordState
    locked_since: datetime | None
    last_sign_in: SignIn | None

    @property
    def can_sign_in(self) -> bool:
        """Whether there is a password, and the person has not left."""
        return self.enabled and self.password is not PasswordState.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One account in use at one workstation.

    Attributes:
        until: when it ended or was last seen; None while nothing says that it ended.
    """

    person: str
    workstation: str
    since: datetime
    until: datetime | None


class Event(StrEnum):
    """What happens besides changes of records, as History names it."""

    SIGN_IN = "sign-in"
    REFUSED = "sign-in refused"
    SIGN_OUT = "sign-out"
    IDLE_LOCK = "idle lock"
    UNLOCK = "unlock"
    ACCOUNT_UNLOCKED = "account unlocked"
    NEW_CODE = "recovery code made anew"
