"""The visits and procedures of a profile: plain data to checked values."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

from scheduler.core.facts import EventKind
from scheduler.core.plain_data import (
    At,
    Table,
    items,
    line,
    one_of,
    table,
    text,
    whole,
)
from scheduler.core.setting_kinds import MOST_DAYS, MOST_WEEKS
from scheduler.core.setting_text import provenance
from scheduler.core.settings import FollowUp, Recurring
from scheduler.core.visit_rules import (
    Anchor,
    AnchoredVisit,
    CycleVisit,
    InterimVisits,
    Procedure,
)

LONGEST_CYCLE_DAYS = 366
MOST_CYCLES = 999
MOST_VISITNUM = 1_000_000

_RHYTHM = (
    "every_cycles",
    "first_cycle",
    "last_cycle",
    "days",
    "then_every_days",
)
_BESIDE = ("window", "moves", "ends_with", "until")
_Found = TypeVar("_Found")


def keys(make: type[Any]) -> tuple[str, ...]:
    """Return the keys of a table that become the attributes of one class."""
    names = [field.name for field in fields(make)]
    if "provenance" in names:
        names[names.index("provenance") :] = ["source", "citation"]
    return tuple(names)


def each(
    found: Table, name: str, read: Callable[[object, At], _Found]
) -> tuple[_Found, ...]:
    """Return the members of a list, each read with its place."""
    return tuple(read(member, place) for member, place in found.items(name))


def events(found: Table, name: str) -> tuple[EventKind, ...]:
    """Return the events under a key, none of them twice."""
    at = found.at.key(name)
    words = found.texts(name)
    return tuple(
        EventKind(one_of(word, at.item(index), list(EventKind)))
        for index, word in enumerate(words)
    )


def cycle_visit(value: object, at: At) -> CycleVisit:
    """Return a visit of every cycle."""
    found = table(value, at, needs=keys(CycleVisit))
    longest = LONGEST_CYCLE_DAYS
    return CycleVisit(
        label=found.text("label"),
        offset_days=found.whole("offset_days", -longest, longest),
        before=_days(found["before"], at.key("before")),
        after=_days(found["after"], at.key("after")),
        infusion=found.flag("infusion"),
        dispense=found.flag("dispense"),
        visitnum_base=found.whole("visitnum_base", 0, MOST_VISITNUM),
        provenance=provenance(found),
    )


def interim_visits(value: object, at: At) -> InterimVisits:
    """Return what visits between Day 1s have in common."""
    found = table(value, at, needs=keys(InterimVisits))
    return InterimVisits(
        before=found.whole("before", 0, LONGEST_CYCLE_DAYS),
        after=found.whole("after", 0, LONGEST_CYCLE_DAYS),
        visitnum_base=found.whole("visitnum_base", 0, MOST_VISITNUM),
        provenance=provenance(found),
    )


def anchored_visit(value: object, at: At) -> AnchoredVisit:
    """Return visits that hang on an anchor of their own."""
    needs = [name for name in keys(AnchoredVisit) if name not in _BESIDE]
    found = table(value, at, needs=needs, takes=_BESIDE)
    return AnchoredVisit(
        name=line(found["name"], at.key("name")),
        kind=line(found["kind"], at.key("kind")),
        anchor=found.text("anchor"),
        schedule=_schedule(found["schedule"], at.key("schedule")),
        window=found.text("window") if "window" in found else None,
        visitnum_base=found.whole("visitnum_base", 0, MOST_VISITNUM),
        moves=found.text("moves") if "moves" in found else None,
        ends_with=events(found, "ends_with") if "ends_with" in found else None,
        until=Anchor(found.one_of("until", list(Anchor))) if "until" in found else None,
        provenance=provenance(found),
    )


def procedure(value: object, at: At) -> Procedure:
    """Return a procedure with its rhythm; by default it is due every time."""
    needs = [name for name in keys(Procedure) if name not in _RHYTHM]
    found = table(value, at, needs=needs, takes=_RHYTHM)
    days = tuple(
        whole(day, place, 1, MOST_DAYS)
        for day, place in (found.items("days") if "days" in found else ())
    )
    return Procedure(
        name=line(found["name"], at.key("name")),
        visits=found.texts("visits"),
        every_cycles=_count(found, "every_cycles", MOST_CYCLES) or 1,
        first_cycle=_count(found, "first_cycle", MOST_CYCLES) or 1,
        last_cycle=_count(found, "last_cycle", MOST_CYCLES),
        days=days,
        then_every_days=_count(found, "then_every_days", MOST_DAYS),
        provenance=provenance(found),
    )


def _days(value: object, at: At) -> int | str:
    """Return days, or the name of the setting that holds them."""
    if isinstance(value, str):
        return text(value, at)
    return whole(value, at, 0, LONGEST_CYCLE_DAYS)


def _schedule(value: object, at: At) -> str | tuple[FollowUp, ...] | Recurring:
    """Return the setting that says when, or the visits themselves."""
    if isinstance(value, str):
        return text(value, at)
    if isinstance(value, dict):
        found = table(value, at, needs=keys(Recurring))
        return Recurring(
            every_weeks=found.whole("every_weeks", 1, MOST_WEEKS),
            before=found.whole("before", 0, MOST_DAYS),
            after=found.whole("after", 0, MOST_DAYS),
        )
    rows = tuple(_row(member, place) for member, place in items(value, at))
    if not rows:
        raise at.refuse("has no visit. Add one, as [days, before, after].")
    return rows


def _row(value: object, at: At) -> FollowUp:
    members = list(items(value, at))
    if len(members) != 3:  # noqa: PLR2004  days, before and after
        raise at.refuse("must be a list of days, before and after")
    (days, days_at), *sides = members
    before, after = (whole(side, place, 0, MOST_DAYS) for side, place in sides)
    return FollowUp(
        days=whole(days, days_at, -MOST_DAYS, MOST_DAYS), before=before, after=after
    )


def _count(found: Table, name: str, most: int) -> int | None:
    return found.whole(name, 1, most) if name in found else None
