"""One visit's dosing sheet as plain data, and what changed since its last issue."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from scheduler.core.dates import weekday_date
from scheduler.core.facts import Booking, Participant
from scheduler.core.plan import Plan
from scheduler.core.procedures import procedures_due
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from scheduler.core.wording import DASH
from scheduler.documents.sheet_capsules import capsules_part
from scheduler.documents.sheet_data import CapsulesPart, SheetData
from scheduler.documents.sheet_parts import (
    infusion_part,
    next_day_1_text,
    next_imaging_text,
    weight_part,
    window_text,
)
from scheduler.documents.stamp import Stamp

NOT_KNOWN = "Not known"
VISIT_DATE = "Visit date"
DATE_REASON = "Reason for the date"
DOSE = "Dose"
DOSE_LEVEL = "Dose level"
LEVEL_IN_FORCE = "Level in force"
SINCE = re.compile(r" since \d{2}-[A-Z][a-z]{2}-\d{4}")
# What moves along when the visit, the dose or the person changes.
FOLLOWING = frozenset(
    {
        "Planned",
        "Window",
        "Infusion minutes",
        "Dosing days",
        "Dates of doses",
        "Capsules",
        "Capsules last",
        "Capsules due back",
        "Next visit",
        "Next imaging",
    }
)
# What need not be named where the other line is.
IMPLIED = {"Dates of doses": "Dosing days", "Capsules": "Capsules to dispense"}
NOTHING_CHANGED = "No change in content; printed again."


def dosing_sheet(
    study: Study,
    plan: Plan,
    visit: Visit,
    stamp: Stamp,
    *,
    previous: Mapping[str, str] | None = None,
    note: str = "",
) -> SheetData:
    """Write the dosing sheet of one visit.

    Args:
        study: for drug lines, bands and checks.
        plan: the participant's plan; it must reach the cycle after the visit's.
        visit: a visit in a cycle, of that plan.
        stamp: which print this is.
        previous: the content lines of the issue that this one replaces.
        note: free text for this print.

    Raises:
        ValueError: the visit does not belong to a cycle.

    Source:
        ux.md 4.2; domain.md 6(a).
    """
    if visit.cycle is None:
        msg = f"{visit.visit} is not in a cycle, so it has no dosing sheet"
        raise ValueError(msg)
    person = plan.participant
    sheet = SheetData(
        stamp=stamp,
        protocol=study.protocol,
        registry=study.registry,
        participant=person.code,
        randomization=person.randomization_number or NOT_KNOWN,
        initials=person.initials or "",
        born=_born(person),
        sex=person.sex or NOT_KNOWN,
        visit=visit.visit,
        title=f"Cycle {visit.cycle} Day {visit.day}",
        planned=weekday_date(visit.target),
        window=window_text(visit),
        booked=_booked(visit),
        booked_reason=_reason(plan, visit),
        actual=weekday_date(visit.actual) if visit.actual else "",
        infusion=infusion_part(study, plan, visit),
        capsules=capsules_part(study, plan, visit),
        weight=weight_part(study, plan, visit),
        checks=procedures_due(study, plan, visit),
        next_day_1=next_day_1_text(plan, visit),
        next_imaging=next_imaging_text(study, plan, visit),
        note=note,
    )
    return replace(sheet, changes=tuple(_changes(sheet, previous)))


def content_lines(sheet: SheetData) -> dict[str, str]:
    """Return what the sheet says without its stamp, by stable labels.

    The lines are kept with each issue, so that the next one can say what changed.
    """
    lines = {
        "Participant": sheet.participant,
        "Randomization number": sheet.randomization,
        "Initials": sheet.initials,
        "Year of birth": sheet.born,
        "Sex": sheet.sex,
        "Visit": sheet.visit,
        VISIT_DATE: sheet.actual or sheet.booked or sheet.planned,
        DATE_REASON: sheet.booked_reason,
        "Planned": sheet.planned,
        "Window": sheet.window,
        "Infusion": DASH.join(sheet.infusion.line),
        "Infusion at this visit": sheet.infusion.none,
        "Infusion minutes": sheet.infusion.minutes,
        "Infusion on hold": "; ".join(sheet.infusion.holds),
        "Infusion recorded": sheet.infusion.recorded,
        **_capsule_lines(sheet.capsules),
        "Last weight": sheet.weight.last,
        "Dose set from": sheet.weight.basis,
        "Weight bands": sheet.weight.bands,
        "Weight rule": sheet.weight.rule,
        "Weight notice": sheet.weight.notice,
        "Checks before the dose": ", ".join(sheet.checks),
        "Next visit": sheet.next_day_1,
        "Next imaging": sheet.next_imaging,
        "Note": sheet.note,
    }
    return {label: text for label, text in lines.items() if text}


def sheet_digest(sheet: SheetData) -> str:
    """Return the SHA-256 of the clinical content, whoever prints it and when."""
    plain = json.dumps(content_lines(sheet), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def changes(previous: Mapping[str, str], sheet: SheetData) -> tuple[str, ...]:
    """Say in sentences what a sheet says otherwise than an earlier issue did.

    Args:
        previous: the content lines of the earlier issue.
        sheet: the sheet as it is now.

    Source:
        ux.md PR-06.
    """
    now = content_lines(sheet)
    labels = [*now, *(label for label in previous if label not in now)]
    changed = [
        label
        for label in labels
        if previous.get(label) != now.get(label) and label != DATE_REASON
    ]
    causes = [label for label in changed if not _follows(label, previous, now)]
    told = causes or changed
    along = [
        _along(label)
        for label in changed
        if label not in told and IMPLIED.get(label) not in changed
    ]
    sentences = [_change(label, previous, now) for label in told]
    return (*sentences, *([f"Changed with it: {', '.join(along)}."] if along else []))


def _changes(sheet: SheetData, previous: Mapping[str, str] | None) -> Iterator[str]:
    replaced = sheet.stamp.replaces
    if replaced is None:
        return
    if previous is None:
        yield f"The content of issue {replaced} is not on record; compare by eye."
        return
    yield from changes(previous, sheet) or [NOTHING_CHANGED]


def _follows(label: str, previous: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Say whether a line only moves along with another.

    The level in force is told with the dose. If nothing but its first day is
    another one, the visit moved and the dose did not change.
    """
    if label in FOLLOWING:
        return True
    before, after = previous.get(label, ""), now.get(label, "")
    if label == DOSE:
        return _same_dose(previous, now)
    if label != DOSE_LEVEL:
        return False
    return not _same_dose(previous, now) or SINCE.sub("", before) == SINCE.sub(
        "", after
    )


