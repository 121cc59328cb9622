"""What was recorded or booked under a name that no rule of the case plans."""

import re
from collections.abc import Iterable

from tests.reference.course import Row, take_visit
from tests.reference.record import Case, Record
from tests.reference.statuses import UNRULED
from tests.reference.visits import Others

NO_NUMBER = 400  # a visit without one in its name comes within so many days


class Unruled:
    """The rows of names that nothing plans, each on the one day it tells of."""

    def __init__(self, case: Case, record: Record, others: Others) -> None:
        self.case, self.record, self.others = case, record, others

    def rows(self) -> list[Row]:
        """Return a row for every such record, or booking that is not ahead."""
        told = {name: on for name, (on, _) in self.record.visits.items()}
        days = self.record.bookings | told
        planned = self._named_by_series(days)
        return [
            self._row(name, on)
            for name, on in sorted(days.items())
            if on <= self.record.as_of
            and name not in planned
            and not self._is_of_every_cycle(name)
        ]

    def _row(self, name: str, on: int) -> Row:
        said = self.record.visits.get(name)
        row = Row(name, self._visitnum(name), UNRULED, on, on, on)
        row.booked = None if said else on
        take_visit(row, said)
        return row

    def _is_of_every_cycle(self, name: str) -> bool:
        """Say whether that day is planned in the cycles, or turned on in this one."""
        labels = [visit.label for visit in self.case.study.cycle_visits]
        found = re.fullmatch(r"C\d+(D-?\d+)", name)
        known = name in self.case.settings.interim_visits
        return found is not None and (found[1] in labels or known)

    def _named_by_series(self, told: Iterable[str]) -> set[str]:
        """Return the names that series with an anchor yield, as far as any is told."""
        told_of = [int(number) for name in told for number in re.findall(r"\d+", name)]
        most = max([NO_NUMBER, *told_of])
        return {
            series.name.format(weeks=number, days=number)
            for series in self.case.study.anchored_visits
            if self.others.anchor(series.anchor) is not None
            for number in self.others.numbers(series, most)
        }

    def _visitnum(self, name: str) -> int:
        """Return the base of a series and the number, of an interim day, or 0."""
        if found := re.fullmatch(r"C(\d+)D(\d+)", name):
            base = self.case.study.interim_visits.visitnum_base
            return base + 1000 * int(found[2]) + int(found[1])
        for series in self.case.study.anchored_visits:
            pattern = re.sub(r"\\{\w+\\}", r"(\\d+)", re.escape(series.name))
            if found := re.fullmatch(pattern, name):
                return series.visitnum_base + int("".join(found.groups()) or 0)
        return 0
