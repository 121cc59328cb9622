"""What a verification of the records found, in words."""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.store.anchors import Head
from scheduler.store.values import ParticipantId


class Doubt(StrEnum):
    """What a finding is about."""

    HISTORY = "history"
    RECORD = "record"
    AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as the program wrote it.

    Attributes:
        sentence: what it is, where, and what was expected.
        record: the table of the record that it is about, None if it is about none.
        save: the number of the save, None if it is about none.
    """

    doubt: Doubt
    sentence: str
    record: str | None = None
    record_id: int | None = None
    participant: ParticipantId | None = None
    save: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the records are as the program wrote them.

    Attributes:
        findings: what is not, in the order of History first; empty if all is.
        head: how far the chain goes.
        saves: how many saves were looked at.
    """

    findings: tuple[Finding, ...]
    head: Head
    saves: int

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
