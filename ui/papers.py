"""One visit's sheet from the records to a page, and into the print log."""

import json

import resources
from scheduler.documents.dosing_sheet import (
    content_lines,
    dosing_sheet,
    sheet_digest,
)
from scheduler.documents.sheet_data import SheetData
from scheduler.documents.stamp import PageSize, Stamp
from scheduler.documents.typesetting import Typesetter
from ui.printing import RenderedSheet
from ui.profile import profile_digest
from ui.session import Paper, ParticipantId, Session, Sheet

TEMPLATE = "dosing_sheet.typ"


class SheetJob:
    """Draws the sheet of one visit and keeps its issue when it is printed.

    The time of the stamp is that of the job, so the page that was looked at is
    the page that is printed, to the byte.

    Args:
        session: the records.
        participant_id: whose sheet.
        visit: the name of the visit.
    """

    def __init__(
        self, session: Session, participant_id: ParticipantId, visit: str
    ) -> None:
        self._session = session
        self._participant_id, self._visit = participant_id, visit
        self._at = session.clock().replace(microsecond=0)
        self._typesetter = Typesetter(
            resources.folder("templates"), resources.folder("fonts")
        )
        self._drawn: SheetData | None = None

    @property
    def paper(self) -> PageSize:
        """The paper that the site prints on."""
        site = self._session.site()
        return "Letter" if site and site.paper is Paper.LETTER else "A4"

    def draw(self, page: PageSize) -> RenderedSheet:
        """Return the sheet as it stands now, with the number that it will have."""
        session = self._session
        session.catch_up()
        plan = session.plan(self._participant_id)
        visit = plan.visit(self._visit)
        if visit is None:
            raise LookupError(self._visit)
        coming = session.next_sheet(self._participant_id, self._visit)
        last = coming.replaces
        sheet = dosing_sheet(
            session.study,
            plan,
            visit,
            self._stamp(coming.number, coming.issue, last, page),
            previous=json.loads(last.content) if last else None,
        )
        pdf = self._typesetter.pdf(
            TEMPLATE, sheet.as_json(), page=page, created=self._at
        )
        self._drawn = sheet
        return RenderedSheet(
            pdf=pdf,
            title=sheet.name,
            file_name=sheet.file_name,
            sheet=coming.number,
            issue=coming.issue,
        )

    def record(self, rendered: RenderedSheet, page: str) -> None:
        """Keep the sheet in the print log, before it is saved or printed.

        Raises:
            CycleDeskError: it was not kept, so nothing may be printed.
        """
        sheet = self._drawn
        if sheet is None:
            raise LookupError(rendered.sheet)
        coming = self._session.next_sheet(self._participant_id, self._visit)
        printed = Sheet(
            number=rendered.sheet,
            participant=self._participant_id,
            visit=self._visit,
            issue=rendered.issue,
            replaces=coming.replaces.number if coming.replaces else None,
            digest=sheet_digest(sheet),
            content=json.dumps(content_lines(sheet), ensure_ascii=False),
            paper=Paper(page),
            printed_at=self._at,
            person=self._session.person.name,
        )
        self._session.write(lambda store, by: store.print_sheet(printed, by=by))

    def _stamp(
        self, number: str, issue: int, last: Sheet | None, page: PageSize
    ) -> Stamp:
        session = self._session
        site = session.site()
        return Stamp(
            sheet=number,
            issue=issue,
            replaces=last.issue if last else None,
            replaces_on=last.printed_at.date() if last else None,
            printed_at=self._at,
            by=session.person.initials,
            site=site.code if site else "",
            profile_version=session.study.profile_version,
            app_version=session.program,
            page=page,
            demo=session.demo,
            profile_confirmed=session.attendance.is_confirmed(
                profile_digest(session.study)
            ),
            anchor=session.anchor(),
        )
