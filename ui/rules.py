"""The rules at one site on one day, and every plan that a dialog makes by them."""

from dataclasses import dataclass
from datetime import date

from scheduler.core.closed_days import CountryDays, SiteCalendar, site_calendar
from scheduler.core.cycles import LAST_CYCLE
from scheduler.core.facts import FactsDocument, Site
from scheduler.core.in_force import study_on
from scheduler.core.outlook import Outlook
from scheduler.core.plan import Plan
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from scheduler.core.versions import plan_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What every plan of one dialog is made by.

    Attributes:
        profile: the study profile with all of its versions.
        site: where, and since when each version holds there.
        country: the table of the site's country, or None if there is none.
    """

    profile: Study
    site: Site
    today: date
    country: CountryDays | None = None

    @property
    def study(self) -> Study:
        """The version of the profile that holds at the site today."""
        return study_on(self.profile, self.site, self.today)

    @property
    def settings(self) -> Settings:
        """The settings in force at the site today."""
        return self.study.settings

    def outlook(self, document: FactsDocument) -> Outlook:
        """Return what a change of a document is tried on."""
        return Outlook(
            study=self.profile,
            document=document,
            as_of=self.today,
            country=self.country,
        )

    @property
    def calendar(self) -> SiteCalendar:
        """The days on which the site works."""
        return site_calendar(self.site, self.country)

    def plan(self, document: FactsDocument, through: int | None = None) -> Plan:
        """Return the plan of a document, at least to a cycle where one is named."""
        found = self._plan(document, None)
        reached = max((cycle.number for cycle in found.cycles), default=0)
        if through is None or through <= reached or found.ended:
            return found
        return self._plan(document, min(through, LAST_CYCLE))

    def plan_since(
        self, document: FactsDocument, since: date, through: int | None
    ) -> Plan:
        """Return the plan of a document without what was over before a day.

        Args:
            document: everything that is stored of one participant.
            since: the first day that is of interest.
            through: the last cycle wanted; None is as far as plans go by themselves.
        """
        return plan_for(
            self.profile,
            document,
            as_of=self.today,
            since=since,
            through=through,
            country=self.country,
        )

    def _plan(self, document: FactsDocument, through: int | None) -> Plan:
        return plan_for(
            self.profile,
            document,
            as_of=self.today,
            through=through,
            country=self.country,
        )
