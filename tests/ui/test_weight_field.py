"""The weight: every state of its result line, in words, and nothing rounded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDoubleSpinBox
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Weight
from scheduler.core.settings import WeightBasis
from scheduler.core.study import Study
from scheduler.errors import CycleDeskError
from ui.forms import result_line
from ui.forms.field import Field
from ui.forms.result_line import Tone
from ui.forms.weighing import Weighing
from ui.forms.weight_field import WeightField

BASELINE = Weight(on=date(2026, 2, 23), grams=61400, baseline=True)
HINT = "Type the measured weight in kilograms, for example 60.4"
NOT_A_WEIGHT = "This does not look like a weight in kilograms. Enter a value from 25 to"
NEAR = "Near the 60 kg boundary. Check the scale reading."


@pytest.fixture
def weighing(shipped_study: Study) -> Weighing:
    return Weighing(
        capsules=shipped_study.capsules,
        basis=WeightBasis.BASELINE,
        profile_version="4.0",
        baseline=BASELINE,
        last=BASELINE,
        in_force=shipped_study.capsules.level("12 mg daily"),
    )


def made(qtbot: QtBot, weighing: Weighing) -> WeightField:
    field = WeightField(weighing, ["scale checked", "other"])
    qtbot.addWidget(field)
    field.show()
    return field


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("typed", ["60,5", "60.5", " 60.5 kg "])
def test_point_and_comma_are_both_decimal_marks(
    qtbot: QtBot, weighing: Weighing, typed: str
):
    """N-13."""
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, typed)
    said = plain(field.result.text())
    assert said.startswith("60.5 kg \u2013 60 kg or more \u2013 12 mg once daily")
    assert field.result.tone is Tone.GOOD
    assert field.value() == 60500


@pytest.mark.usefixtures("_own_locale")
@pytest.mark.parametrize("locale", ["en_GB", "it_IT", "pl_PL", "uk_UA", "zh_CN"])
def test_59_95_is_8_mg_in_every_locale(qtbot: QtBot, weighing: Weighing, locale: str):
    """N-12."""
    QLocale.setDefault(QLocale(locale))
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, "59,95")
    assert (
        "59.95 kg \u2013 less than 60 kg \u2013 8 mg once daily (not rounded)"
        in plain(field.result.text())
    )
    assert NEAR in plain(field.notice.text())
    assert field.value() == 59950


@pytest.mark.parametrize(
    ("typed", "tone", "said"),
    [
        ("", Tone.HINT, HINT),
        ("6", Tone.HINT, HINT),
        ("60,", Tone.HINT, HINT),
        ("605", Tone.WRONG, NOT_A_WEIGHT),
        ("6O", Tone.WRONG, NOT_A_WEIGHT),
        ("1,234", Tone.WRONG, NOT_A_WEIGHT),
        ("60.555", Tone.WRONG, NOT_A_WEIGHT),
        ("6 0", Tone.WRONG, NOT_A_WEIGHT),
        ("132 lb", Tone.WRONG, "Kilograms only. 132 lb is not accepted."),
    ],
)
def test_what_is_no_weight_is_said_while_its_text_stays(
    qtbot: QtBot, weighing: Weighing, typed: str, tone: Tone, said: str
):
    """F-01, N-13."""
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, typed)
    assert field.result.tone is tone
    assert plain(field.result.text()).startswith(said)
    assert field.edit.text() == typed


def test_an_unfinished_weight_is_named_once_typing_ends(
    qtbot: QtBot, weighing: Weighing
):
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, "6")
    field.edit.editingFinished.emit()
    assert field.result.tone is Tone.WRONG


@pytest.mark.parametrize(
    ("typed", "near"), [("58.99", False), ("59", True), ("61", True), ("61.01", False)]
)
def test_within_one_kilogram_of_a_boundary_the_scale_is_looked_at(
    qtbot: QtBot, weighing: Weighing, typed: str, near: bool
):
    """R06b."""
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, typed)
    assert (NEAR in plain(field.notice.text())) is near


def test_another_band_changes_nothing_and_says_so(qtbot: QtBot, weighing: Weighing):
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, "58.5")
    assert plain(field.notice.text()) == (
        "Dose by this weight would be 8 mg once daily. Dose in force stays 12 mg once "
        "daily: set from 61.4 kg on 23-Feb-2026 (profile v4.0, baseline weight). Tell "
        "the investigator if unsure."
    )


def test_another_band_by_the_other_rule_waits_for_the_investigator(
    qtbot: QtBot, weighing: Weighing
):
    field = made(qtbot, replace(weighing, basis=WeightBasis.EVERY_DAY_1))
    qtbot.keyClicks(field.edit, "58.5")
    assert plain(field.notice.text()) == (
        "The profile gives 8 mg once daily from this visit. The investigator must "
        "confirm."
    )


@pytest.mark.parametrize(
    ("typed", "notable"),
    [("55.26", True), ("55.27", False), ("67.54", True), ("67.53", False)],
)
def test_a_tenth_away_from_the_last_weight_is_typed_again(
    qtbot: QtBot, weighing: Weighing, typed: str, notable: bool
):
    """R06, F03."""
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, typed)
    if not notable:
        assert field.value()
        return
    with pytest.raises(CycleDeskError, match=r"10% \w+ than 61\.4 kg on 23-Feb-2026"):
        field.value()
    qtbot.keyClicks(field.second, "54")
    with pytest.raises(CycleDeskError, match="The two weights differ"):
        field.value()
    field.second.clear()
    qtbot.keyClicks(field.second, typed.replace(".", ","))
    assert field.value()


def test_a_reason_stands_for_the_second_typing(qtbot: QtBot, weighing: Weighing):
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, "52")
    field.reason.list.set_value("scale checked")
    assert field.value() == 52000
    assert field.explanation() == "scale checked"


def test_the_result_is_announced(
    qtbot: QtBot, weighing: Weighing, monkeypatch: pytest.MonkeyPatch
):
    """K-08."""
    heard: list[str] = []
    monkeypatch.setattr(
        result_line.QAccessible,
        "updateAccessibility",
        lambda event: heard.append(event.message()),
    )
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, "61,4")
    assert "61.4 kg" in plain(heard[-1])


def test_a_problem_is_said_once_not_twice(qtbot: QtBot, weighing: Weighing):
    labelled = Field("&Weight", WeightField(weighing), required="Enter a weight.")
    qtbot.addWidget(labelled)
    labelled.show()
    labelled.entry.control().setText("605")  # type: ignore[attr-defined]
    assert labelled.complain()
    assert labelled.problem.isHidden()
    labelled.entry.control().clear()  # type: ignore[attr-defined]
    assert labelled.complain()
    assert labelled.problem.text() == "Enter a weight."


def test_no_spin_box_has_to_do_with_a_weight(qtbot: QtBot, weighing: Weighing):
    """N-12."""
    assert made(qtbot, weighing).findChildren(QDoubleSpinBox) == []


@pytest.fixture
def _own_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


def test_a_dose_that_was_ordered_is_not_said_to_come_from_the_baseline(
    qtbot: QtBot, weighing: Weighing, shipped_study: Study
):
    ordered = shipped_study.capsules.level("8 mg daily")
    field = made(qtbot, replace(weighing, in_force=ordered))
    qtbot.keyClicks(field.edit, "59")
    assert plain(field.notice.text()).startswith(
        "The weight is in another band than the baseline weight, 61.4 kg on "
        "23-Feb-2026. Dose in force stays 8 mg once daily, as ordered."
    )


def test_a_notable_change_asks_for_the_second_weight_next(
    qtbot: QtBot, weighing: Weighing
):
    field = made(qtbot, weighing)
    qtbot.keyClicks(field.edit, "50")
    assert field.mended_at() is field.second
    qtbot.keyClicks(field.second, "50")
    assert field.mended_at() is field.edit
