"""Notices as rows: whose, when, and the sentence."""

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.dates import weekday_date
from scheduler.core.notices import MEANINGS
from scheduler.core.quantities import unbroken
from ui.models.columns import Column, ColumnsTable
from ui.models.spoken import long_date
from ui.models.today_lists import PlanNotice


class NoticesTable(ColumnsTable[PlanNotice]):
    """Rows are ``PlanNotice`` values in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[Column[PlanNotice]] = [
            Column(
                heading=_tr("Participant"),
                text=lambda r: r.plan.participant.code,
                strong=True,
            ),
            Column(
                heading=_tr("Date"),
                text=lambda r: weekday_date(r.notice.on),
                sort=lambda r: r.notice.on.toordinal(),
                spoken=lambda r: long_date(r.notice.on),
                why=lambda r: r.notice.sentence,
            ),
            Column(
                heading=_tr("Notice"),
                text=lambda r: unbroken(r.notice.sentence),
                why=_why,
            ),
        ]
        super().__init__(columns, parent)


def _why(row: PlanNotice) -> str:
    """Say of what kind a notice is, and by which plan."""
    words = _tr("{meaning}, by the plan as of {day}")
    day = weekday_date(row.plan.as_of)
    return words.format(meaning=MEANINGS[row.notice.code], day=day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoticesTable", text)
