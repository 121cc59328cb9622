"""From the menu to the records and back by Undo: each dialog is one save."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Weight
from scheduler.core.settings import WeightBasis
from scheduler.core.study import Study
from tests.ui.at_desk import GIVEN, TODAY, WEIGHED, WHO, facts, trigger, undo
from tests.ui.conftest import ANNA, clock
from tests.ui.dialog_data import (
    focused,
    press,
    replace_text,
    save_by_keys,
    settle,
    type_text,
)
from tests.ui.elsewhere import Answer, facts_of
from tests.ui.recording import with_setting
from tests.ui.site import made
from ui.desk import Desk
from ui.dialogs.record_fact import RecordFactDialog
from ui.fact_actions import Ask
from ui.fact_workflows import FactWorkflows
from ui.main_window import MainWindow
from ui.session import ParticipantId, StudySite

Do = Callable[[QtBot, RecordFactDialog], None]


def weigh(qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    type_text(qtbot, "59,95")


def interrupt(qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    _explain(qtbot)


def withhold(qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    _explain(qtbot)


def _explain(qtbot: QtBot) -> None:
    replace_text(qtbot, "Reason in your words", "fever")
    replace_text(qtbot, "Decided by", "Dr P. Nowak")


def nothing(_qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    """Everything is proposed."""


def bring_back(qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    replace_text(qtbot, "Capsules brought back", "0")


def miss(qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    replace_text(qtbot, "First day", "-2d")


def take_more(qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    type_text(qtbot, "1")


def choose_first(qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    press(qtbot, Qt.Key.Key_Down)


def end(qtbot: QtBot, _dialog: RecordFactDialog) -> None:
    replace_text(qtbot, "Reason in your words", "scan")


EVERY: list[tuple[Ask, Do]] = [
    (Ask.WEIGHT, weigh),
    (Ask.DOSE, interrupt),
    (Ask.INFUSION, withhold),
    (Ask.DISPENSING, nothing),
    (Ask.RETURN, bring_back),
    (Ask.MISSED, miss),
    (Ask.EXTRA, take_more),
    (Ask.UNSCHEDULED, choose_first),
    (Ask.OBSERVATION, choose_first),
    (Ask.EVENT, choose_first),
    (Ask.END_TREATMENT, end),
    (Ask.END_PARTICIPATION, choose_first),
]


def test_every_dialog_of_the_menu_is_tried():
    others = {Ask.CORRECT, Ask.WITHDRAW, Ask.RESTORE}
    assert {asked for asked, _ in EVERY} == set(Ask) - others


@pytest.mark.parametrize(("asked", "do"), EVERY, ids=[one.name for one, _ in EVERY])
def test_each_is_recorded_by_keyboard_in_one_save_and_undone_by_one_key(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer], asked: Ask, do: Do
):
    """F-05, K-01: walk-through 6, for every dialog."""
    before = facts(at_desk)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordFactDialog)
        do(qtbot, dialog)
        save_by_keys(qtbot)
        if dialog.confirm.isVisible():
            press(qtbot, Qt.Key.Key_Tab)
            assert focused() is dialog.confirm.act
            press(qtbot, Qt.Key.Key_Space)
        assert not dialog.isVisible(), dialog.summary.text()

    answers.append(answer)
    trigger(at_desk, asked)
    assert len(facts(at_desk)) > len(before)
    undo(qtbot, at_desk)
    assert facts(at_desk) == before


def test_leaving_a_dialog_saves_nothing(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer]
):
    """F-09: what was typed is kept until it is discarded on purpose."""
    before = facts(at_desk)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordFactDialog)
        type_text(qtbot, "61")
        press(qtbot, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert focused() is dialog.confirm.stay
        dialog.confirm.act.click()

    answers.append(answer)
    trigger(at_desk, Ask.WEIGHT)
    assert facts(at_desk) == before


def test_the_key_of_the_dose_opens_its_dialog(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer]
):
    """Ux.md 3.2: two hands on purpose."""
    seen: list[str] = []
    answers.append(lambda dialog: seen.append(dialog.windowTitle()))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(at_desk.participant, Qt.Key.Key_D, both)
    assert seen == ["Change lenvatinib dose"]


def test_the_key_says_so_where_no_participant_is_chosen(
    qtbot: QtBot, at_desk: Desk, window: MainWindow
):
    """K-05."""
    window.show_page(at_desk.history)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_D, both)
    assert window.statusBar().currentMessage() == "Open a participant first."


def test_the_key_says_why_it_does_nothing_without_a_file(
    qtbot: QtBot, at_desk: Desk, window: MainWindow
):
    """K-05, F-04."""
    at_desk.leave()
    settle()
    action = at_desk.menus.facts[Ask.DOSE]
    assert not action.isEnabled()
    assert action.statusTip() == "Open a site file or the demo first"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_D, both)
    said = window.statusBar().currentMessage()
    assert said == "Open a site file or the demo first"


def test_a_row_of_the_list_is_enough_to_record_of_it(
    at_desk: Desk, window: MainWindow, answers: list[Answer]
):
    window.show_page(at_desk.participants)
    settle()
    at_desk.participants.view.selectRow(0)
    seen: list[str] = []
    answers.append(lambda dialog: seen.append(dialog.windowTitle()))
    trigger(at_desk, Ask.WEIGHT)
    assert seen == ["Record weight"]


def test_the_page_offers_the_same_actions_as_the_menu(at_desk: Desk):
    menu = at_desk.participant.more.menu()
    found = [action for action in menu.actions() if not action.isSeparator()]
    assert found == [at_desk.menus.facts[asked] for asked in Ask]
    texts = [action.text().replace("&", "") for action in found]
    assert "Change lenvatinib dose…" in texts
    assert len(set(texts)) == len(texts)


def test_a_weight_that_proposes_a_dose_leads_to_the_decision(
    qtbot: QtBot,
    shipped_study: Study,
    site_file: Path,
    window: MainWindow,
    answers: list[Answer],
):
    """Ux.md 3.11: the weight is saved first, then the dose is asked for."""
    study = with_setting(shipped_study, weight_basis=WeightBasis.EVERY_DAY_1)
    site = StudySite(study=study.key, code="PL03", name="Test site", country="PL")
    session = made(study, site_file, clock, site, ANNA)
    session.write(
        lambda store, by: store.add_participant(WHO, facts=(WEIGHED, GIVEN), by=by)
    )
    seen: list[str] = []

    def weighing(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordFactDialog)
        type_text(qtbot, "59,9")
        dialog.form.change.click()  # type: ignore[attr-defined]

    answers += [weighing, lambda dialog: seen.append(dialog.windowTitle())]
    FactWorkflows(session, window).record(Ask.WEIGHT, ParticipantId(1))
    assert seen == ["Change lenvatinib dose"]
    weights = facts_of(session, ParticipantId(1), Weight)
    session.close()
    assert weights == [WEIGHED, Weight(on=TODAY, grams=59_900)]
