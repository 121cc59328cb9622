"""Visits and verdicts of the site's calendar in words: shown, spoken, explained."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from scheduler.core.agenda import Entry, last_expected
from scheduler.core.dates import weekday_date
from scheduler.core.landing import Ground, Landing
from scheduler.core.plan import Plan
from ui.models.spoken import long_date, long_window, short_window
from ui.models.visit_reasons import date_basis
from ui.models.visits_table import status_words
from ui.wording import verdict_sentence, verdict_words

translate = QCoreApplication.translate


def entry_name(entry: Entry) -> str:
    """Write whose visit it is, and which."""
    return f"{entry.plan.participant.code} {entry.visit.visit}"


def entry_spoken(entry: Entry) -> str:
    """Write a visit as it is read aloud in a list of one day."""
    visit = entry.visit
    at = f"{visit.booked_at:%H:%M}" if visit.booked_at else ""
    parts = [entry_name(entry), at, status_words(visit), date_basis(visit)]
    return ", ".join(part for part in parts if part)


def entry_why(entry: Entry) -> str:
    """Say of a visit what its marks mean, its window, and the rule behind it.

    Source:
        ux.md C-01, E-03, L-07.
    """
    visit = entry.visit
    day = f"{date_basis(visit).capitalize()} {weekday_date(visit.expected)}"
    if visit.expected != visit.target:
        planned = translate("MonthWords", "planned {day}")
        day = f"{day}, {planned.format(day=weekday_date(visit.target))}"
    window = translate("MonthWords", "Window {window}.")
    window = window.format(window=short_window(visit.window))
    name = f"{entry_name(entry)}, {status_words(visit)}"
    return "\n".join([name, f"{day}. {window}", f"{visit.why}."])


def landing_words(landing: Landing) -> str:
    """Write the verdict on a day in words; a closed day with its name."""
    if landing.ground is Ground.OVER:
        return translate("MonthWords", "over, cannot be booked")
    words = verdict_words(landing.days_outside)
    if landing.ground is Ground.CLOSED:
        return f"{closed_words(landing.closed)}, {words}"
    return words


def landing_mark(landing: Landing) -> str:
    """Write the verdict for the cell of a day, which has little room."""
    days = abs(landing.days_outside)
    if landing.ground is Ground.CLOSED:
        return closed_words(landing.closed)
    if landing.days_outside == 1:
        return translate("MonthWords", "1 day late")
    if landing.days_outside == -1:
        return translate("MonthWords", "1 day early")
    if landing.days_outside > 0:
        return translate("MonthWords", "%n days late", "", days)
    if landing.days_outside < 0:
        return translate("MonthWords", "%n days early", "", days)
    return verdict_words(0)


def closed_words(name: str) -> str:
    """Name a closed day."""
    return translate("MonthWords", "closed: {name}").format(name=name)


def landing_sentence(entry: Entry, landing: Landing) -> str:
    """Write the verdict beside the pointer, with the window in full.

    Source:
        ux.md 3.8, D-09.
    """
    if landing.ground is Ground.OVER:
        return translate(
            "MonthWords", "This day is over. If the visit has taken place, record it."
        )
    sentence = verdict_sentence(entry.visit.window, landing.on)
    if landing.ground is Ground.CLOSED:
        closed = translate("MonthWords", "Closed: {name}.").format(name=landing.closed)
        return f"{closed} {sentence[:1].upper()}{sentence[1:]}"
    return sentence


def landing_spoken(entry: Entry, landing: Landing) -> str:
    """Write the verdict as it is announced while somebody moves by keyboard.

    Source:
        ux.md K-08, K-09.
    """
    window = translate("MonthWords", "window {window}")
    window = window.format(window=long_window(entry.visit.window))
    return f"{long_date(landing.on)}, {landing_words(landing)}, {window}"


def empty_words(days: str, plans: Iterable[Plan]) -> str:
    """Say that some days have no visit, and which visit is the last.

    Source:
        ux.md E-01, E-02.
    """
    words = translate("MonthWords", "No visits in {days}.").format(days=days)
    last = last_expected(plans)
    if last is None:
        none = translate("MonthWords", "No visit is planned.")
        return f"{words} {none}"
    more = translate("MonthWords", "Last planned visit: {what} on {day}.")
    day = weekday_date(last.visit.expected)
    return f"{words} {more.format(what=entry_name(last), day=day)}"
