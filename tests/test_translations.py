"""What the window says goes through Qt's translation, and one command collects it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.translations import collect, stretched, stretching, strings


def test_the_strings_of_the_window_are_collected(tmp_path: Path):
    """E-05"""
    collected = set(strings(collect(tmp_path)))
    assert len(collected) > 500
    assert ("Menus", "&Quit") in collected


def test_the_pretended_language_is_loaded_and_says_all_twice(
    tmp_path: Path, qapp: QApplication
):
    """E-05: one text, and one that counts."""
    language = stretching(tmp_path)
    qapp.installTranslator(language)
    try:
        translate = QCoreApplication.translate
        assert translate("Menus", "&Quit") == stretched("&Quit")
        words = "%n entries need a look before this can be saved."
        said = translate("FormDialog", words, "", 3)
        assert said == stretched(words.replace("%n", "3"))
    finally:
        qapp.removeTranslator(language)
    assert QCoreApplication.translate("Menus", "&Quit") == "&Quit"
