"""Everybody's plan over a stretch of days, made a few at a time."""

from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from time import perf_counter
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from scheduler.core.agenda import (
    LOOK_BACK,
    Entry,
    by_urgency,
    cycle_to_reach,
    not_booked,
    shown_to,
    visits_by_day,
    visits_inside,
)
from scheduler.core.facts import FactsDocument
from scheduler.core.plan import Plan
from ui.session import ParticipantId, Session

Value = TypeVar("Value")
SLICE_S = 0.03  # the window stays alive between two slices


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A plan that reaches further than the recent one that it was made beside."""

    recent: Plan
    plan: Plan
    first: date
    last: date


class PerPlan(Generic[Value]):
    """Something computed of each plan, kept while the plan is the same object.

    Args:
        make: computes it.
    """

    def __init__(self, make: Callable[[Plan], Value]) -> None:
        self._make = make
        self._known: dict[ParticipantId, tuple[Plan, Value]] = {}

    def of(self, number: ParticipantId, plan: Plan) -> Value:
        """Return what was computed of a participant's plan."""
        known = self._known.get(number)
        if known is None or known[0] is not plan:
            known = self._known[number] = (plan, self._make(plan))
        return known[1]

    def forget(self) -> None:
        """Compute everything anew."""
        self._known.clear()


class SitePlans(QObject):
    """The plans that show some days; recent ones do where they reach far enough.

    What has to be made anew is made between the events of the window, so that
    nobody waits for 500 participants before a key does anything.

    Args:
        session: the open file.
        parent: who owns it.

    Signals:
        progressed: how many of the plans asked for are there, and how many are asked.
        ready: every plan reaches the days that were asked for last.
    """

    progressed = Signal(int, int)
    ready = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._first = self._last = session.today()
        self._made: dict[ParticipantId, _Made] = {}
        self._waiting: deque[ParticipantId] = deque()
        self._documents: Mapping[ParticipantId, FactsDocument] = {}
        self._asked = 0
        self._shown_to = PerPlan(shown_to)
        self._inside = PerPlan(self._visits_inside)
        self._open = PerPlan(self._not_booked)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._make_some)

    @property
    def is_ready(self) -> bool:
        """Say whether every plan reaches the days that were asked for last."""
        return not self._waiting

    def ask(self, first: date, last: date) -> None:
        """Have plans for some days, both inclusive; ``ready`` comes now or later."""
        if (first, last) != (self._first, self._last):
            self._inside.forget()
        self._first, self._last = first, last
        recent = self._session.recent_plans()
        self._made = {
            number: made
            for number, made in self._made.items()
            if recent.get(number) is made.recent
        }
        self._waiting = deque(n for n, p in recent.items() if not self._reaches(n, p))
        self._asked = len(self._waiting)
        if self._waiting:
            self._documents = self._session.read(lambda store: store.documents())
            self.progressed.emit(0, self._asked)
            self._timer.start(0)
        else:
            self._timer.stop()
            self.ready.emit()

    def stop(self) -> None:
        """Make no more plans; those that are there stay."""
        self._waiting.clear()
        self._timer.stop()

    def plans(self) -> Collection[Plan]:
        """Return the plan of everybody that reaches furthest as yet."""
        recent = self._session.recent_plans()
        return [self._best(number, plan) for number, plan in recent.items()]

    def visits(self) -> dict[date, list[Entry]]:
        """Return every visit on the days that were asked for, by day."""
        recent = self._session.recent_plans().items()
        found = (self._inside.of(n, self._best(n, plan)) for n, plan in recent)
        return visits_by_day(chain.from_iterable(found))

    def not_booked(self) -> list[Entry]:
        """Return the visits whose window is open and that have no booking."""
        recent = self._session.recent_plans().items()
        found = (self._open.of(number, plan) for number, plan in recent)
        return by_urgency(chain.from_iterable(found))

    def number(self, code: str) -> ParticipantId:
        """Return the number of the participant with a code."""
        recent = self._session.recent_plans().items()
        return next(n for n, plan in recent if plan.participant.code == code)

    def _best(self, number: ParticipantId, recent: Plan) -> Plan:
        made = self._made.get(number)
        return made.plan if made and made.recent is recent else recent

    def _reaches(self, number: ParticipantId, recent: Plan) -> bool:
        made = self._made.get(number)
        if made and made.first <= self._first and self._last <= made.last:
            return True
        far_back = self._session.today() - LOOK_BACK
        shown = self._last <= self._shown_to.of(number, recent)
        return self._first >= far_back and shown

    def _through(self, recent: Plan) -> int | None:
        length = self._session.study.cycle_length_days
        return cycle_to_reach(recent, self._last, length)

    def _visits_inside(self, plan: Plan) -> list[Entry]:
        return visits_inside(plan, self._first, self._last)

    def _not_booked(self, plan: Plan) -> list[Entry]:
        return not_booked([plan], plan.as_of)

    @Slot()
    def _make_some(self) -> None:
        """Make plans for as long as a slice is, then let the window go on."""
        recent = self._session.recent_plans()
        until = perf_counter() + SLICE_S
        while self._waiting and perf_counter() < until:
            self._make(self._waiting.popleft(), recent)
        if self._waiting:
            self.progressed.emit(self._asked - len(self._waiting), self._asked)
            return
        self._timer.stop()
        self._documents = {}
        self.ready.emit()

    def _make(
        self, number: ParticipantId, recent: Mapping[ParticipantId, Plan]
    ) -> None:
        plan = recent.get(number)
        if plan is None or number not in self._documents:
            return  # withdrawn at another desk meanwhile: whoever says so asks again
        since = min(self._first, self._session.today()) - LOOK_BACK
        made = self._session.rules.plan_since(
            self._documents[number], since, self._through(plan)
        )
        self._made[number] = _Made(
            recent=plan, plan=made, first=self._first, last=self._last
        )
