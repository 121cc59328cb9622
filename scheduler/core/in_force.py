"""The versions of a profile at one site: which of them holds on a day."""

from datetime import date
from typing import NamedTuple

from scheduler.core.facts import Site
from scheduler.core.study import Study


class InForce(NamedTuple):
    """One version, and the first day on which it holds at a site."""

    since: date
    study: Study


def versions_in_force(study: Study, site: Site) -> tuple[InForce, ...]:
    """Return the versions that hold at a site, oldest first.

    The first one holds from the beginning; a later one only where the site has
    given the day on which it took effect there.
    """
    days = dict(site.versions)
    later = (
        InForce(days[amendment.version], amendment.study)
        for amendment in study.amendments
        if amendment.version in days
    )
    return (InForce(date.min, study), *later)


def study_on(study: Study, site: Site, day: date) -> Study:
    """Return the version of a study that holds at a site on a day."""
    held = [one for one in versions_in_force(study, site) if one.since <= day]
    return held[-1].study
