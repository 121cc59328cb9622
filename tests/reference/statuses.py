"""The status of a row: a table of conditions, of which the first that fits decides."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.reference.course import Row

UNRULED = "not planned"  # what no rule plans waits for its record, never overdue


@dataclass(frozen=True, slots=True)
class Around:
    """What the status of a row depends on beside the row.

    Attributes:
        following: the next row of the same kind, if there is one.
        cancels: the last day on which the visit still takes place, if there is one.
        holds: when the infusion is withheld, both days inclusive.
        infusion_ended: the last day of the infusion, if it has ended.
    """

    as_of: int
    following: Row | None
    cancels: int | None
    holds: list[tuple[int, int]]
    infusion_ended: int | None


Condition = Callable[[Row, Around], bool]


def _cancelled(row: Row, around: Around) -> bool:
    return around.cancels is not None and row.arranged > around.cancels


def _on_hold(row: Row, around: Around) -> bool:
    ended = around.infusion_ended
    if not row.infusion or (ended is not None and row.arranged > ended):
        return False
    return any(first <= row.arranged <= last for first, last in around.holds)


def _over(row: Row, around: Around) -> bool:
    return around.as_of > row.closes


def _missed(row: Row, around: Around) -> bool:
    if row.said == "missed":
        return True
    following = around.following
    return (
        following is not None
        and _over(row, around)
        and (around.as_of >= following.opens or following.outcome is not None)
    )


def _overdue(row: Row, around: Around) -> bool:
    ahead = row.booked is not None and row.booked >= around.as_of
    return _over(row, around) and not ahead


def _awaiting(row: Row, around: Around) -> bool:
    return row.booked is not None and row.booked < around.as_of


TABLE: tuple[tuple[str, Condition], ...] = (
    ("recorded", lambda row, _: row.actual is not None),
    ("not done", lambda row, _: row.said == "not done"),
    ("cancelled", _cancelled),
    ("on hold", _on_hold),
    ("missed", _missed),
    ("awaiting confirmation", lambda row, _: row.kind == UNRULED),
    ("overdue", _overdue),
    ("planned", lambda row, _: row.booked is not None and row.booked > row.closes),
    ("last day", lambda row, around: around.as_of == row.closes),
    ("awaiting confirmation", _awaiting),
    ("due", lambda row, around: row.opens <= around.as_of <= row.closes),
    ("planned", lambda *_: True),
)


def status(row: Row, around: Around) -> str:
    """Return the first word of the table that fits."""
    return next(word for word, fits in TABLE if fits(row, around))


def days_outside(row: Row, word: str, as_of: int) -> int:
    """Return days outside the window, early negative; unrecorded rows by today."""
    if word in ("missed", "not done", "cancelled") or row.kind == UNRULED:
        return 0
    if row.actual is None:
        return max(0, as_of - row.closes)
    return min(0, row.actual - row.opens) + max(0, row.actual - row.closes)
