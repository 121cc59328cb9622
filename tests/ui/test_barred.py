"""What cannot be done here by this person is off, and says why."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.people import PASSWORDS
from tests.ui.conftest import ANNA, clock
from tests.ui.dialog_data import settle
from tests.ui.site import open_at, sign_in_at_dialogs
from ui.desk import Desk
from ui.fact_actions import Ask
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session

Two = tuple[ParticipantId, ParticipantId]
WHY = "This file can only be read, so nothing can be saved."


@pytest.fixture
def reading(
    session: Session,
    two: Two,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    """A desk at a file that can only be read."""
    session.close()
    sign_in_at_dialogs(monkeypatch, ANNA.name)
    found = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    monkeypatch.setattr(os, "access", lambda *_given: False)
    assert session.path is not None
    open_at(found, session.path)
    found.show_participant(two[0])
    window.activateWindow()
    settle()
    yield found
    found.leave()


def test_every_button_that_would_save_is_off_and_says_why(reading: Desk):
    """F-04, F37, R47: read-only disables actions with a reason."""
    actions = reading.participant.actions_
    reading.participant.tabs.setCurrentIndex(2)
    reading.participant.records.facts.selectRow(0)
    buttons: list[QPushButton] = [
        actions.record,
        actions.book,
        actions.print,
        reading.participant.records.correct,
        reading.participants.add,
    ]
    for button in buttons:
        assert not button.isEnabled(), button.text()
        assert button.toolTip() == WHY
        assert button.accessibleDescription() == WHY
    assert not reading.menus.add.isEnabled()
    assert reading.menus.add.statusTip() == WHY
    assert reading.participant.records.trace.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_F9])
def test_a_key_that_would_save_says_why_not(
    qtbot: QtBot, reading: Desk, window: MainWindow, key: Qt.Key
):
    """K-05."""
    assert window.pages.currentWidget() is reading.participant
    focus = window.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)
    assert window.statusBar().currentMessage() == WHY


def test_nothing_of_the_menu_records_anything_and_each_says_why(
    qtbot: QtBot, reading: Desk, window: MainWindow
):
    """F-04, K-05: also the key of the dose is answered."""
    actions = [reading.menus.facts[asked] for asked in Ask]
    assert not any(action.isEnabled() for action in actions)
    assert {action.statusTip() for action in actions} == {WHY}
    assert {action.toolTip() for action in actions} == {WHY}
    focus = window.focusWidget()
    assert focus is not None
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(focus, Qt.Key.Key_D, both)
    assert window.statusBar().currentMessage() == WHY


def test_a_fact_does_not_open_to_be_corrected(qtbot: QtBot, reading: Desk):
    reading.participant.tabs.setCurrentIndex(2)
    facts = reading.participant.records.facts
    facts.selectRow(0)
    with qtbot.assertNotEmitted(reading.participant.correct_requested):
        facts.activated.emit(facts.currentIndex())
