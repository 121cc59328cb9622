"""History on paper: a list of changes as plain data, with what was asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.core.dates import clinical_date
from scheduler.core.history import HistoryEntry
from scheduler.core.history_text import lines_of, source_text, zoned
from scheduler.documents.paper_text import ZERO_WIDTH_SPACE, Paper, for_paper
from scheduler.documents.stamp import DOT

TEMPLATE = "history.typ"
_NARROW = re.compile(r"\S{14}(?=\S)")  # what the narrowest column holds
_BREAK = rf"\g<0>{ZERO_WIDTH_SPACE}"
NOTHING = "No changes match."


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryList:
    """One printed list of changes.

    Attributes:
        entries: in the order in which they are printed.
        asked: what was filtered for, one sentence each; empty for everything.
        printed_at: aware.
        by: who printed it.
        head: how far History had got: the last number and the seal of its end.
        demo: True for invented participants.
    """

    entries: Sequence[HistoryEntry]
    asked: Sequence[str]
    protocol: str
    site: str
    printed_at: datetime
    by: str
    app_version: str
    head: str = ""
    demo: bool = False

    @property
    def name(self) -> str:
        """What the document is called in a list of documents."""
        return f"History of site {self.site}, {clinical_date(self.printed_at.date())}"

    def as_json(self) -> dict[str, Paper]:
        """Return plain data for the template, every text fit for paper."""
        lines = [line for entry in self.entries for line in lines_of(entry)]
        fields = sum(len(entry.fields) for entry in self.entries)
        printed: dict[str, Paper] = {
            "name": self.name,
            "protocol": self.protocol,
            "site": self.site,
            "asked": list(self.asked) or ["Everything"],
            "count": f"{_counted(len(lines), 'line')}, {_counted(fields, 'field')}",
            "nothing": "" if lines else NOTHING,
            "line": DOT.join(self._stamp()),
            "demo": self.demo,
            "rows": [_row(line.entry, line.what, line.old, line.new) for line in lines],
        }
        return {key: _narrow(for_paper(value)) for key, value in printed.items()}

    def _stamp(self) -> list[str]:
        at = f"Printed {zoned(self.printed_at)} by {self.by}"
        head = [f"History up to {self.head}"] if self.head else []
        return [at, *head, f"App {self.app_version}"]


def _row(entry: HistoryEntry, what: str, old: str, new: str) -> list[str]:
    person = f"{entry.person}, {entry.role}"
    reason, source = entry.reason or "", source_text(entry)
    cells = zoned(entry.at), person, entry.participant or "", what, old, new
    return [*cells, reason, source]


def _narrow(value: Paper) -> Paper:
    """Let words break that no column holds."""
    if isinstance(value, str):
        return _NARROW.sub(_BREAK, value)
    if isinstance(value, Sequence):
        return [_narrow(found) for found in value]
    return value


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")
