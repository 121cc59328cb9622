"""The dialog of the dose, and how somebody goes through it by keyboard."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QRadioButton
from pytestqt.qtbot import QtBot

from scheduler.core.facts import DoseAction, DoseDecision, Fact, Hold
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    focused,
    press,
    replace_text,
    tab_to,
)
from tests.ui.recording import (
    Saved,
    november,
    recording,
)
from ui.dialogs.record_fact import RecordFactDialog
from ui.forms.dose_change_form import DoseChangeForm
from ui.forms.fact_form import Ground

RIGHT, DOWN, LEFT = Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left
HELD = Hold(drug="lenvatinib", starts=november(10), reason="toxicity")
REDUCED = DoseDecision(
    on=november(16), starts=november(17), action=DoseAction.REDUCE, to="8 mg daily"
)
STOPPED = replace(REDUCED, action=DoseAction.DISCONTINUE, to=None)


def changing(
    qtbot: QtBot, study: Study, *facts: Fact
) -> tuple[RecordFactDialog, DoseChangeForm, Saved]:
    dialog, saved = recording(qtbot, study, form_of, *facts)
    assert isinstance(dialog.form, DoseChangeForm)
    return dialog, dialog.form, saved


def form_of(ground: Ground) -> DoseChangeForm:
    return DoseChangeForm(ground, ["Dr P. Nowak", "Dr Z. Lis"])


def explain(qtbot: QtBot, reason: str, by: str = "Dr P. Nowak") -> None:
    """Say why by the list and its arrow keys, and who decided."""
    tab_to(qtbot, "Reason")
    box = focused()
    assert isinstance(box, QComboBox)
    while box.currentText() != reason:
        before = box.currentIndex()
        press(qtbot, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"no {reason!r} in the list"
    replace_text(qtbot, "Decided by", by)


def go(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Choose another action by the arrow keys."""
    for key in keys:
        press(qtbot, key)


def possible(form: DoseChangeForm) -> list[str]:
    buttons = form.action.entry.findChildren(QRadioButton)
    return [one.text().replace("&", "") for one in buttons if one.isEnabled()]
