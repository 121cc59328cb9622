"""What people can read in a backup without this program, and what plans were made."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.core.closed_days import CountryDays
from scheduler.core.facts import FactsDocument
from scheduler.core.facts_text import write_facts
from scheduler.core.in_force import study_on
from scheduler.core.plan import Plan
from scheduler.core.plan_digest import plan_digests
from scheduler.core.study import Study
from scheduler.core.versions import plan_for
from scheduler.documents.contingency import FILE_NAME, TEMPLATE, contingency
from scheduler.documents.stamp import PageSize
from scheduler.documents.typesetting import Typesetter

Files = Mapping[str, bytes]
Digests = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """Makes the readable part of a backup.

    Attributes:
        study: the profile with all of its versions.
        profile: SHA-256 of its text, in hexadecimal: what people sign.
        countries: gives the table of a country, or None if there is none.
        typesetter: makes the list of the coming days.
        at: aware; when the records were as they are.
        app_version: of this program.
        page: the paper of the site.
    """

    study: Study
    profile: str
    countries: Callable[[str | None], CountryDays | None]
    typesetter: Typesetter
    at: datetime
    app_version: str
    page: PageSize = "A4"

    def __call__(
        self,
        documents: Iterable[FactsDocument],
        site: str,
        records: str,
        confirmed: Collection[str],
    ) -> tuple[Files, Digests]:
        """Return files by name, and the digests of every participant's plan.

        Args:
            documents: of all participants in force.
            site: the code of the site.
            records: a word on how far the records go.
            confirmed: the digests of the profiles that are confirmed in them.
        """
        known = tuple(documents)
        plans = [self.plan(document) for document in known]
        is_confirmed = self.profile in confirmed
        listed = self._list(plans, site, records, is_confirmed=is_confirmed)
        files = {**dict(_facts(known)), FILE_NAME: listed}
        return files, dict(self._digests(known, plans))

    def plan(self, document: FactsDocument) -> Plan:
        """Return one participant's plan as of the day of the backup."""
        country = self.countries(document.site.country)
        return plan_for(self.study, document, as_of=self.at.date(), country=country)

    def study_of(self, document: FactsDocument) -> Study:
        """Return the version of the profile that holds for a document on that day."""
        return study_on(self.study, document.site, self.at.date())

    def _list(
        self, plans: Sequence[Plan], site: str, records: str, *, is_confirmed: bool
    ) -> bytes:
        found = contingency(
            self.study,
            plans,
            made_at=self.at,
            site=site,
            records=records,
            app_version=self.app_version,
            profile_confirmed=is_confirmed,
        )
        return self.typesetter.pdf(
            TEMPLATE, found.as_json(), page=self.page, created=self.at
        )

    def _digests(
        self, known: Sequence[FactsDocument], plans: Sequence[Plan]
    ) -> Iterator[tuple[str, Mapping[str, str]]]:
        for document, plan in zip(known, plans, strict=True):
            study = self.study_of(document)
            yield document.participant.code, plan_digests(study, plan)


def _facts(known: Sequence[FactsDocument]) -> Iterator[tuple[str, bytes]]:
    """Yield one file for each participant, under a name that any system can hold."""
    names: set[str] = set()
    for number, document in enumerate(known, start=1):
        code = document.participant.code
        plain = "".join(one if one.isascii() and one.isalnum() else "-" for one in code)
        if plain.casefold() in names:
            plain = f"{plain}-{number}"
        names.add(plain.casefold())
        yield f"facts/{plain}.json", write_facts(document).encode()
