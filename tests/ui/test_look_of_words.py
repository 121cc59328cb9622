"""How drugs, doses, codes, labels and alerts are written and drawn."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QAccessibilityHints,
    QFont,
    QImage,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import ui
from scheduler.core.visits import Status
from scheduler.core.wording import capsules_line, infusion_line
from tests.core.profiles import FIRST
from tests.ui.dialog_data import PARTICIPANT, settle
from tests.ui.test_theme import contrast
from ui.delegates.verdict import IN_WINDOW_ICON
from ui.dialogs.banner import BannerLine
from ui.forms.result_line import ICONS, Tone
from ui.icons import STATUS_ICONS, VERDICT_ICON
from ui.pages.banner import Banner
from ui.pages.labels import DrugLine
from ui.theme import DARK, LIGHT, Theme, Tokens, apply_theme, style_sheet

LINES = [
    infusion_line(FIRST.infusion),
    *(capsules_line(FIRST.capsules, level) for level in FIRST.capsules.ladder),
]
ALERTS = {
    "octagon-alert": "stop",
    "triangle-alert": "warning",
    "info": "information",
    "circle-check": "good",
}


def line_shown(qtbot: QtBot, text: str, width: int) -> DrugLine:
    line = DrugLine(text)
    qtbot.addWidget(line)
    line.setFixedWidth(width)
    line.show()
    line.setFixedHeight(line.heightForWidth(width))
    settle()
    return line


def parts_of(line: DrugLine) -> list[QLabel]:
    return [one for one in line.findChildren(QLabel) if one.text() != "\u2013"]


@pytest.mark.parametrize("text", LINES)
def test_name_and_dose_are_bold_and_the_rest_is_not(qtbot: QtBot, text: str):
    """N-06, N-07: generic, lowercase, bold; DOSE before the dose, without a colon."""
    line = line_shown(qtbot, text, 600)
    name, *rest = parts_of(line)
    assert name.font().bold()
    assert name.text() == name.text().lower()
    bold = [one.text().replace("\u00a0", " ") for one in rest if one.font().bold()]
    assert len(bold) == 1
    assert re.fullmatch(r"DOSE [1-9][\d,]* mg", bold[0])
    assert ":" not in text


@pytest.mark.parametrize("text", LINES)
@pytest.mark.parametrize("width", [180, 260, 400])
def test_a_drug_line_breaks_between_its_parts_only(qtbot: QtBot, text: str, width: int):
    """N-06, N-09: a part stands whole on one line, whatever the width."""
    line = line_shown(qtbot, text, width)
    parts = parts_of(line)
    for part in parts:
        assert not part.wordWrap()
        assert part.width() >= part.minimumSizeHint().width(), part.text()
    places = [
        line.mapFromGlobal(part.mapToGlobal(part.rect().topLeft())) for part in parts
    ]
    assert len({at.y() for at in places}) > 1 or width == 400
    assert [(at.y(), at.x()) for at in places] == sorted(
        (at.y(), at.x()) for at in places
    )


def ink(font: QFont, sign: str) -> QImage:
    """Return one sign as it is painted, large."""
    picture = QImage(60, 60, QImage.Format.Format_Grayscale8)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    large = QFont(font)
    large.setPixelSize(40)
    painter.setFont(large)
    painter.drawText(QRect(0, 0, 60, 60), Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    return picture


def different(one: QImage, other: QImage) -> int:
    """Count the points that are dark in one picture only."""
    points = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return sum(
        (one.pixelColor(*at).lightness() < 128)
        is not (other.pixelColor(*at).lightness() < 128)
        for at in points
    )


@pytest.mark.parametrize("pair", ["0O", "1l", "1I", "lI"])
def test_a_code_is_written_so_that_its_signs_differ(qtbot: QtBot, pair: str):
    """I-06: on the page and in the dialogs."""
    page, dialog = Banner(FIRST), BannerLine(PARTICIPANT, "C4D1")
    for banner in (page, dialog):
        qtbot.addWidget(banner)
    [code] = [
        one for one in dialog.findChildren(QLabel) if one.text() == PARTICIPANT.code
    ]
    for font in (page.code.font(), code.font()):
        assert different(ink(font, pair[0]), ink(font, pair[1])) > 30


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_label_is_lighter_than_its_value(qtbot: QtBot, tokens: Tokens):
    """I-04, N-07: by colour and by weight, without a colon."""
    assert contrast(tokens.label, tokens.surface) < contrast(
        tokens.text, tokens.surface
    )
    assert f'QLabel[role="label"] {{ color: {tokens.label}; }}' in style_sheet(tokens)
    banner = Banner(FIRST)
    qtbot.addWidget(banner)
    for field in (
        banner.second,
        banner.born,
        banner.cycle,
        banner.weight,
        banner.visit,
    ):
        assert field.name.property("role") == "label"
        assert not field.name.font().bold()
        assert field.value.font().bold()
        assert not field.name.text().endswith(":")


def test_one_symbol_is_always_one_class_of_alert():
    """C-04: in messages, badges and verdicts."""
    tones = {
        Tone.HINT: "information",
        Tone.INFO: "information",
        Tone.GOOD: "good",
        Tone.WARNING: "warning",
        Tone.WRONG: "stop",
    }
    assert {tone: ALERTS[name] for tone, name in ICONS.items()} == tones
    alerting = {
        status: ALERTS[name] for status, name in STATUS_ICONS.items() if name in ALERTS
    }
    assert alerting == {Status.RECORDED: "good", Status.LAST_DAY: "warning"}
    assert (ALERTS[VERDICT_ICON], ALERTS[IN_WINDOW_ICON]) == ("stop", "good")


def test_no_other_module_draws_a_symbol_of_alert():
    """C-04: the four symbols have one place each where they get their meaning."""
    drawn = re.compile(rf"icon\(\s*[\"']({'|'.join(ALERTS)})[\"']")
    modules = Path(ui.__file__).parent.rglob("*.py")
    assert [one.name for one in modules if drawn.search(one.read_text("utf-8"))] == []


def test_high_contrast_of_the_system_is_left_to_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    """C-05: no colour and no style sheet of ours."""
    assert qapp.styleSheet()
    monkeypatch.setattr(
        QAccessibilityHints,
        "contrastPreference",
        lambda _hints: Qt.ContrastPreference.HighContrast,
    )
    apply_theme(qapp, Theme.DARK)
    assert not qapp.styleSheet()
    window = qapp.palette().color(QPalette.ColorRole.Window).name()
    assert window.upper() not in {LIGHT.window, DARK.window}


def test_no_module_moves_anything():
    """C-06: without animations there is no motion to be switched off."""
    moving = re.compile(r"\bQ(\w*Animation\w*|Movie|TimeLine)\b|setRange\(0, 0\)")
    modules = Path(ui.__file__).parent.rglob("*.py")
    assert [one.name for one in modules if moving.search(one.read_text("utf-8"))] == []
