"""What holds for every dialog: names, order, room for every word."""

from collections.abc import Iterator
from pathlib import Path
from typing import Never

import pytest
from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from scheduler.core.study import Study
from tests.ui.dialog_data import (
    OTHERS,
    dialog_named,
    focused,
    interfaces,
    press,
    settle,
    show,
)
from tests.ui.recording import ABOUT_ONE, about_one
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.new_site import NewSiteDialog
from ui.dialogs.print_preview import PrintPreview
from ui.forms.entry import EntryError, SampleEdit
from ui.places import documents

NAMES = [
    "add",
    "record",
    "record imaging",
    "book",
    "correct weight",
    "correct infusion",
    "correct booking",
    "correct dispensing",
    "correct return",
    "correct event",
    *OTHERS,
    *ABOUT_ONE,
]
CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.RadioButton,
}


@pytest.fixture(params=NAMES)
def dialog(
    request: pytest.FixtureRequest, qtbot: QtBot, shipped_study: Study
) -> QDialog:
    made = about_one if request.param in ABOUT_ONE else dialog_named
    found = made(shipped_study, request.param)
    show(qtbot, found)
    return found


@pytest.fixture
def _large(qapp: QApplication) -> Iterator[None]:
    """Twice the size of text."""
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


def test_every_control_has_a_name(dialog: QDialog):
    """K-07."""
    unnamed = [
        one.role()
        for one in interfaces(dialog)
        if one.role() in CONTROLS
        and not one.state().invisible
        and not one.text(QAccessible.Text.Name)
    ]
    assert unnamed == []


def test_tab_goes_through_every_control_in_reading_order(
    qtbot: QtBot, dialog: FormDialog
):
    """K-01, K-02."""
    dialog.first_focus().setFocus()
    first, seen = focused(), [focused()]
    for _ in range(80):
        press(qtbot, Qt.Key.Key_Tab)
        if focused() is first:
            break
        seen.append(focused())
    assert focused() is first
    lines = [one for one in seen if isinstance(one, QLineEdit | QComboBox)]
    shown = [
        line
        for kind in (QLineEdit, QComboBox)
        for line in dialog.body.findChildren(kind)
        if line.isVisible() and line.isEnabled()
    ]
    assert set(shown) <= set(lines)
    start = min(range(len(lines)), key=lambda at: place(dialog, lines[at]))
    ordered = lines[start:] + lines[:start]
    assert ordered == sorted(ordered, key=lambda one: place(dialog, one))


def place(dialog: FormDialog, widget: QWidget) -> tuple[int, int]:
    """Return where a control stands, in rows of reading."""
    at = widget.mapTo(dialog.body, QPoint(0, 0))
    return at.y() // 8, at.x()


def test_the_dialog_fits_a_small_screen(dialog: QDialog):
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()


def cut(dialog: QDialog) -> list[str]:
    """Return the words that have less room than they need."""
    found = []
    for kind in (QLabel, QAbstractButton):
        for widget in dialog.findChildren(kind):
            if not widget.isVisible() or not widget.text():
                continue
            needed = widget.sizeHint()
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            tall = widget.heightForWidth(widget.width()) if wraps else needed.height()
            wide = 0 if wraps else needed.width()
            if widget.width() < wide or widget.height() < tall:
                found.append(widget.text())
    return found


def test_no_word_is_cut(dialog: QDialog):
    settle()
    assert cut(dialog) == []


@pytest.mark.usefixtures("_large")
def test_no_word_is_cut_at_twice_the_size_of_text(dialog: QDialog):
    """K-11."""
    settle()
    assert cut(dialog) == []


@pytest.mark.usefixtures("_large")
def test_no_line_is_smaller_than_what_is_typed_in_it(dialog: QDialog):
    """K-11: neither lower, nor too narrow for the words that stand in it at first."""
    settle()
    shown = [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]
    low = [line for line in shown if line.height() < line.sizeHint().height()]
    samples = [line for line in shown if isinstance(line, SampleEdit)]
    narrow = [line for line in samples if line.width() < line.sizeHint().width()]
    assert [line.accessibleName() for line in (*low, *narrow)] == []


def test_every_typed_word_is_shown_as_plain_text(dialog: FormDialog):
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() in {
            Qt.TextFormat.PlainText,
            Qt.TextFormat.AutoText,
        }
        assert not (label.wordWrap() and label.textFormat() is Qt.TextFormat.AutoText)


def test_no_two_controls_share_a_letter(dialog: FormDialog):
    texts = [
        widget.text()
        for kind in (QLabel, QAbstractButton)
        for widget in dialog.findChildren(kind)
        if widget.isVisible()
    ]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(set(letters)) == len(letters), sorted(letters)


def test_nothing_saves_by_enter_alone(dialog: FormDialog):
    buttons = [dialog.act, dialog.cancel]
    assert not any(button.isDefault() or button.autoDefault() for button in buttons)


def test_no_sentence_shouts(dialog: QDialog):
    assert not any("!" in label.text() for label in dialog.findChildren(QLabel))


def test_a_dialog_opens_in_the_middle_of_its_window(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(780, 700)
    window.show()
    dialog = NewSiteDialog("x", Path.home(), ".cycledesk", print, window)
    dialog.show()
    away = dialog.geometry().center() - window.geometry().center()
    assert away.manhattanLength() < 40


def test_the_buttons_of_the_preview_are_on_the_screen(qtbot: QtBot):
    def refuse(_page: str) -> Never:
        raise EntryError("nothing to draw")

    preview = PrintPreview(refuse, print)
    qtbot.addWidget(preview)
    preview.show()
    assert preview.height() < preview.screen().availableSize().height()


def test_no_empty_line_shows_what_could_be_taken_for_an_entry(dialog: QDialog):
    for line in dialog.findChildren(QLineEdit):
        assert not any(sign.isdigit() for sign in line.placeholderText())


def test_a_site_file_wants_a_folder_that_is_there(qtbot: QtBot, tmp_path: Path):
    dialog = NewSiteDialog("x", tmp_path / "gone", ".cycledesk", print, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.file.complain()
    gone = tmp_path / "gone"
    assert dialog.file.problem.text() == (
        f"There is no folder {gone}. Choose another place."
    )


def test_files_go_home_where_there_is_no_folder_for_documents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    gone = str(tmp_path / "Documents")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: gone)
    assert documents() == Path.home()
