"""What people do to the site: its days are closed, opened and given back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Slot

from scheduler.core.closed_days import SiteCalendar
from scheduler.core.closing import Displaced
from scheduler.core.dates import date_range, weekday_date
from scheduler.core.facts import Booking
from ui.dialogs.asking import ask
from ui.dialogs.close_days import CloseDaysDialog, Closing
from ui.dialogs.correct_site import CorrectSiteDialog
from ui.dialogs.one_day import OneDayDialog
from ui.dialogs.prompts import keep_prompts
from ui.main_window import MainWindow
from ui.models.site_plans import SitePlans
from ui.session import ParticipantId, Session, StoredSite, StudySite

Change = Callable[[StudySite, date], StudySite]


class SiteWorkflows(QObject):
    """Joins the wishes of the settings page to dialogs, and these to the session."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    @Slot()
    def close_days(self) -> None:
        """Ask which days the site closes, and what becomes of their visits."""
        self._session.catch_up()
        stored = self._stored()
        dialog = CloseDaysDialog(
            self._session.today(),
            SitePlans(self._session, self),
            self._calendar,
            lambda closing: self._close(stored, closing),
            self._window,
        )
        if ask(dialog):
            keep_prompts(self._session, dialog.prompts)

    @Slot(object)
    def open_day(self, day: date | None) -> None:
        """Ask for a day on which the site works although its week says otherwise."""
        words = self.tr("The site works on this day, whatever calendar and week say.")
        title = self.tr("Work on a day"), self.tr("&Work on this day")
        self._ask_one(title, words, day, _opened)

    @Slot(object)
    def give_back(self, day: date) -> None:
        """Ask why a day is again what calendar and week say."""
        words = self.tr("The day is again what the public calendar and the week say.")
        title = self.tr("Take back a day of the site"), self.tr("&Take it back")
        self._ask_one(title, words, day, _given_back)

    @Slot()
    def correct(self) -> None:
        """Ask what of the site is recorded wrongly."""
        self._session.catch_up()
        stored = self._stored()

        def save(site: StudySite, reason: str) -> None:
            self._session.write(
                lambda store, by: store.set_site(
                    site, ver=stored.ver, reason=reason, by=by
                )
            )
            self._window.say_saved(self.tr("Corrected the site"))

        dialog = CorrectSiteDialog(stored.site, save, self._window)
        if ask(dialog):
            keep_prompts(self._session, dialog.prompts)

    def _ask_one(
        self,
        title: tuple[str, str],
        words: str,
        day: date | None,
        change: Change,
    ) -> None:
        self._session.catch_up()
        stored = self._stored()

        def save(on: date, reason: str) -> None:
            wanted = change(stored.site, on)
            self._session.write(
                lambda store, by: store.set_site(
                    wanted, ver=stored.ver, reason=reason, by=by
                )
            )
            self._window.say_saved(self.tr("Changed {0}").format(weekday_date(on)))

        today = self._session.today()
        dialog = OneDayDialog(title, words, today, save, self._window, day=day)
        if ask(dialog):
            keep_prompts(self._session, dialog.prompts)

    def _stored(self) -> StoredSite:
        stored = self._session.read(lambda store: store.site())
        assert stored, "a file is begun with its site"
        return stored

    def _close(self, stored: StoredSite, closing: Closing) -> None:
        wanted = _closed(stored.site, closing.days)
        moved = self._moved(closing)
        self._session.write(
            lambda store, by: store.close_days(
                wanted,
                moved,
                seen=self._seen(moved),
                ver=stored.ver,
                reason=closing.reason,
                by=by,
            )
        )
        days = weekday_date(closing.days[0])
        if len(closing.days) > 1:
            days = date_range(closing.days[0], closing.days[-1])
        words = self.tr("Closed {0}, moved %n visits", "", len(closing.moved))
        self._window.say_saved(words.format(days))

    def _moved(self, closing: Closing) -> dict[ParticipantId, list[Booking]]:
        numbers = {one.participant.code: one.id for one in self._session.participants()}
        found: dict[ParticipantId, list[Booking]] = {}
        for one in closing.moved:
            number = numbers[one.plan.participant.code]
            found.setdefault(number, []).append(_booking(one, closing.reason))
        return found

    def _seen(
        self, moved: Mapping[ParticipantId, Iterable[Booking]]
    ) -> dict[ParticipantId, dict[str, int]]:
        """Return the versions of the bookings that are there already."""
        return {
            number: {
                stored.fact.visit: stored.ver
                for stored in self._session.facts(number)
                if isinstance(stored.fact, Booking)
            }
            for number in moved
        }

    def _calendar(self, days: Iterable[date]) -> SiteCalendar:
        """Return the calendar of the site once some days are closed."""
        calendar = self._session.rules.calendar
        closed = frozenset(days)
        return replace(
            calendar, closed=calendar.closed | closed, open=calendar.open - closed
        )


def _closed(site: StudySite, days: Iterable[date]) -> StudySite:
    """Return a site that does not work on some days, once each."""
    closed = {*site.closed_days, *days}
    still_open = {*site.open_days} - closed
    return replace(
        site, closed_days=tuple(sorted(closed)), open_days=tuple(sorted(still_open))
    )


def _opened(site: StudySite, day: date) -> StudySite:
    """Return a site that works on a day."""
    found = _given_back(site, day)
    return replace(found, open_days=tuple(sorted({*found.open_days, day})))


def _given_back(site: StudySite, day: date) -> StudySite:
    """Return a site that says nothing of its own about a day."""
    return replace(
        site,
        closed_days=tuple(one for one in site.closed_days if one != day),
        open_days=tuple(one for one in site.open_days if one != day),
    )


def _booking(one: Displaced, reason: str) -> Booking:
    """Return the visit booked for its nearest open day, at the time it had."""
    assert one.nearest, "only those that have one are moved"
    return Booking(
        visit=one.visit.visit,
        on=one.nearest.day,
        at=one.visit.booked_at,
        reason=reason,
    )
