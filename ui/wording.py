"""Errors, statuses and verdicts in the words that a person reads."""

from datetime import date, datetime
from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from scheduler.core.cycles import Window
from scheduler.core.dates import clinical_date, date_range, weekday_date
from scheduler.core.quantities import NO_BREAK_SPACE, unbroken
from scheduler.core.visits import Status
from scheduler.core.wording import DASH
from scheduler.errors import (
    AmbiguousDateError,
    CycleDeskError,
    DateTextError,
    DuplicateFactError,
    DuplicateParticipantError,
    FutureFactError,
    ReasonRequiredError,
    StaleRecordError,
    ThroughError,
    TimeTextError,
    UnitError,
    WeightError,
    WithdrawnRecordError,
)

translate = QCoreApplication.translate


def shown(text: str) -> str:
    """Return a sentence as screen and paper show it: no break before a unit.

    >>> shown("60 kg or more") == "60\u00a0kg or more"
    True
    """
    return unbroken(text)


def whole_parts(line: str) -> str:
    """Return a drug line that wraps between its parts, never inside one.

    Source:
        ux.md N-09.

    >>> " " in whole_parts("2 capsules")
    False
    """
    parts = line.split(DASH)
    return DASH.join(part.replace(" ", NO_BREAK_SPACE) for part in parts)


def status_word(status: Status) -> str:
    """Return the word of a status; no badge goes without it."""
    return {
        Status.PLANNED: translate("wording", "Planned"),
        Status.DUE: translate("wording", "Due"),
        Status.RECORDED: translate("wording", "Recorded"),
        Status.LAST_DAY: translate("wording", "Last day"),
        Status.OVERDUE: translate("wording", "Overdue"),
        Status.MISSED: translate("wording", "Missed"),
        Status.AWAITING_CONFIRMATION: translate("wording", "Awaiting confirmation"),
        Status.ON_HOLD: translate("wording", "On hold"),
        Status.NOT_DONE: translate("wording", "Not done"),
        Status.CANCELLED: translate("wording", "Cancelled"),
    }[status]


def verdict_words(days_outside: int) -> str:
    """Return where a day lies by its window, in words.

    >>> verdict_words(2), verdict_words(-1), verdict_words(0)
    ('2 days late, out of window', '1 day early, out of window', 'in window')
    """
    if days_outside == 0:
        return translate("wording", "in window")
    if days_outside == 1:
        return translate("wording", "1 day late, out of window")
    if days_outside == -1:
        return translate("wording", "1 day early, out of window")
    days = abs(days_outside)
    if days_outside > 0:
        return translate("wording", "%n days late, out of window", "", days)
    return translate("wording", "%n days early, out of window", "", days)


def verdict_sentence(window: Window, day: date) -> str:
    """Return the verdict on a day with the window in two full dates.

    >>> verdict_sentence(Window(opens=date(2026, 1, 2), closes=date(2026, 1, 4)),
    ...                  date(2026, 1, 5))
    '1 day late, out of window (02-Jan-2026 to 04-Jan-2026)'
    """
    words = verdict_words(window.days_outside(day))
    return f"{words} ({date_range(window.opens, window.closes)})"


def refusal_or_fault(error: BaseException) -> tuple[str, bool]:
    """Return a sentence for any error, and whether it is a fault of the program."""
    if isinstance(error, CycleDeskError):
        return wording(error), False
    sentence = translate(
        "wording",
        "The program could not finish this step ({name}). What was saved before "
        "stands. Look whether your last entry is in History before you enter it again.",
    )
    return sentence.format(name=type(error).__name__), True


@singledispatch
def wording(error: CycleDeskError) -> str:
    """Return a sentence to show; English where no translation is written yet."""
    return str(error)


@wording.register
def _(error: WeightError) -> str:
    sentence = translate(
        "wording",
        "This does not look like a weight in kilograms. Enter a value from {low} to "
        "{high} with at most two decimals.",
    )
    return sentence.format(low=error.low_kg, high=error.high_kg)


@wording.register
def _(error: UnitError) -> str:
    sentence = translate("wording", "Kilograms only. {got} is not accepted.")
    return sentence.format(got=error.got)


@wording.register
def _(_error: DateTextError) -> str:
    return translate(
        "wording",
        "Enter the date as 22-Nov-2026, or a step from today such as +3w.",
    )


@wording.register
def _(error: AmbiguousDateError) -> str:
    sentence = translate(
        "wording", "This can be read in more than one way. Did you mean {readings}?"
    )
    either = translate("wording", " or ")
    return sentence.format(
        readings=either.join(clinical_date(day) for day in error.readings)
    )


@wording.register
def _(_error: TimeTextError) -> str:
    return translate(
        "wording", "Enter the time in the 24-hour clock, for example 09:05."
    )


@wording.register
def _(error: ThroughError) -> str:
    sentence = translate("wording", "Ask for a cycle from {low} to {high}.")
    return sentence.format(low=error.low, high=error.high)


@wording.register
def _(error: StaleRecordError) -> str:
    sentence = translate(
        "wording",
        "{by} saved this at {at} while it was open here. Nothing was overwritten. "
        "Compare the two versions, then save again.",
    )
    return sentence.format(by=error.by, at=_moment(error.at))


@wording.register
def _(error: WithdrawnRecordError) -> str:
    sentence = translate(
        "wording",
        "{by} withdrew this at {at}. Nothing was changed. Restore it first, or record "
        "it anew.",
    )
    return sentence.format(by=error.by, at=_moment(error.at))


@wording.register
def _(error: DuplicateParticipantError) -> str:
    sentence = translate(
        "wording",
        "{code} is already entered, so nothing was saved. Open that participant, or "
        "check the code.",
    )
    return sentence.format(code=error.code)


@wording.register
def _(error: DuplicateFactError) -> str:
    sentence = translate(
        "wording",
        "This {kind} is already recorded, by {by} at {at}, so nothing was saved. "
        "Correct the recorded one, with a reason.",
    )
    return sentence.format(kind=error.kind, by=error.by, at=_moment(error.at))


@wording.register
def _(error: FutureFactError) -> str:
    sentence = translate(
        "wording", "{on} is later than today. Enter a date on or before {today}."
    )
    return sentence.format(on=weekday_date(error.on), today=clinical_date(error.today))


@wording.register
def _(error: ReasonRequiredError) -> str:
    sentence = translate(
        "wording", "Say why, in at least {at_least} characters. Nothing was saved."
    )
    return sentence.format(at_least=error.at_least)


def _moment(at: datetime) -> str:
    return f"{at:%H:%M}, {clinical_date(at.date())}"
