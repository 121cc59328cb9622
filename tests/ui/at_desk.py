"""Anna at the page of a participant in the second cycle, for tests of every dialog."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    Fact,
    InfusionOutcome,
    InfusionRecord,
    Participant,
)
from tests.ui.dialog_data import settle
from tests.ui.elsewhere import BASELINE
from ui.desk import Desk
from ui.fact_actions import Ask
from ui.session import ParticipantId

TODAY = date(2026, 11, 23)
GIVEN = InfusionRecord(cycle=1, on=date(2026, 11, 2), outcome=InfusionOutcome.GIVEN)
WHO = Participant(code="PL03-0012", first_day_1=GIVEN.on, randomization_number="4711")
WEIGHED = replace(BASELINE, on=date(2026, 10, 30), grams=62_000)


def facts(desk: Desk) -> list[Fact]:
    assert desk.session is not None
    return [one.fact for one in desk.session.facts(ParticipantId(1))]


def trigger(desk: Desk, asked: Ask) -> None:
    action = desk.menus.facts[asked]
    assert action.isEnabled()
    action.trigger()


def undo(qtbot: QtBot, desk: Desk) -> None:
    """Press Ctrl+Z at the page; a window manager gives it the keys back."""
    desk.participant.activateWindow()
    settle()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(desk.participant, Qt.Key.Key_Z, control)
