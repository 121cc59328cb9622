"""What the window says goes through Qt's translation, and one command collects it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.said import said_below
from tests.translations import ROOT, collect, stretched, stretching, strings
from ui.models.participant_filter import Chip, chip_words


def test_the_strings_of_the_window_are_collected(tmp_path: Path):
    """E-05"""
    collected = set(strings(collect(tmp_path)))
    known = [*said_below(ROOT / "ui")]
    assert len(known) > 700
    assert {(one.context, one.text) for one in known} <= collected
    assert ("Menus", "&Quit") in collected
    assert [one for one in known if not one.context] == []


def test_the_pretended_language_is_loaded_and_says_all_twice(
    tmp_path: Path, qapp: QApplication
):
    """E-05: one text, two that count, and one by a module's own short name."""
    language = stretching(tmp_path)
    qapp.installTranslator(language)
    try:
        translate = QCoreApplication.translate
        assert translate("Menus", "&Quit") == stretched("&Quit")
        words = "%n entries need a look before this can be saved."
        said = translate("FormDialog", words, "", 3)
        assert said == stretched(words.replace("%n", "3"))
        late = translate("wording", "%n days late, out of window", "", 3)
        assert late == stretched("3 days late, out of window")
        assert chip_words(Chip.ON_HOLD) == stretched("On hold")
    finally:
        qapp.removeTranslator(language)
    assert QCoreApplication.translate("Menus", "&Quit") == "&Quit"
