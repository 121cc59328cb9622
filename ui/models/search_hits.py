"""What a search finds, as rows: people with the verdict on a day, days, commands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from scheduler.core.closed_days import site_calendar
from scheduler.core.dates import weekday_date
from scheduler.core.plan import Plan
from scheduler.core.search import Query, names, rank, says
from ui.models.participants_table import next_visit, phase_words
from ui.models.visits_table import status_words
from ui.rules import Rules
from ui.session import ParticipantId, StoredParticipant
from ui.wording import verdict_sentence

MOST_PEOPLE, MOST_COMMANDS = 6, 5


class Kind(StrEnum):
    """What a row leads to."""

    PARTICIPANT = "participant"
    DAY = "day"
    COMMAND = "command"


_DRAWINGS = {
    Kind.PARTICIPANT: "user",
    Kind.DAY: "calendar-days",
    Kind.COMMAND: "keyboard",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row of the search.

    Attributes:
        target: a participant's number, a day, or an action.
        key: that does the same.
        why_not: why it cannot be done now; empty if it can.
    """

    kind: Kind
    title: str
    detail: str = ""
    target: object
    key: str = ""
    why_not: str = ""

    @property
    def said(self) -> str:
        """What stands below the title."""
        return self.why_not or self.detail

    @property
    def drawing(self) -> str:
        """The icon before it."""
        return _DRAWINGS[self.kind]

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        parts = (self.title, self.detail, self.why_not, self.key)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class People:
    """Whom a search looks through, and what it says of each.

    Attributes:
        plan: gives the plan of one of them.
    """

    everybody: Sequence[StoredParticipant]
    plan: Callable[[ParticipantId], Plan]
    rules: Rules

    def found(self, query: Query) -> Iterator[Hit]:
        """Yield those whom the words name best, each with the verdict on the days."""
        if not query.words:
            return
        known = [one for one in self.everybody if names(one.participant, query.words)]
        known.sort(key=lambda one: rank(one.participant, query.words))
        for one in known[:MOST_PEOPLE]:
            for day in query.days or (None,):
                yield self.hit(one, day)

    def hit(self, one: StoredParticipant, day: date | None = None) -> Hit:
        """Return the row of a participant, with the verdict on a day."""
        plan = self.plan(one.id)
        words = _standing(plan) if day is None else self._verdict(plan, day)
        return Hit(
            kind=Kind.PARTICIPANT,
            title=one.participant.code,
            detail=words,
            target=one.id,
        )

    def _verdict(self, plan: Plan, day: date) -> str:
        """Return where a day lies by the window of the next visit.

        Source:
            ux.md job 3: is this date in the window.
        """
        visit = next_visit(plan)
        if visit is None:
            return _tr("No visit is open, so {0} is in no window").format(
                weekday_date(day)
            )
        verdict = verdict_sentence(visit.window, day)
        said = _tr("{0} on {1} is {2}").format(visit.visit, weekday_date(day), verdict)
        calendar = site_calendar(self.rules.site, self.rules.country)
        if calendar.is_open(day):
            return said
        return f"{said}. {calendar.why_closed(day)}"


def day_hits(query: Query) -> Iterator[Hit]:
    """Yield the days that were typed, and nothing else with them."""
    for day in () if query.words else query.days:
        yield Hit(
            kind=Kind.DAY,
            title=weekday_date(day),
            detail=_tr("Show this day in the calendar"),
            target=day,
        )


def command_hits(query: Query, actions: Iterable[QAction]) -> Iterator[Hit]:
    """Yield the commands whose words begin as what was typed."""
    if not query.words or query.days:
        return
    found = (action for action in actions if says(plain(action), query.words))
    for _, action in zip(range(MOST_COMMANDS), found, strict=False):
        yield command_hit(action)


def command_hit(action: QAction) -> Hit:
    """Return the row of one command, with its key and why it is not to be had."""
    return Hit(
        kind=Kind.COMMAND,
        title=plain(action),
        target=action,
        key=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        why_not="" if action.isEnabled() else action.statusTip(),
    )


def plain(action: QAction) -> str:
    """Return what a command is called, without the marks of a menu.

    >>> from PySide6.QtGui import QAction
    >>> plain(QAction("&Record visit…"))
    'Record visit'
    """
    return action.text().replace("&", "").removesuffix("\u2026")


def menu_actions(bar: QMenuBar) -> Iterator[QAction]:
    """Yield every command of the menus, in their order."""
    waiting = [*bar.actions()]
    while waiting:
        action = waiting.pop(0)
        menu = action.menu()
        if isinstance(menu, QMenu):
            waiting[:0] = menu.actions()
        elif not action.isSeparator() and action.isVisible():
            yield action


def _standing(plan: Plan) -> str:
    visit = next_visit(plan)
    if visit is None:
        return phase_words(plan)
    when = f"{visit.visit} {weekday_date(visit.expected)}"
    return f"{phase_words(plan)}, {when}, {status_words(visit)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Search", text)
