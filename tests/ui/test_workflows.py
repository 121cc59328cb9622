"""What people do at the pages, on real records: who is first, and who is told."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    InfusionOutcome,
    InfusionRecord,
    Weight,
)
from scheduler.core.facts_text import read_facts, write_facts
from scheduler.core.versions import plan_for
from tests.ui.dialog_data import save_by_keys
from tests.ui.elsewhere import Answer, book_elsewhere, facts_of
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.record_visit import RecordVisitDialog
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session
from ui.site_files import country_days
from ui.workflows import Workflows


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
    """F07."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        dialog.form.weight.weight.entry.control().setText("60,2")  # type: ignore[attr-defined]
        qtbot.mouseDClick(dialog.act, Qt.MouseButton.LeftButton)
        dialog.submit()

    answers.append(answer)
    workflows.record(two[0], "C1D1")
    assert len(facts_of(session, two[0], InfusionRecord)) == 1
    assert len(facts_of(session, two[0], Weight)) == 2


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
        plan = plan_for(
            demo.study, document, as_of=demo.today(), country=country_days("PL")
        )
        assert plan == demo.plan(stored.id)


def test_exported_facts_are_for_the_user_alone_and_stand_in_history(
    session: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    tmp_path: Path,
):
    """R26, R56: no file leaves without a trace; the digest tells which it was."""
    file = tmp_path / "facts.json"
    workflows.export_to(file, two[1])
    assert file.stat().st_mode & 0o077 == 0
    found = session.read(lambda store: store.history(participant=two[1]))
    told = {one.field: one.new for one in found if one.record == "export"}
    assert told == {
        "what": "Facts, JSON",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


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
    assert Path(offered[0]).name.startswith("DEMO_PL03-")
    (written,) = tmp_path.rglob("*.json")
    assert written.read_text(encoding="utf-8") == write_facts(demo.document(number))


def test_an_export_that_fails_says_where_and_what_to_do(
    demo: Session,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    number = demo.participants()[0].id
    chosen = str(tmp_path / "gone" / "facts.json")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    Workflows(demo, window).export(number)
    assert window.message.isVisible()
    assert "gone" in window.message.text()
    assert "choose another folder" in window.message.text()
