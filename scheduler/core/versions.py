"""The plan of one participant by the versions of a profile that hold at the site."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from operator import attrgetter

from scheduler.core.closed_days import CountryDays
from scheduler.core.facts import Fact, FactsDocument, VisitRecord
from scheduler.core.in_force import versions_in_force
from scheduler.core.plan import Plan, make_plan
from scheduler.core.setting_text import settings_with
from scheduler.core.study import Study
from scheduler.core.visits import Status, Visit

_BY_DAY = attrgetter("target", "visitnum")


def plan_for(
    study: Study,
    document: FactsDocument,
    *,
    as_of: date,
    through: int | None = None,
    since: date | None = None,
    country: CountryDays | None = None,
) -> Plan:
    """Compute the plan of one participant by the versions that hold at the site.

    Everything outstanding follows the version that holds on the day asked. A visit
    that is done, or recorded as not done, keeps the row that the version of its
    own day gave it.

    Args:
        study: the profile in its first version, with the later ones.
        document: everything that is stored of the participant, and the site.
        as_of: the day on which the plan is asked.
        through: the last cycle wanted; three beyond the current one by default.
        since: leave out what was over before this day.
        country: the public holidays of the site's country, where they are known.

    Raises:
        FactsError: the document has a setting that a version does not allow.
        ThroughError: ``through`` lies outside the cycles that can be asked for.
    """
    held = [v for v in versions_in_force(study, document.site) if v.since <= as_of]

    def plan_by(version: Study) -> Plan:
        settings = settings_with(version, document.settings)
        return make_plan(
            version,
            settings,
            document,
            as_of=as_of,
            through=through,
            since=since,
            country=country,
        )

    plan = plan_by(held[-1].study)
    if len(held) == 1:
        return plan
    rows = {visit.visit: visit for visit in plan.visits}
    for version, following in pairwise(held):
        earlier = plan_by(version.study)
        kept = _done(earlier, plan.facts, version.since, following.since)
        rows = _missed(earlier, following.since) | rows
        rows |= {visit.visit: visit for visit in kept}
    return replace(plan, visits=tuple(sorted(rows.values(), key=_BY_DAY)))


def _done(
    plan: Plan, facts: Sequence[Fact], first: date, before: date
) -> Iterator[Visit]:
    """Yield the visits that were done, or said not to be, while a version held."""
    said = {fact.visit: fact.on for fact in facts if isinstance(fact, VisitRecord)}
    for visit in plan.visits:
        done = visit.status in {Status.RECORDED, Status.NOT_DONE}
        on = visit.actual or said.get(visit.visit)
        if done and on is not None and first <= on < before:
            yield visit


def _missed(plan: Plan, before: date) -> dict[str, Visit]:
    """Return what was missed before the next version, which may not plan it."""
    return {
        visit.visit: visit
        for visit in plan.visits
        if visit.status is Status.MISSED and visit.window.closes < before
    }
