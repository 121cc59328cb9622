"""Draws real sheets for the preview, and remembers what was recorded."""

from scheduler.documents.stamp import PageSize
from scheduler.errors import CycleDeskError
from tests.documents.samples import pdf, sheet, treated
from ui.printing import (
    RenderedSheet,
)

POINTS = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}


class RefusedError(CycleDeskError):
    pass


class Desk:
    """Stands in for the records: what was drawn, what was kept."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, int, str]] = []
        self.refuses: CycleDeskError | None = None
        self.cannot_draw: CycleDeskError | None = None
        self.note = ""

    def make(self, page: PageSize) -> RenderedSheet:
        if self.cannot_draw:
            raise self.cannot_draw
        found = sheet(treated(), note=self.note)
        return RenderedSheet(
            pdf=pdf(found, page),
            title=found.name,
            file_name=found.file_name,
            sheet=found.stamp.sheet,
            issue=found.stamp.issue,
        )

    def record(self, rendered: RenderedSheet, page: str) -> None:
        if self.refuses:
            raise self.refuses
        self.kept.append((rendered.sheet, rendered.issue, page))
