"""Which version of the profile the window goes by, and when it turns to the next."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Participant
from scheduler.core.study import Study
from scheduler.core.versions import plan_for
from scheduler.store.file_errors import OtherVersionError
from tests.store.given import AMENDED
from tests.ui.conftest import ANNA, BEA, NOW, clock
from tests.ui.dialog_data import FACTS, PARTICIPANT
from tests.ui.site import add_colleague, joined, made, opened
from ui.session import ParticipantId, Session, StudySite
from ui.site_files import country_days

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
SITE = StudySite(study=AMENDED.key, code="PL03", name="Test site", country="PL")


@pytest.fixture
def now() -> list[datetime]:
    """What the clock of the session says."""
    return [NOW]


@pytest.fixture
def amended(site_file: Path, now: list[datetime]) -> Iterator[Session]:
    """A site file of a profile with three versions, the first of which holds."""
    found = made(AMENDED, site_file, lambda: now[0], SITE, ANNA)
    yield found
    found.close()


@pytest.fixture
def number(amended: Session) -> ParticipantId:
    changes = amended.write(
        lambda store, by: store.add_participant(PARTICIPANT, facts=FACTS, by=by)
    )
    (found,) = changes.participants
    return found


def take_effect(session: Session, *versions: tuple[str, date]):
    """Save since when versions hold at the site."""
    ours = replace(SITE, versions=versions)
    session.write(
        lambda store, by: store.set_site(
            ours, ver=store.site().ver, reason="approved", by=by
        )
    )


def closes(session: Session, number: ParticipantId, name: str) -> list[date]:
    """Return when a window closes: in lists, and on the participant's own page."""
    plans = session.recent_plans()[number], session.plan(number)
    return [plan.visit(name).window.closes for plan in plans]


def test_before_a_version_has_taken_effect_the_first_one_holds(
    amended: Session, number: ParticipantId
):
    assert amended.study is AMENDED
    assert amended.settings == AMENDED.settings
    assert closes(amended, number, "C4D1") == [date(2026, 11, 26)] * 2


def test_a_version_that_takes_effect_is_in_every_plan_at_once(
    qtbot: QtBot, amended: Session, number: ParticipantId
):
    before = closes(amended, number, "C4D1")
    with qtbot.waitSignal(amended.changed):
        take_effect(amended, ("2.0", TODAY))
    assert amended.study.profile_version == "2.0"
    assert amended.settings.day_1_after == 4
    assert closes(amended, number, "C4D1") == [before[0] + timedelta(days=1)] * 2
    assert closes(amended, number, "C3D1") == [date(2026, 11, 5)] * 2  # done before
    take_effect(amended)
    assert closes(amended, number, "C4D1") == before


def test_a_version_holds_from_midnight_on(
    qtbot: QtBot, amended: Session, number: ParticipantId, now: list[datetime]
):
    take_effect(amended, ("2.0", TODAY), ("3.0", TOMORROW))
    assert closes(amended, number, "C4D1") == [date(2026, 11, 27)] * 2
    now[0] = NOW + timedelta(days=1)
    with qtbot.waitSignal(amended.day_turned):
        amended.look_at_clock()
    assert amended.study.profile_version == "3.0"
    assert amended.rules.today == TOMORROW
    assert closes(amended, number, "C4D1") == [date(2026, 11, 28)] * 2


def test_a_version_entered_at_another_desk_is_caught_up_with(
    amended: Session, number: ParticipantId, site_file: Path
):
    assert closes(amended, number, "C4D1") == [date(2026, 11, 26)] * 2
    other = opened(AMENDED, site_file, clock, ANNA.name)
    take_effect(other, ("2.0", TODAY))
    other.close()
    amended.catch_up()
    assert amended.study.profile_version == "2.0"
    assert closes(amended, number, "C4D1") == [date(2026, 11, 27)] * 2


def test_a_dialog_plans_as_the_page_behind_it(amended: Session, number: ParticipantId):
    take_effect(amended, ("2.0", date(2026, 11, 2)), ("3.0", TODAY))
    document = amended.document(number)
    plan = amended.rules.plan(document)
    assert plan == amended.plan(number)
    assert plan == plan_for(
        AMENDED, document, as_of=TODAY, country=country_days(document.site.country)
    )
    windows = [plan.visit(f"C{cycle}D1").window.closes for cycle in (2, 3, 4)]
    assert windows == [date(2026, 10, 15), date(2026, 11, 6), date(2026, 11, 28)]
    far = amended.rules.plan(document, 12)
    assert far.visit("C12D1").target == date(2027, 5, 10)


def test_a_closed_day_is_in_every_plan_at_once(amended: Session, number: ParticipantId):
    monday = date(2026, 11, 23)
    assert amended.recent_plans()[number].calendar.is_open(monday)
    ours = replace(SITE, closed_days=(monday,))
    amended.write(
        lambda store, by: store.set_site(ours, ver=1, reason="holiday", by=by)
    )
    for plan in (amended.recent_plans()[number], amended.plan(number)):
        assert not plan.calendar.is_open(monday)


def test_a_person_who_is_entered_hides_nobody(amended: Session, site_file: Path):
    person = Participant(code="PL03-0050", first_day_1=TOMORROW)
    amended.write(lambda store, by: store.add_participant(person, by=by))
    add_colleague(amended, BEA)
    other = joined(AMENDED, site_file, clock, BEA.name)
    assert len(other.recent_plans()) == 1
    other.close()


def test_a_file_by_a_version_unknown_here_is_not_opened(
    amended: Session, site_file: Path, shipped_study: Study
):
    take_effect(amended, ("2.0", TODAY))
    amended.close()
    before = site_file.read_bytes()
    with pytest.raises(OtherVersionError, match=r"version 2\.0 .* knows 1\.0\. "):
        opened(shipped_study, site_file, clock)
    assert site_file.read_bytes() == before
