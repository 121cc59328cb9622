"""What people do at the pages, on real records: who is first, and who is told."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    Booking,
    InfusionOutcome,
    InfusionRecord,
    Participant,
    Weight,
)
from scheduler.core.facts_text import read_facts, write_facts
from scheduler.core.plan import make_plan
from scheduler.core.study import Study
from scheduler.errors import StaleRecordError
from tests.ui.conftest import NOW, clock
from tests.ui.dialog_data import plain, save_by_keys, settle
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.record_visit import RecordVisitDialog
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.session import ParticipantId, Person, Role, Session, StoredFact
from ui.site_files import open_file
from ui.workflows import Seen, Workflows

FIRST_DAY = date(2026, 11, 23)
BASELINE = Weight(on=date(2026, 11, 20), grams=59_950, baseline=True)
BOTH = ("PL03-0012", "PL03-0021")
Answer = Callable[[QDialog], None]


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences) -> MainWindow:
    found = MainWindow(preferences)
    qtbot.addWidget(found)
    found.show()
    return found


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """What is done in each dialog that opens, in order."""
    waiting: list[Answer] = []

    def take(dialog: QDialog) -> int:
        dialog.show()
        dialog.activateWindow()
        settle()
        waiting.pop(0)(dialog)
        settle()
        dialog.hide()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", take)
    return waiting


@pytest.fixture
def two(session: Session) -> tuple[ParticipantId, ParticipantId]:
    """Two participants with codes that are easily taken for one another."""
    numbers = []
    for code in BOTH:
        person = Participant(code=code, first_day_1=FIRST_DAY)
        changes = session.write(
            lambda store, by, person=person: store.add_participant(
                person, BASELINE, by=by
            )
        )
        numbers += changes.participants
    return numbers[0], numbers[1]


@pytest.fixture
def other_desk(
    session: Session, shipped_study: Study, site_file: Path
) -> Iterator[Session]:
    """A colleague on the same file."""
    found = open_file(shipped_study, site_file, clock)
    found.write_as(Person(name="B. Nowak", initials="BN", role=Role.COORDINATOR))
    session.catch_up()
    yield found
    found.close()


@pytest.fixture
def workflows(session: Session, window: MainWindow) -> Workflows:
    return Workflows(session, window)


def baseline_of(session: Session, number: ParticipantId) -> StoredFact:
    return next(one for one in session.facts(number) if isinstance(one.fact, Weight))


def facts_of(session: Session, number: ParticipantId, kind: type) -> list[object]:
    return [one.fact for one in session.facts(number) if isinstance(one.fact, kind)]


def correct_elsewhere(desk: Session, number: ParticipantId, grams: int) -> None:
    stored = baseline_of(desk, number)
    weight = Weight(on=BASELINE.on, grams=grams, baseline=True)
    desk.write(
        lambda store, by: store.correct_fact(
            stored.id, stored.ver, weight, reason="scale read again", by=by
        )
    )


def book_elsewhere(desk: Session, number: ParticipantId, on: date) -> None:
    booking = Booking(visit="C2D1", on=on, reason="transport")
    desk.write(lambda store, by: store.book_visit(number, booking, by=by))


def enter_weight(dialog: QDialog, text: str) -> None:
    assert isinstance(dialog, CorrectFactDialog)
    dialog.form.fields()[1].entry.control().setText(text)  # type: ignore[attr-defined]
    dialog.reason.entry.set_value("slip of the pen")


def test_a_visit_is_recorded_for_the_participant_it_was_opened_for(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        dialog.form.weight.weight.entry.control().setText("60,2")  # type: ignore[attr-defined]
        save_by_keys(qtbot)
        assert not dialog.isVisible()

    answers.append(answer)
    workflows.record(two[1], "C1D1")
    assert facts_of(session, two[0], InfusionRecord) == []
    (given,) = facts_of(session, two[1], InfusionRecord)
    assert isinstance(given, InfusionRecord)
    assert given.outcome is InfusionOutcome.GIVEN
    assert session.plan(two[1]).in_force.level.mg == 8


def test_saving_twice_in_a_row_is_one_entry(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        dialog.form.weight.weight.entry.control().setText("60,2")  # type: ignore[attr-defined]
        qtbot.mouseDClick(dialog.act, Qt.MouseButton.LeftButton)
        dialog.submit()

    answers.append(answer)
    workflows.record(two[0], "C1D1")
    assert len(facts_of(session, two[0], InfusionRecord)) == 1
    assert len(facts_of(session, two[0], Weight)) == 2


def test_a_correction_that_comes_second_shows_both_versions_and_keeps_what_is_typed(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    said: list[str] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectFactDialog)
        correct_elsewhere(other_desk, two[0], 62_500)
        enter_weight(dialog, "61.5")
        save_by_keys(qtbot)
        assert dialog.isVisible()
        said.append(plain(dialog.summary.text()))
        assert facts_of(other_desk, two[0], Weight)[0].grams == 62_500
        assert dialog.form.fields()[1].entry.control().text() == "61.5"
        assert "62.5 kg" in plain(dialog.recorded.text())
        save_by_keys(qtbot)
        assert not dialog.isVisible()

    answers.append(answer)
    workflows.correct(baseline_of(session, two[0]))
    assert "B. Nowak saved this at 09:41" in said[0]
    assert "In the records: Fri 20-Nov-2026, 62.5 kg" in said[0]
    assert "Entered here: Fri 20-Nov-2026, 61.5 kg" in said[0]
    assert facts_of(other_desk, two[0], Weight)[0].grams == 61_500


def test_a_version_that_nobody_was_shown_is_never_overwritten(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        correct_elsewhere(other_desk, two[0], 62_500)
        enter_weight(dialog, "61.5")
        save_by_keys(qtbot)
        correct_elsewhere(other_desk, two[0], 63_500)
        save_by_keys(qtbot)
        assert dialog.isVisible()
        assert "63.5 kg" in plain(dialog.summary.text())  # type: ignore[attr-defined]

    answers.append(answer)
    workflows.correct(baseline_of(session, two[0]))
    assert facts_of(session, two[0], Weight)[0].grams == 63_500


def test_a_withdrawal_that_comes_second_is_asked_about_again(
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectFactDialog)
        dialog.reason.entry.set_value("wrong participant")
        dialog.withdraw_button.click()
        correct_elsewhere(other_desk, two[0], 62_500)
        dialog.confirm.act.click()
        assert dialog.isVisible()
        said = plain(dialog.summary.text())
        assert "62.5 kg" in said
        assert "Entered here: withdrawn" in said

    answers.append(answer)
    workflows.correct(baseline_of(session, two[0]))
    assert facts_of(session, two[0], Weight)[0].grams == 62_500


def test_a_record_withdrawn_elsewhere_is_told_before_a_dialog_opens(
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
):
    seen = baseline_of(session, two[0])
    other_desk.write(
        lambda store, by: store.withdraw_fact(
            seen.id, seen.ver, reason="wrong participant", by=by
        )
    )
    workflows.correct(seen)
    assert window.message.isVisible()
    assert "withdrawn" in window.message.text()


def test_a_booking_is_decided_on_what_another_desk_has_booked(
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    assert session.plan(two[0]).visit("C2D1").booked is None
    book_elsewhere(other_desk, two[0], date(2026, 12, 15))
    shown: list[object] = []
    answers.append(lambda dialog: shown.append(dialog.day.value()))  # type: ignore[attr-defined]
    workflows.book(two[0], "C2D1")
    assert shown == [date(2026, 12, 15)]
    assert session.plan(two[0]).visit("C2D1").booked == date(2026, 12, 15)


def test_a_booking_that_comes_second_shows_both_days(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        dialog.day.entry.set_value(date(2026, 12, 16))
        dialog.reason.entry.set_value("by phone")
        book_elsewhere(other_desk, two[0], date(2026, 12, 15))
        save_by_keys(qtbot)
        assert dialog.isVisible()
        said = plain(dialog.summary.text())
        assert "In the records: Tue 15-Dec-2026" in said
        assert "Entered here: Wed 16-Dec-2026" in said
        save_by_keys(qtbot)
        assert not dialog.isVisible()

    answers.append(answer)
    workflows.book(two[0], "C2D1")
    assert session.plan(two[0]).visit("C2D1").booked == date(2026, 12, 16)


def test_a_visit_recorded_twice_is_told_with_both_and_kept_as_typed(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    theirs = InfusionRecord(
        cycle=1, on=FIRST_DAY, outcome=InfusionOutcome.NOT_GIVEN, reason="toxicity"
    )

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        other_desk.write(lambda store, by: store.record_fact(two[0], theirs, by=by))
        dialog.form.weight.weight.entry.control().setText("60,2")  # type: ignore[attr-defined]
        save_by_keys(qtbot)
        assert dialog.isVisible()
        said = plain(dialog.summary.text())
        assert "B. Nowak" in said
        assert "not given, toxicity" in said
        assert dialog.form.weight.weight.entry.control().text() == "60,2"  # type: ignore[attr-defined]

    answers.append(answer)
    workflows.record(two[0], "C1D1")
    assert facts_of(session, two[0], InfusionRecord) == [theirs]
    assert session.plan(two[0]).visit("C1D1").outcome is not None


def test_a_change_that_arrives_while_a_dialog_is_open_does_it_no_harm(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        book_elsewhere(session, two[1], date(2026, 12, 15))
        session.day_turned.emit()
        dialog.day.entry.set_value(date(2026, 12, 16))
        save_by_keys(qtbot)
        assert not dialog.isVisible()

    answers.append(answer)
    workflows.book(two[0], "C2D1")
    assert session.plan(two[0]).visit("C2D1").booked == date(2026, 12, 16)
    assert session.plan(two[1]).visit("C2D1").booked == date(2026, 12, 15)


def test_exported_facts_give_the_plan_that_is_on_the_screen(
    demo: Session, window: MainWindow, tmp_path: Path
):
    workflows = Workflows(demo, window)
    for stored in demo.participants():
        file = tmp_path / f"{stored.id}.json"
        workflows.export_to(file, stored.id)
        document = read_facts(file.read_text(encoding="utf-8"), demo.study)
        assert document == demo.document(stored.id)
        plan = make_plan(
            demo.study, demo.settings_of(document), document, as_of=demo.today()
        )
        assert plan == demo.plan(stored.id)


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("name", ["PL03.cycledesk", "PL03", "DEMO_facts.json"])
def test_an_export_never_takes_the_place_of_a_site_file(
    demo: Session,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    site_file: Path,
    name: str,
):
    before = site_file.read_bytes()
    chosen = str(tmp_path / name)
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return chosen, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    number = demo.participants()[0].id
    Workflows(demo, window).export(number)
    assert site_file.read_bytes() == before
    assert offered[0].startswith("DEMO_PL03-")
    (written,) = tmp_path.rglob("*.json")
    assert written.read_text(encoding="utf-8") == write_facts(demo.document(number))


def test_an_export_that_fails_says_where_and_what_to_do(
    demo: Session, window: MainWindow, tmp_path: Path
):
    number = demo.participants()[0].id
    Workflows(demo, window).export_to(tmp_path / "gone" / "facts.json", number)
    assert window.message.isVisible()
    assert "gone" in window.message.text()
    assert "Choose another folder" in window.message.text()


def test_only_the_version_that_was_shown_is_taken(
    session: Session, two: tuple[ParticipantId, ParticipantId]
):
    stored = baseline_of(session, two[0])
    shown = Weight(on=BASELINE.on, grams=62_500, baseline=True)
    later = Weight(on=BASELINE.on, grams=63_500, baseline=True)
    stale = StaleRecordError(theirs=shown, ours=BASELINE, by="B. Nowak", at=NOW)
    seen = Seen(stored)
    for found in (None, replace(stored, ver=3, fact=later)):
        with pytest.raises(StaleRecordError), seen.compared(lambda: found):  # noqa: B023
            raise stale
        assert seen.ver == stored.ver
    with (
        pytest.raises(StaleRecordError),
        seen.compared(lambda: replace(stored, ver=2, fact=shown)),
    ):
        raise stale
    assert seen.ver == 2
