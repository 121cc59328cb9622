"""Whoever types a word that tells the treatment is warned, and can still save."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scheduler.core.settings import WeightBasis
from tests.core.profiles import FIRST
from ui.forms.choice import ReasonField
from ui.forms.entry import Entry, TextEntry
from ui.forms.field import Field
from ui.forms.result_line import Tone
from ui.forms.weighing import Weighing
from ui.forms.weight_field import WeightField


def shown(qtbot: QtBot, entry: Entry[str]) -> Field[str]:
    field = Field("&Reason", entry)
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize("kind", [TextEntry, lambda: ReasonField(["other"])])
def test_a_word_that_tells_the_treatment_is_pointed_out_while_it_is_typed(
    qtbot: QtBot, kind: type[Entry[str]]
):
    """R42, F21: a warning beside the field, in the words that were typed."""
    field = shown(qtbot, kind())
    line = (
        field.entry.words if isinstance(field.entry, ReasonField) else field.entry.edit
    )
    qtbot.keyClicks(line, "no effect, so placebo")
    assert not field.caution.isHidden()
    assert field.caution.tone is Tone.WARNING
    assert "\u201cplacebo\u201d" in field.caution.text()
    assert field.usable() == "no effect, so placebo"
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert field.caution.isHidden()


def test_the_masked_name_is_not_pointed_out(qtbot: QtBot):
    field = shown(qtbot, TextEntry())
    field.entry.set_value("toripalimab or placebo given at 10:30")
    assert field.caution.isHidden()


def test_the_reason_of_a_weight_is_looked_at_too(qtbot: QtBot):
    """R42."""
    entry = WeightField(
        Weighing(
            capsules=FIRST.capsules, basis=WeightBasis.BASELINE, profile_version="1.0"
        )
    )
    field = Field("&Weight", entry)
    qtbot.addWidget(field)
    entry.reason.words.setText("control arm")
    assert not field.caution.isHidden()
