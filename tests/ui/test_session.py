from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, Participant, Weight
from scheduler.core.study import Study
from scheduler.core.versions import plan_for
from scheduler.errors import CycleDeskError, DuplicateParticipantError
from tests.ui.conftest import ANNA, NOW, clock
from tests.ui.site import files, opened
from ui.session import Changes, Session, Store, Writer
from ui.site_files import country_days

PERSON = Participant(code="PL03-0050", first_day_1=date(2026, 11, 24))
BASELINE = Weight(on=date(2026, 11, 20), grams=59_950, baseline=True)


def added(store: Store, by: Writer) -> Changes:
    return store.add_participant(PERSON, BASELINE, by=by)


def test_a_write_is_announced_with_whom_it_concerns(qtbot: QtBot, session: Session):
    with qtbot.waitSignal(session.changed) as heard:
        changes = session.write(added)
    assert heard.args == [changes]
    (number,) = changes.participants
    assert session.participant(number).participant == PERSON
    assert session.participant(number).recorded_by == ANNA.name


def test_a_refused_write_is_not_announced(qtbot: QtBot, session: Session):
    session.write(added)
    with (
        qtbot.assertNotEmitted(session.changed),
        pytest.raises(DuplicateParticipantError),
    ):
        session.write(added)
    assert len(session.participants()) == 1


def test_a_change_is_in_every_plan_at_once(session: Session):
    (number,) = session.write(added).participants
    assert session.recent_plans()[number].visit("C1D1").booked is None
    assert session.plan(number).visit("C1D1").booked is None
    booking = Booking(visit="C1D1", on=date(2026, 11, 25), reason="transport")
    session.write(lambda store, by: store.book_visit(number, booking, by=by))
    assert session.recent_plans()[number].visit("C1D1").booked == booking.on
    assert session.plan(number).visit("C1D1").booked == booking.on


def test_plans_of_lists_agree_with_whole_plans_on_what_they_show(demo: Session):
    for number, recent in demo.recent_plans().items():
        whole = {visit.visit: visit for visit in demo.plan(number).visits}
        assert recent.visits
        for visit in recent.visits:
            assert whole[visit.visit] == visit
        assert recent.in_force == demo.plan(number).in_force


def test_a_file_opens_again_as_it_was_left(
    session: Session, shipped_study: Study, site_file: Path
):
    session.write(added)
    session.close()
    again = opened(shipped_study, site_file, clock)
    assert [one.participant for one in again.participants()] == [PERSON]
    assert again.attendance.people() == (ANNA,)
    assert again.site().code == "PL03"
    again.close()


def test_a_file_of_another_study_is_not_opened(
    session: Session, shipped_study: Study, site_file: Path
):
    session.close()
    before = site_file.read_bytes()
    other = replace(shipped_study, key="another-study")
    with pytest.raises(CycleDeskError, match=r"js001.* another-study"):
        opened(other, site_file, clock)
    assert site_file.read_bytes() == before


def test_a_file_that_is_not_there_is_a_sentence(shipped_study: Study, tmp_path: Path):
    with pytest.raises(CycleDeskError, match=r"gone\.cycledesk"):
        opened(shipped_study, tmp_path / "gone.cycledesk", clock)


def test_midnight_turns_every_plan_to_the_new_day(
    qtbot: QtBot, shipped_study: Study, tmp_path: Path
):
    now = [NOW]
    demo = files(shipped_study, tmp_path / "none", lambda: now[0]).demo()
    number = demo.participants()[0].id
    assert demo.plan(number).as_of == date(2026, 11, 23)
    with qtbot.assertNotEmitted(demo.day_turned):
        demo.look_at_clock()
    now[0] = NOW + timedelta(days=1)
    with qtbot.waitSignal(demo.day_turned):
        demo.look_at_clock()
    assert demo.plan(number).as_of == date(2026, 11, 24)
    assert demo.recent_plans()[number].as_of == date(2026, 11, 24)
    demo.close()


def test_the_demo_touches_no_file(demo: Session, tmp_path: Path):
    assert demo.demo
    assert demo.path is None
    demo.write(added)
    assert list(tmp_path.rglob("*.cycledesk*")) == []


def test_the_demo_equals_the_plan_from_its_exported_facts(demo: Session):
    for stored in demo.participants():
        document = demo.document(stored.id)
        plan = plan_for(
            demo.study, document, as_of=demo.today(), country=country_days("PL")
        )
        assert plan == demo.plan(stored.id)


def test_time_is_handed_in(session: Session):
    session.write(added)
    (stored,) = session.participants()
    assert isinstance(stored.recorded_at, datetime)
    assert stored.recorded_at == NOW
