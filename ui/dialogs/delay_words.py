"""What a delay does, in sentences: the rule, the capsules, the paper."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from scheduler.core.dates import clinical_date, days_text, weekday_date
from scheduler.core.delay import Gap
from scheduler.core.in_hand import InHand
from scheduler.core.printed import WrongSheet
from scheduler.core.quantities import capsules_text
from scheduler.core.settings import NextDay1
from scheduler.core.study import Study
from scheduler.core.what_if_text import sheet_text

translate = QCoreApplication.translate


def rule_words(study: Study, rule: NextDay1) -> str:
    """Return what the visits behind a delay count from, and which profile says so."""
    words = {
        NextDay1.ROLLING: translate(
            "delay", "the next Day 1 counts from the actual Day 1"
        ),
        NextDay1.FIXED: translate("delay", "every Day 1 counts from the first Day 1"),
        NextDay1.ROLLING_IF_OUTSIDE: translate(
            "delay", "the next Day 1 counts from the actual Day 1 if that is outside"
        ),
    }[rule]
    return translate("delay", "{rule} (profile {version})").format(
        rule=words, version=study.profile_version
    )


def why_rule(study: Study, rule: NextDay1) -> str:
    """Say which setting the rule is, what else it could be, and who says so."""
    found = study.setting_rules["next_day_1"]
    words = translate(
        "delay", "{title}: {value}. {allowed}. Source: {source}, {citation}."
    )
    return words.format(
        title=found.title,
        value=rule.value,
        allowed=found.allowed,
        source=found.provenance.source.value,
        citation=found.provenance.citation,
    )


def supply_words(found: InHand | None, last: date | None) -> str:
    """Say how long the capsules at home last, and whether that is long enough.

    Args:
        found: the capsules at home, None where nobody can know them.
        last: the last day for which they are enough, None for a year and more.
    """
    if found is None:
        return translate(
            "delay",
            "Nobody has recorded capsules that are at home now, so it is not known how "
            "long they last.",
        )
    if last is None:
        return translate(
            "delay", "Capsules in hand last for more than a year: few are ordered."
        )
    if not found.short:
        words = translate("delay", "Capsules in hand last to {day}.")
        return words.format(day=clinical_date(last))
    words = translate(
        "delay",
        "Capsules in hand last to {day}: {days} short of {visit} on {on}, {short}. "
        "More have to be dispensed before that visit.",
    )
    return words.format(
        day=clinical_date(last),
        days=days_text((found.following.expected - last).days - 1),
        visit=found.following.visit,
        on=clinical_date(found.following.expected),
        short=capsules_text(found.short),
    )


def why_supply(found: InHand) -> str:
    """Write the arithmetic of the capsules at home."""
    words = translate(
        "delay",
        "{count} handed out from {since} on; {needed} ordered to the day before "
        "{visit} on {on}.",
    )
    return words.format(
        count=capsules_text(found.count),
        since=clinical_date(found.since),
        needed=capsules_text(found.needed),
        visit=found.following.visit,
        on=clinical_date(found.following.expected),
    )


def paper_words(sheets: tuple[WrongSheet, ...]) -> str:
    """Name the printed sheets that become out of date."""
    if not sheets:
        return translate("delay", "No printed sheet becomes out of date.")
    return "\n".join(sheet_text(sheet) for sheet in sheets)


def gap_words(gap: Gap) -> str:
    """Say how long after the last infusion the new date lies."""
    words = translate(
        "delay",
        "{days} after the last infusion on {last}; the profile allows {allowed}.",
    )
    days = days_text(gap.days)
    return words.format(days=days, last=clinical_date(gap.last), allowed=gap.allowed)


def held_words(since: date) -> str:
    """Say that a new date does not end a hold."""
    words = translate(
        "delay",
        "The infusion is on hold since {day}. A new date does not end the hold.",
    )
    return words.format(day=weekday_date(since))
