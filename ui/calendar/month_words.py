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
    basis = f"{date_basis(visit).capitalize()} {weekday_date(visit.expected)}"
    planned = ""
    if visit.expected != visit.target:
        planned = f", {_tr('planned')} {weekday_date(visit.target)}"
    return "\n".join(
        [
            f"{entry_name(entry)}, {status_words(visit)}",
            f"{basis}{planned}. {_tr('Window')} {short_window(visit.window)}.",
            f"{visit.why}.",
        ]
    )


def landing_words(landing: Landing) -> str:
    """Write the verdict on a day in words; a closed day with its name."""
    if landing.ground is Ground.OVER:
        return _tr("over, cannot be booked")
    words = verdict_words(landing.days_outside)
    if landing.ground is Ground.CLOSED:
        return f"{_tr('closed:')} {landing.closed}, {words}"
    return words


def landing_mark(landing: Landing) -> str:
    """Write the verdict for the cell of a day, which has little room."""
    if landing.ground is Ground.CLOSED:
        return f"{_tr('closed:')} {landing.closed}"
    return verdict_words(landing.days_outside).split(",")[0]


def landing_sentence(entry: Entry, landing: Landing) -> str:
    """Write the verdict beside the pointer, with the window in full.

    Source:
        ux.md 3.8, D-09.
    """
    if landing.ground is Ground.OVER:
        return _tr("This day is over. If the visit has taken place, record it.")
    sentence = verdict_sentence(entry.visit.window, landing.on)
    if landing.ground is Ground.CLOSED:
        closed = f"{_tr('Closed:')} {landing.closed}."
        return f"{closed} {sentence[:1].upper()}{sentence[1:]}"
    return sentence


def landing_spoken(entry: Entry, landing: Landing) -> str:
    """Write the verdict as it is announced while somebody moves by keyboard.

    Source:
        ux.md K-08, K-09.
    """
    window = f"{_tr('window')} {long_window(entry.visit.window)}"
    return f"{long_date(landing.on)}, {landing_words(landing)}, {window}"


def empty_words(days: str, plans: Iterable[Plan]) -> str:
    """Say that some days have no visit, and which visit is the last.

    Source:
        ux.md E-01, E-02.
    """
    words = _tr("No visits in {days}.").format(days=days)
    last = last_expected(plans)
    if last is None:
        return f"{words} {_tr('No visit is planned.')}"
    more = _tr("Last planned visit: {what} on {day}.")
    day = weekday_date(last.visit.expected)
    return f"{words} {more.format(what=entry_name(last), day=day)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("MonthWords", text)
