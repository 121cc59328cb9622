"""A participant in the fourth cycle, and every dialog about somebody like that."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    Booking,
    Dispensing,
    Event,
    EventKind,
    Fact,
    FactsDocument,
    InfusionOutcome,
    InfusionRecord,
    Participant,
    Return,
    Sex,
    Site,
    Weight,
)
from scheduler.core.plan import Plan, make_plan
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from tests.ui.each_kind import (
    CAME_BACK,
    ENDED,
    EXTRA,
    HOLD,
    IMAGING,
    MISSED,
    REDUCED,
    SEEN,
    UNPLANNED,
)
from ui.dialogs.add_participant import AddParticipantDialog
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.record_visit import RecordVisitDialog
from ui.rules import Rules

TODAY = date(2026, 11, 23)
PARTICIPANT = Participant(
    code="PL03-0012",
    first_day_1=date(2026, 9, 21),
    birth_year=1961,
    sex=Sex.MALE,
    randomization_number="4711",
    consented=date(2026, 9, 1),
    randomized=date(2026, 9, 18),
)
BASELINE = Weight(on=date(2026, 9, 18), grams=62000, baseline=True)
LAST_WEIGHT = Weight(on=date(2026, 11, 2), grams=61000)
DISPENSED = Dispensing(on=date(2026, 11, 2), capsules=63)
RETURNED = Return(on=date(2026, 11, 2), capsules=3)
PROGRESSION = Event(event=EventKind.PROGRESSION, on=date(2026, 11, 20))
OTHERS: dict[str, Fact] = {
    "correct hold": HOLD,
    "correct decision": REDUCED,
    "correct missed": MISSED,
    "correct extra": EXTRA,
    "correct lost": CAME_BACK,
    "correct visit": IMAGING,
    "correct unscheduled": UNPLANNED,
    "correct observation": SEEN,
    "correct end": ENDED,
}


def infusion(cycle: int, on: date) -> InfusionRecord:
    return InfusionRecord(
        cycle=cycle, on=on, outcome=InfusionOutcome.GIVEN, start=time(9, 5)
    )


THIRD = infusion(3, date(2026, 11, 2))
BOOKED = Booking(visit="C4D1", on=date(2026, 11, 24), at=time(9, 0))
FACTS: tuple[Fact, ...] = (
    BASELINE,
    infusion(1, date(2026, 9, 21)),
    infusion(2, date(2026, 10, 12)),
    THIRD,
    LAST_WEIGHT,
    DISPENSED,
    RETURNED,
)


def plain(text: str) -> str:
    """Return a text with spaces that break."""
    return text.replace("\u00a0", " ")


def given(on: date = TODAY, **more: object) -> InfusionRecord:
    """Return the infusion of the fourth cycle."""
    values = {"cycle": 4, "on": on, "outcome": InfusionOutcome.GIVEN, **more}
    return InfusionRecord(**values)  # type: ignore[arg-type]


def document(study: Study, *facts: Fact) -> FactsDocument:
    return FactsDocument(
        study=study.key, participant=PARTICIPANT, facts=(*FACTS, *facts)
    )


def rules(study: Study) -> Rules:
    return Rules(profile=study, site=Site(), today=TODAY)


def plan(study: Study, *facts: Fact) -> Plan:
    return make_plan(study, study.settings, document(study, *facts), as_of=TODAY)


def visit(study: Study, name: str, *facts: Fact) -> Visit:
    found = plan(study, *facts).visit(name)
    assert found is not None
    return found


def nothing(*_saved: object) -> None:
    """Save nowhere."""


def dialog_named(study: Study, name: str) -> FormDialog:
    """Return one of the dialogs, by the name of a test."""
    ours = rules(study)
    found = document(study, BOOKED, PROGRESSION, *OTHERS.values())
    facts: dict[str, Fact] = {
        **OTHERS,
        "correct weight": LAST_WEIGHT,
        "correct infusion": THIRD,
        "correct booking": BOOKED,
        "correct dispensing": DISPENSED,
        "correct return": RETURNED,
        "correct event": PROGRESSION,
    }
    if name in facts:
        fact = facts[name]
        return CorrectFactDialog(ours, found, fact, nothing, nothing)
    if name == "add":
        return AddParticipantDialog(ours, ["PL03-0021"], nothing)
    if name == "book":
        where = visit(study, "C4D1")
        return BookVisitDialog(ours, found, where, nothing)
    where = visit(study, {"record": "C4D1"}.get(name, "imaging week 12"))
    return RecordVisitDialog(ours, document(study), where, nothing)


def show(qtbot: QtBot, dialog: QDialog) -> None:
    """Show a dialog and wait until it has the focus."""
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    settle()


def settle() -> None:
    """Let every layout come to rest."""
    for _ in range(12):
        QApplication.processEvents()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_text(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(focused(), text)


def press(qtbot: QtBot, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(focused(), key)


def save_by_keys(qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def tab_to(qtbot: QtBot, name: str) -> None:
    """Press Tab until the control of a name has the focus."""
    for _ in range(80):
        if focused().accessibleName() == name:
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name!r}")


def replace_text(qtbot: QtBot, name: str, text: str) -> None:
    """Go to a line by Tab and type another text."""
    tab_to(qtbot, name)
    line = focused()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_text(qtbot, text)


def interfaces(widget: QWidget) -> list[QAccessibleInterface]:
    """Return everything that a screen reader finds in a widget."""
    root = QAccessible.queryAccessibleInterface(widget)
    found, waiting = [], [root]
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid():
            continue
        found.append(one)
        waiting += [one.child(at) for at in range(one.childCount())]
    return found
