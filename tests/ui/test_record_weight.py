"""A weight by itself, by keyboard: every state of its line, and what it does."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    FactsDocument,
    Observation,
    Weight,
)
from scheduler.core.printed import PrintedSheet
from scheduler.core.settings import WeightBasis
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    BASELINE,
    LAST_WEIGHT,
    PARTICIPANT,
    TODAY,
    focused,
    plain,
    press,
    replace_text,
    save_by_keys,
    show,
    tab_to,
    type_text,
)
from tests.ui.recording import Saved, november, recording, rows, unshown, with_setting
from ui.dialogs.banner import BannerLine
from ui.forms import result_line
from ui.forms.result_line import Tone
from ui.forms.weight_form import WeightForm


@pytest.fixture
def _polish() -> object:
    before = QLocale()
    QLocale.setDefault(QLocale("pl_PL"))
    yield
    QLocale.setDefault(before)


def choose(qtbot: QtBot, name: str, typed: str) -> None:
    """Choose in a list by the letters that its words begin with."""
    tab_to(qtbot, name)
    type_text(qtbot, typed)


@pytest.mark.usefixtures("_polish")
def test_a_weight_of_the_other_band_gives_its_dose_and_changes_none(
    qtbot: QtBot, shipped_study: Study, monkeypatch: pytest.MonkeyPatch
):
    """N-12, N-13, K-08: walk-through 3, in the Polish locale."""
    told: list[str] = []
    monkeypatch.setattr(
        result_line.QAccessible,
        "updateAccessibility",
        lambda event: told.append(event.message()),
    )
    dialog, saved = recording(qtbot, shipped_study, WeightForm)
    type_text(qtbot, "59,95")
    entry = dialog.form.fields()[1].entry
    said = plain(entry.result.text())  # type: ignore[attr-defined]
    seen = plain(entry.notice.text())  # type: ignore[attr-defined]
    assert (
        said == "59.95 kg \u2013 less than 60 kg \u2013 8 mg once daily (not rounded)"
    )
    assert "Dose by this weight would be 8 mg once daily." in seen
    assert "Dose in force stays 12 mg once daily" in seen
    assert "Near the 60 kg boundary" in seen
    assert entry.notice.tone is Tone.WARNING  # type: ignore[attr-defined]
    nothing = "No date and no dose of the plan changes."
    assert dialog.effects.changes.words.text() == nothing
    assert any("8 mg once daily (not rounded)" in plain(words) for words in told)
    press(qtbot, Qt.Key.Key_Return)
    assert saved == [(Weight(on=TODAY, grams=59_950),)]
    assert not dialog.isVisible()


def test_the_first_weight_is_the_baseline_and_says_so(
    qtbot: QtBot, shipped_study: Study
):
    found = FactsDocument(study=shipped_study.key, participant=PARTICIPANT)
    saved: Saved = []
    dialog = unshown(shipped_study, WeightForm, found, saved)
    show(qtbot, dialog)
    type_text(qtbot, "62.0")
    said = dialog.form.fields()[1].entry.result.text()  # type: ignore[attr-defined]
    assert "This is the baseline weight: it sets the starting dose." in said
    assert "starting dose | not known | 12 mg once daily" in " / ".join(rows(dialog))
    save_by_keys(qtbot)
    assert saved == [(Weight(on=TODAY, grams=62_000, baseline=True),)]


def test_a_change_of_ten_per_cent_is_typed_twice_or_explained(
    qtbot: QtBot, shipped_study: Study
):
    """N-16: the reference is the last weight before the day that is entered."""
    dialog, saved = recording(qtbot, shipped_study, WeightForm)
    type_text(qtbot, "68.0")
    save_by_keys(qtbot)
    assert saved == []
    assert "11% higher than 61.0 kg on 02-Nov-2026" in plain(
        dialog.form.fields()[1].problem.text()
    )
    assert focused().accessibleName() == "Weight, typed a second time"
    choose(qtbot, "Reason for the change of weight", "fluid")
    save_by_keys(qtbot)
    why = "change explained: fluid retention"
    observed = Observation(on=TODAY, procedure="weight", value=why)
    assert saved == [(Weight(on=TODAY, grams=68_000), observed)]


def test_an_earlier_day_is_held_against_the_weight_before_it(
    qtbot: QtBot, shipped_study: Study
):
    """N-15, N-16."""
    heavy = replace(LAST_WEIGHT, on=november(16), grams=68_000)
    dialog, _ = recording(qtbot, shipped_study, WeightForm, heavy)
    type_text(qtbot, "61.0")
    notice = dialog.form.fields()[1].entry.notice  # type: ignore[attr-defined]
    assert "10% lower than 68.0 kg on 16-Nov-2026" in plain(notice.text())
    replace_text(qtbot, "Date", "10-Nov-2026")
    assert "lower than" not in notice.text()


def test_a_second_weight_of_a_day_is_refused_and_its_correction_offered(
    qtbot: QtBot, shipped_study: Study
):
    """F-01, F-08."""
    dialog, saved = recording(qtbot, shipped_study, WeightForm)
    type_text(qtbot, "60.7")
    replace_text(qtbot, "Date", "02-Nov-2026")
    save_by_keys(qtbot)
    assert saved == []
    problem = plain(dialog.form.fields()[1].problem.text())
    assert problem.startswith("61.0 kg is recorded on 02-Nov-2026 already.")
    while focused() is not dialog.form.instead:  # type: ignore[attr-defined]
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    assert not dialog.isVisible()
    assert dialog.instead == (LAST_WEIGHT, replace(LAST_WEIGHT, grams=60_700))


@pytest.mark.parametrize("typed", ["605", "6O", "1,234", "132 lb"])
def test_what_is_no_weight_in_kilograms_keeps_its_text(
    qtbot: QtBot, shipped_study: Study, typed: str
):
    """N-12, F-01, F-02."""
    dialog, saved = recording(qtbot, shipped_study, WeightForm)
    type_text(qtbot, typed)
    press(qtbot, Qt.Key.Key_Return)
    field = dialog.form.fields()[1]
    assert saved == []
    assert field.entry.edit.text() == typed  # type: ignore[attr-defined]
    assert field.find_problem()
    assert focused() is field.entry.control()


def test_a_day_to_come_is_refused_beside_the_date(qtbot: QtBot, shipped_study: Study):
    """L-09, D-07, F-02."""
    dialog, saved = recording(qtbot, shipped_study, WeightForm)
    type_text(qtbot, "61")
    replace_text(qtbot, "Date", "+1d")
    save_by_keys(qtbot)
    assert saved == []
    assert dialog.form.fields()[0].problem.text() == (
        "Tue 24-Nov-2026 is later than today. Enter a date on or before 23-Nov-2026."
    )


def test_an_ambiguous_day_offers_both_readings(qtbot: QtBot, shipped_study: Study):
    """D-08."""
    dialog, saved = recording(qtbot, shipped_study, WeightForm)
    type_text(qtbot, "61")
    replace_text(qtbot, "Date", "05/04/2026")
    save_by_keys(qtbot)
    assert saved == []
    said = dialog.form.fields()[0].problem.text()
    assert "Did you mean 05-Apr-2026 or 04-May-2026?" in said


def test_the_dialog_repeats_whose_it_is(qtbot: QtBot, shipped_study: Study):
    """I-01: code and second identifier stand above everything, outside the scroll."""
    dialog, _ = recording(qtbot, shipped_study, WeightForm)
    (banner,) = dialog.findChildren(BannerLine)
    texts = [one.text() for one in banner.findChildren(QLabel)]
    assert texts == ["PL03-0012", "Randomization number", "4711", "Record"]
    assert banner.mapTo(dialog, banner.rect().topLeft()).y() == 0
    assert banner.width() == dialog.width()


def test_a_sheet_that_becomes_out_of_date_is_named(qtbot: QtBot, shipped_study: Study):
    """Ux.md 3.12, PR-06."""
    sheet = PrintedSheet(visit="C4D1", issue=1, number="S000007")
    dialog, _ = recording(qtbot, shipped_study, WeightForm, printed=[sheet])
    assert dialog.effects.sheets.isHidden()
    type_text(qtbot, "61.4")
    assert dialog.effects.sheets.text() == (
        "Sheet S000007 of C4D1, issue 1, becomes out of date: weight."
    )


def test_the_baseline_alone_is_no_last_weight_of_a_day_before_it(
    qtbot: QtBot, shipped_study: Study
):
    dialog, _ = recording(qtbot, shipped_study, WeightForm)
    replace_text(qtbot, "Date", "17-Sep-2026")
    replace_text(qtbot, "Weight", "90")
    assert date(2026, 9, 17) < BASELINE.on
    notice = dialog.form.fields()[1].entry.notice  # type: ignore[attr-defined]
    assert "higher" not in notice.text()


def test_where_each_weight_counts_the_decision_is_one_press_away(
    qtbot: QtBot, shipped_study: Study
):
    """Ux.md 3.11: the profile proposes, the investigator must confirm."""
    study = with_setting(shipped_study, weight_basis=WeightBasis.EVERY_DAY_1)
    dialog, saved = recording(qtbot, study, WeightForm)
    change = dialog.form.change  # type: ignore[attr-defined]
    type_text(qtbot, "61.4")
    assert change.isHidden()
    replace_text(qtbot, "Weight", "59,9")
    seen = plain(dialog.form.entry.notice.text())  # type: ignore[attr-defined]
    assert "The profile gives 8 mg once daily from this visit." in seen
    while focused() is not change:
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    assert saved == [(Weight(on=TODAY, grams=59_900),)]
    assert dialog.goes_on


def test_a_weight_that_is_not_saved_leads_nowhere(qtbot: QtBot, shipped_study: Study):
    study = with_setting(shipped_study, weight_basis=WeightBasis.EVERY_DAY_1)
    dialog, saved = recording(qtbot, study, WeightForm)
    type_text(qtbot, "52,0")
    dialog.form.change.click()  # type: ignore[attr-defined]
    assert saved == []
    assert not dialog.goes_on
    assert "Type the weight a second time" in dialog.form.fields()[1].problem.text()
