"""What may stand against a date that was read: what has happened is not ahead."""

from collections.abc import Callable
from datetime import date

from scheduler.errors import FutureFactError
from ui.wording import wording


def happened(kind: str, today: date) -> Callable[[date], str]:
    """Return a check that a date is not later than today.

    Args:
        kind: what is dated, for the records' own error.
        today: the last day on which it can have happened.

    Source:
        product.md, decision 7.
    """

    def problem(on: date) -> str:
        if on <= today:
            return ""
        return wording(FutureFactError(kind=kind, on=on, today=today))

    return problem
