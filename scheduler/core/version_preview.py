"""What another version of the profile would change, participant by participant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from scheduler.core.closed_days import CountryDays
from scheduler.core.cycles import Window
from scheduler.core.facts import FactsDocument
from scheduler.core.facts_text import refuse_unreadable
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from scheduler.core.versions import plan_for
from scheduler.core.visits import Status, Visit
from scheduler.errors import UnknownVersionError


class Effect(StrEnum):
    """What becomes of one visit."""

    MOVED = "moved"
    WINDOW = "window changes"
    NEW = "new"
    GONE = "no longer planned"
    DONE = "unchanged because done"
    SAME = "unchanged"


class PreviewRow(NamedTuple):
    """One visit before and after a version takes effect.

    Attributes:
        old: the expected day before, or None for a visit that was not planned.
        new: the expected day after, or None for one that is no longer planned.
        window: its window after, or before if it is no longer planned.
        verdict: days outside that window, early negative.
    """

    visit: str
    effect: Effect
    old: date | None
    new: date | None
    window: Window
    verdict: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Everything that a version would do to one participant, by the day after.

    Attributes:
        as_of: the day on which both plans were made.
    """

    code: str
    as_of: date
    rows: tuple[PreviewRow, ...]

    @property
    def changed(self) -> tuple[PreviewRow, ...]:
        """The rows that would be others."""
        same = {Effect.DONE, Effect.SAME}
        return tuple(row for row in self.rows if row.effect not in same)


def preview_version(
    study: Study,
    documents: Iterable[FactsDocument],
    version: str,
    since: date,
    *,
    as_of: date,
    country: CountryDays | None = None,
) -> Iterator[Preview]:
    """Yield what a version would change for each participant of a site.

    Args:
        study: the profile with all of its versions.
        documents: everybody at the site.
        version: the name of the version that is to take effect.
        since: the day on which it is to do so.
        as_of: the day asked; a version that takes effect later is shown as of then.
        country: the public holidays of the site's country, where they are known.

    Raises:
        UnknownVersionError: the profile has no later version of that name.
        FactsError: an earlier version took effect at a site after that day.
    """
    names = [amendment.version for amendment in study.amendments]
    if version not in names:
        raise UnknownVersionError(version=version, known=tuple(names))
    earlier = names[: names.index(version)]
    day = max(as_of, since)
    for document in documents:
        kept = [(n, on) for n, on in document.site.versions if n in earlier]
        site = replace(document.site, versions=(*kept, (version, since)))
        refuse_unreadable(site, study)
        plans = [
            plan_for(study, one, as_of=day, country=country)
            for one in (document, replace(document, site=site))
        ]
        code, rows = document.participant.code, tuple(_rows(*plans))
        yield Preview(code=code, as_of=day, rows=rows)


def _rows(before: Plan, after: Plan) -> Iterator[PreviewRow]:
    old = {visit.visit: visit for visit in before.visits}
    for visit in after.visits:
        yield _row(old.pop(visit.visit, None), visit)
    for visit in old.values():
        yield PreviewRow(
            visit.visit, Effect.GONE, visit.expected, None, visit.window, visit.verdict
        )


def _row(old: Visit | None, new: Visit) -> PreviewRow:
    days = (old.expected if old else None, new.expected)
    return PreviewRow(new.visit, _effect(old, new), *days, new.window, new.verdict)


def _effect(old: Visit | None, new: Visit) -> Effect:
    if old is None:
        return Effect.NEW
    if new.status in {Status.RECORDED, Status.NOT_DONE}:
        return Effect.DONE
    if old.expected != new.expected:
        return Effect.MOVED
    return Effect.WINDOW if old.window != new.window else Effect.SAME
