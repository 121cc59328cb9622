"""Every plan of a backup made anew, and compared with what the program made then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.core.facts import FactsDocument
from scheduler.core.plan_digest import digest, plan_rows
from scheduler.readable import Readable


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """One row of a plan that this program makes otherwise.

    Attributes:
        name: of the row, such as ``visits C3D1``.
        now: the row as it is made now; None if there is none any more.
        before: True if there was such a row.
    """

    participant: str
    name: str
    now: Mapping[str, Any] | None
    before: bool


def replayed(
    readable: Readable,
    documents: Mapping[str, FactsDocument],
    kept: Mapping[str, Mapping[str, str]],
) -> Iterator[ChangedRow]:
    """Yield each row of every plan that is not what it was.

    Args:
        readable: makes the plans, as of the day of the backup.
        documents: of all participants, by code.
        kept: the digests that the backup holds.
    """
    for code in sorted({*documents, *kept}):
        rows = _rows(readable, documents.get(code))
        before = kept.get(code, {})
        for name in sorted({*rows, *before}):
            now = rows.get(name)
            if now is None or before.get(name) != digest(now):
                yield ChangedRow(
                    participant=code, name=name, now=now, before=name in before
                )


def _rows(
    readable: Readable, document: FactsDocument | None
) -> Mapping[str, Mapping[str, Any]]:
    if document is None:
        return {}
    return plan_rows(readable.study_of(document), readable.plan(document))
