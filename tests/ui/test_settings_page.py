"""The site closes days, sees whom that hits, and moves them in one save."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scheduler.core.dates import weekday_date
from scheduler.core.facts import Booking
from tests.people import OTHER_PASSWORD, TEMPORARY
from tests.ui.elsewhere import Answer
from tests.ui.site import add_colleague
from ui.dialogs.close_days import CloseDaysDialog
from ui.dialogs.correct_site import CorrectSiteDialog
from ui.dialogs.one_day import OneDayDialog
from ui.forms.result_line import WORD_JOINER
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.models.setting_rules_table import is_open
from ui.models.site_days_table import SiteDay
from ui.pages.closed_days_tab import ClosedDaysTab
from ui.pages.settings_page import SettingsPage
from ui.session import ParticipantId, Person, Role, Session
from ui.site_pages import SitePages

EVE, CHRISTMAS = date(2026, 12, 24), date(2026, 12, 25)
CTRL = Qt.KeyboardModifier.ControlModifier
MONDAY, TUESDAY = date(2026, 12, 14), date(2026, 12, 15)


@pytest.fixture
def settings(session: Session, window: MainWindow) -> SettingsPage:
    found = SitePages(session, window, Menus(window)).settings
    window.show_page(found)
    return found


@pytest.fixture
def page(settings: SettingsPage) -> ClosedDaysTab:
    return settings.days


def closing(
    days: tuple[str, ...], *, tick: bool = False, said: list[list[str]] | None = None
) -> Answer:
    """Fill in the dialog as people do: the days, why, and perhaps the box."""

    def answer(dialog: CloseDaysDialog) -> None:
        for field, text in zip((dialog.first, dialog.last), days, strict=False):
            QTest.keyClicks(field.entry.control(), text)
        QTest.keyClicks(dialog.reason.entry.control(), "clinic is painted")
        rows = range(dialog.hit.count())
        if said is not None:
            lines = [dialog.hit.item(row).text() for row in rows]
            said.append([line.replace(WORD_JOINER, "") for line in lines])
        if tick:
            dialog.all.entry.control().click()
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    return answer


def bookings(session: Session, number: ParticipantId) -> list[date]:
    found = [stored.fact for stored in session.facts(number)]
    return [fact.on for fact in found if isinstance(fact, Booking)]


def own_days(page: ClosedDaysTab) -> list[tuple[date, bool]]:
    rows = page.view.model().rows
    return [(row.day, row.open) for row in rows if row.own]


def test_closing_a_day_names_whom_it_hits_and_moves_them_in_one_save(
    page: ClosedDaysTab,
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """F-11, E-06: walk-through 11."""
    said: list[list[str]] = []
    answers.append(closing(("14-Dec-2026",), tick=True, said=said))
    page.close_days.click()
    assert said == [
        [
            f"{code} C2D1 Mon 14-Dec-2026: move to Tue 15-Dec-2026, 1 day after"
            for code in ("PL03-0012", "PL03-0021")
        ]
    ]
    assert [bookings(session, number) for number in two] == [[TUESDAY], [TUESDAY]]
    assert own_days(page) == [(MONDAY, False)]
    by = session.attendance.writer
    wanted = session.read(lambda store: store.undoable(by=by))
    session.write(lambda store, by: store.undo(wanted, by=by))
    assert [bookings(session, number) for number in two] == [[], []]
    assert own_days(page) == []


@pytest.mark.usefixtures("two")
def test_what_is_not_ticked_stays(
    page: ClosedDaysTab,
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """G21: suggested, never moved."""
    answers.append(closing(("14-Dec-2026",)))
    page.close_days.click()
    assert [bookings(session, number) for number in two] == [[], []]
    assert own_days(page) == [(MONDAY, False)]


@pytest.mark.usefixtures("two")
def test_who_has_no_open_day_is_named(page: ClosedDaysTab, answers: list[Answer]):
    """Walk-through 11"""
    said: list[str] = []

    def answer(dialog: CloseDaysDialog) -> None:
        QTest.keyClicks(dialog.first.entry.control(), "11-Dec-2026")
        QTest.keyClicks(dialog.last.entry.control(), "17-Dec-2026")
        said.append(dialog.stuck.text())
        assert not dialog.hit.isVisible()
        dialog.hide()

    answers.append(answer)
    page.close_days.click()
    both = "PL03-0012 C2D1 Mon 14-Dec-2026, PL03-0021 C2D1 Mon 14-Dec-2026"
    assert said == [f"No open day is in the window of {both}. Book them by hand."]


def test_a_slip_in_the_dates_is_told_at_its_field(
    page: ClosedDaysTab, answers: list[Answer]
):
    """F-01, F-02, L-09"""
    seen: list[str] = []

    def answer(dialog: CloseDaysDialog) -> None:
        QTest.keyClicks(dialog.first.entry.control(), "20-Nov-2026")
        QTest.keyClicks(dialog.last.entry.control(), "+400d")
        dialog.submit()
        seen.extend((dialog.first.problem.text(), dialog.last.problem.text()))
        dialog.first.entry.set_value(MONDAY)
        dialog.submit()
        seen.append(dialog.last.problem.text())
        dialog.hide()

    answers.append(answer)
    page.close_days.click()
    assert seen[0] == "Enter Mon 23-Nov-2026 or a later day."
    assert seen[2] == "At most 60 days are closed at once. Close the rest then."
    assert own_days(page) == []


def test_a_holiday_is_worked_on_and_given_back(
    page: ClosedDaysTab, answers: list[Answer]
):
    """E-06: holidays are a start that the site edits."""

    def explain(dialog: OneDayDialog) -> None:
        assert weekday_date(CHRISTMAS) in dialog.day.entry.control().text()
        QTest.keyClicks(dialog.reason.entry.control(), "emergency clinic")
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    answers.extend([explain, explain])
    choose(page, CHRISTMAS)
    page.work.click()
    assert own_days(page) == [(CHRISTMAS, True)]
    choose(page, CHRISTMAS)
    page.give_back.click()
    assert own_days(page) == []


def choose(page: ClosedDaysTab, day: date) -> None:
    rows = [row.day for row in page.view.model().rows]
    page.view.selectRow(rows.index(day))
    assert isinstance(page.view.value(), SiteDay)


def test_what_another_desk_changed_meanwhile_is_told(
    page: ClosedDaysTab, other_desk: Session, answers: list[Answer]
):
    """R55, F-01: nothing is saved, nothing typed is lost."""
    seen: list[str] = []

    def answer(dialog: CloseDaysDialog) -> None:
        stored = other_desk.read(lambda store: store.site())
        other_desk.write(
            lambda store, by: store.set_site(
                replace(stored.site, name="New"),
                ver=stored.ver,
                reason="renamed",
                by=by,
            )
        )
        closing(("14-Dec-2026",))(dialog)
        seen.append(dialog.summary.text())
        assert dialog.isVisible()
        dialog.hide()

    answers.append(answer)
    page.close_days.click()
    assert "Nothing was overwritten" in seen[0]
    assert own_days(page) == []


def test_the_site_is_corrected_with_a_reason_and_keeps_its_days(
    settings: SettingsPage, session: Session, answers: list[Answer]
):
    """F-08"""
    answers.append(closing(("14-Dec-2026",)))
    settings.days.close_days.click()

    def correct(dialog: CorrectSiteDialog) -> None:
        assert dialog.site.code.entry.control().text() == "PL03"
        dialog.site.name.entry.set_value("Oncology, building B")
        dialog.submit()
        assert dialog.reason.problem.text() == "Say why, in a few words."
        QTest.keyClicks(dialog.reason.entry.control(), "moved house")
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    answers.append(correct)
    settings.site.correct.click()
    found = session.site()
    assert found
    assert (found.name, found.closed_days) == ("Oncology, building B", (MONDAY,))
    assert settings.site.name.text() == "Oncology, building B"


def test_the_profile_shows_placeholders_first_with_where_they_are_from(
    settings: SettingsPage, session: Session
):
    """E-03: every setting has its value and its source."""
    rows = settings.profile.view.model().rows
    opened = [is_open(rule) for rule in rows]
    assert opened == sorted(opened, reverse=True)
    assert 0 < sum(opened) < len(opened)
    assert len(rows) == len(session.study.setting_rules)
    assert "Not confirmed" in settings.profile.standing.text()


def test_who_may_only_read_is_told_so_at_each_button(session: Session, qtbot: QtBot):
    """F-04, R34"""
    monitor = Person(name="M. Onitor", initials="MO", role=Role.MONITOR)
    add_colleague(session, monitor)
    session.attendance.sign_out()
    session.attendance.sign_in(monitor.name, TEMPORARY, OTHER_PASSWORD)
    seen = SettingsPage(session)
    qtbot.addWidget(seen)
    for button in (
        seen.days.close_days,
        seen.days.work,
        seen.days.give_back,
        seen.profile.confirm,
        seen.site.correct,
    ):
        assert not button.isEnabled()
        assert "monitor" in button.toolTip().lower()
