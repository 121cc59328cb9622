"""Facts that cannot both be true; each problem names both paths."""

from collections.abc import Iterator

from scheduler.core.facts import FactsDocument
from scheduler.core.study import Settings, Study
from scheduler.errors import FactsError


def contradictions(
    document: FactsDocument, study: Study, settings: Settings
) -> Iterator[FactsError]:
    """Yield everything in a document that contradicts something else in it."""
    yield from ()
