"""The next visits before and after a delay, as rows."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.comparison import Both
from scheduler.core.dates import date_range, weekday_date
from scheduler.core.plan import Plan
from scheduler.core.visits import Status, Visit
from ui.models.columns import Column, ColumnsTable
from ui.models.spoken import long_date, long_window
from ui.models.visit_reasons import why_date, why_window
from ui.wording import status_word, verdict_words

STOPPED = frozenset({Status.ON_HOLD, Status.CANCELLED})


class DelayTable(ColumnsTable[Both]):
    """Rows are ``core.comparison.Both``: one visit in both plans.

    Args:
        parent: who owns the model.

    Source:
        ux.md 3.9, D-09, D-13: every date whole.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        self._stays: Mapping[str, str] = {}
        self._closed: Mapping[date, str] = {}
        super().__init__([*self._days(), *_verdicts(), self._site()], parent)

    def show_rows(
        self, rows: list[Both], stays: Mapping[str, str], after: Plan
    ) -> None:
        """Replace the rows.

        Args:
            rows: the visits in both plans.
            stays: why a visit keeps its day, by its name.
            after: the plan as it becomes, for the days on which the site works.
        """
        self._stays = stays
        days = {row.after.expected for row in rows}
        why = {day: after.calendar.why_closed(day) for day in days}
        self._closed = {day: said for day, said in why.items() if said}
        self.set_rows(rows)

    def _days(self) -> list[Column[Both]]:
        return [
            Column(
                heading=_tr("Visit"),
                text=lambda row: row.visit,
                why=lambda row: row.after.why,
                strong=True,
            ),
            Column(
                heading=_tr("Now"),
                text=lambda row: weekday_date(row.before.expected),
                spoken=lambda row: long_date(row.before.expected),
                why=lambda row: why_date(row.before),
            ),
            Column(
                heading=_tr("After"),
                text=_after,
                spoken=lambda row: (
                    _after(row) if _held(row) else long_date(row.after.expected)
                ),
                why=self._why_after,
                strong=True,
            ),
            Column(heading=_tr("Change"), text=_change, why=self._why_after),
        ]

    def _why_after(self, row: Both) -> str:
        """Say by what rule a visit has its day, or keeps it."""
        return self._stays.get(row.visit) or why_date(row.after)

    def _site(self) -> Column[Both]:
        return Column(
            heading=_tr("Site"),
            text=self._open,
            why=lambda row: f"{_after(row)}: {self._open(row)}",
        )

    def _open(self, row: Both) -> str:
        if _held(row):
            return ""
        closed = self._closed.get(row.after.expected)
        return _tr("closed: {0}").format(closed) if closed else _tr("open day")


def _verdicts() -> list[Column[Both]]:
    return [
        Column(
            heading=_tr("Window after"),
            text=lambda row: date_range(*row.after.window),
            spoken=lambda row: long_window(row.after.window),
            why=lambda row: why_window(row.after),
        ),
        Column(
            heading=_tr("Verdict"),
            text=_verdict,
            why=lambda row: f"{_verdict(row)}. {why_window(row.after)}",
            status=lambda row: row.after.status,
            outside=lambda row: row.after.verdict,
        ),
    ]


def verdict_of(visit: Visit) -> str:
    """Return where a visit lies by its window, or why it does not take place."""
    if visit.status in STOPPED:
        return status_word(visit.status)
    return verdict_words(visit.verdict)


def _verdict(row: Both) -> str:
    return verdict_of(row.after)


def _held(row: Both) -> bool:
    return row.after.status in STOPPED


def _after(row: Both) -> str:
    if row.after.status is Status.ON_HOLD:
        return _tr("no date yet")
    return weekday_date(row.after.expected)


def _change(row: Both) -> str:
    if _held(row):
        return _tr("on hold")
    words = "%n day" if abs(row.days) == 1 else "%n days"
    return f"{row.days:+d}" + words[2:] if row.days else _tr("stays")


def _tr(text: str) -> str:
    return QCoreApplication.translate("DelayTable", text)
