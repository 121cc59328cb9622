"""Which backups are kept: a pure rule over their times and kinds."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HOURLY, DAILY, WEEKLY, MONTHLY = 24, 14, 8, 12
# A restore may have been a mistake; what was set aside by it stays this long.
AFTER_RESTORE = timedelta(days=30)
# And so long stays what somebody asked for, or what was taken before such a step.
ASKED_FOR = timedelta(days=30)


class Kind(StrEnum):
    """What a backup was taken for; it stands in its file name."""

    START = "start"
    HOURLY = "hourly"
    EXIT = "exit"
    REQUESTED = "requested"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"
    IMPORT = "before-import"


BY_ITSELF = frozenset({Kind.START, Kind.HOURLY, Kind.EXIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One backup of a place, as far as the rule needs to know it.

    Attributes:
        made: aware; when it was taken.
        verified: True if it is what was verified by reopening, byte for byte.
    """

    name: str
    made: datetime
    kind: Kind
    verified: bool


def expendable(
    found: Iterable[Kept], *, restored: datetime | None = None
) -> tuple[Kept, ...]:
    """Return the backups that may be deleted, oldest first.

    Of each of the last 24 hours, 14 days, 8 weeks and 12 months that have any, the
    newest verified one is kept, and everything from before a migration. What was
    asked for, or taken before a restore or an import, counts as the others do after
    thirty days. A backup that is not verified is never deleted, and never counts as
    one to keep.

    Args:
        found: everything in one place.
        restored: when these records were last restored; what is older stays for
            thirty days after it, counted to the newest verified backup.

    Source:
        reliability.md R52; product.md, decision 19.
    """
    verified = sorted((one for one in found if one.verified), key=_age)
    kept = {one.name for one in verified if one.kind is Kind.MIGRATION}
    for period, most in _PERIODS:
        kept |= {one.name for one in _newest_of_each(verified, period, most)}
    kept |= {one.name for one in verified if _is_asked_for(one, verified[-1].made)}
    if verified and restored and verified[-1].made < restored + AFTER_RESTORE:
        kept |= {one.name for one in verified if one.made <= restored}
    return tuple(one for one in verified if one.name not in kept)


def _is_asked_for(one: Kept, newest: datetime) -> bool:
    return one.kind not in BY_ITSELF and one.made > newest - ASKED_FOR


def _newest_of_each(
    verified: Sequence[Kept], period: Callable[[datetime], Hashable], most: int
) -> list[Kept]:
    """Return the newest backup of each of the last periods that have one."""
    newest = {period(one.made): one for one in verified}
    return sorted(newest.values(), key=_age)[-most:]


def _age(one: Kept) -> tuple[datetime, str]:
    return one.made, one.name


_PERIODS: tuple[tuple[Callable[[datetime], Hashable], int], ...] = (
    (lambda at: (at.date(), at.hour), HOURLY),
    (lambda at: at.date(), DAILY),
    (lambda at: at.isocalendar()[:2], WEEKLY),
    (lambda at: (at.year, at.month), MONTHLY),
)