def _same_dose(previous: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Say whether milligrams, capsules and frequency are the same."""
    return _stretches(previous.get(DOSE, "")) == _stretches(now.get(DOSE, ""))


def _stretches(doses: str) -> list[str]:
    """Return the doses in their order; a hold does not make one into two."""
    return [dose for dose, _ in groupby(doses.split("; "))]


def _level(text: str) -> str:
    return SINCE.split(text, maxsplit=1)[0]


def _along(label: str) -> str:
    return (LEVEL_IN_FORCE if label == DOSE_LEVEL else label).lower()


def _change(label: str, previous: Mapping[str, str], now: Mapping[str, str]) -> str:
    before, after = previous.get(label), now.get(label)
    if label == VISIT_DATE and before and after:
        reason = f", {now[DATE_REASON]}" if DATE_REASON in now else ""
        return f"Visit moved from {before} to {after}{reason}."
    if label == DOSE_LEVEL and before and after and _level(before) == _level(after):
        label = f"Dose unchanged. {LEVEL_IN_FORCE}"
    if after is None:
        return f"{label}: no longer there. Before: {(before or '').rstrip('. ')}."
    return (
        f"{label}: {after.rstrip('. ')}. Before: {(before or 'nothing').rstrip('. ')}."
    )


def _capsule_lines(capsules: CapsulesPart) -> dict[str, str]:
    return {
        DOSE: "; ".join(DASH.join(dose.line) for dose in capsules.doses)
        or capsules.no_dose,
        DOSE_LEVEL: "; ".join(dose.level for dose in capsules.doses) or capsules.level,
        "Dosing days": "; ".join(
            f"{dose.first} to {dose.last}, {dose.length}" for dose in capsules.doses
        ),
        "Dates of doses": ", ".join(
            day for dose in capsules.doses for day in dose.days
        ),
        "Capsules on hold": "; ".join(capsules.holds),
        "Capsules": capsules.arithmetic,
        "Capsules to dispense": capsules.total,
        "Capsules last": capsules.covers,
        "Capsules due back": capsules.due_back,
    }


def _born(person: Participant) -> str:
    return str(person.birth_year) if person.birth_year else NOT_KNOWN


def _booked(visit: Visit) -> str:
    if visit.booked is None:
        return ""
    at = f" {visit.booked_at:%H:%M}" if visit.booked_at else ""
    return weekday_date(visit.booked) + at


def _reason(plan: Plan, visit: Visit) -> str:
    bookings = [f for f in plan.facts if isinstance(f, Booking)]
    found = [f.reason for f in bookings if f.visit == visit.visit and f.reason]
    return found[0] if found else ""
