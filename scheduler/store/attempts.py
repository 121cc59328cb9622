"""Wrong passwords: how long the next attempt waits, and when an account is locked.

Counted from History at every attempt, so that ending the program resets nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

WAITS = (2, 5, 15, 60)  # seconds after the first, second, third and fourth
MOST = len(WAITS) + 1
WRONG = "wrong password"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an account stands after its last attempts.

    Attributes:
        wrong: wrong passwords since the last right one, unlocking or new password.
        wait: seconds until the next attempt is looked at.
        locked_since: when the account was locked, or None if it is not.
    """

    wrong: int = 0
    wait: int = 0
    locked_since: datetime | None = None

    @property
    def left(self) -> int:
        """How many wrong passwords are left before the account is locked."""
        return MOST - self.wrong


def standing(wrong: Iterable[datetime], now: datetime) -> Standing:
    """Return where an account stands.

    Args:
        wrong: when each wrong password was tried, oldest first, since the last
            right one.
        now: the moment of the next attempt.

    A clock that was set back makes nobody wait: the count goes on all the same.
    """
    tried = tuple(wrong)
    if len(tried) >= MOST:
        return Standing(wrong=len(tried), locked_since=tried[MOST - 1])
    if not tried:
        return Standing()
    wait, passed = WAITS[len(tried) - 1], int((now - tried[-1]).total_seconds())
    left = wait - passed if 0 <= passed < wait else 0
    return Standing(wrong=len(tried), wait=left)
