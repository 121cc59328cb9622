"""From an empty file to a printed sheet, by keyboard alone."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scheduler.core.facts import InfusionRecord, Weight
from tests.people import PASSWORD, PASSWORDS
from tests.ui.conftest import clock
from tests.ui.keyboard import Step, Typist, focused, press, write, write_in
from tests.ui.site import open_at, sign_in_at_dialogs, wait_until_checked
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.preferences import Preferences

CTRL = Qt.KeyboardModifier.ControlModifier
SAVE = press(Qt.Key.Key_Return, CTRL)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, preferences: Preferences) -> Desk:
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    found = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    found.begin(None, demo=False)
    return found


def run(qtbot: QtBot, steps: list[Step]) -> None:
    typist = Typist(steps)
    typist.begin()
    qtbot.waitUntil(lambda: typist.done, timeout=20_000)
    for problem in typist.problems:
        raise problem


def make_site(file: Path) -> list[Step]:
    return [
        press(Qt.Key.Key_Space),  # New site file has the focus at first
        write_in("Site code", "PL03"),
        write_in("Site name", "Oncology"),
        write_in("Country", "Pol"),
        write_in("Your name", "Anna Kowalska"),
        write_in("Your initials", "AK"),
        write_in("Role", "Study"),
        write_in("New password", PASSWORD),
        write_in("The same again", PASSWORD),
        write_in("File", str(file)),
        SAVE,
        press(Qt.Key.Key_Space),  # the recovery code is in a safe place
        press(Qt.Key.Key_Return),
    ]


def add_participant(code: str, weight: str) -> list[Step]:
    return [
        press(Qt.Key.Key_N, CTRL),
        write_in("Participant ID", code),
        write_in("Randomization number", "4711"),
        write_in("Year of birth", "1961"),
        write_in("Sex", "m"),
        write_in("Randomization date", "21-Nov-2026"),
        write_in("Day 1 of cycle 1, planned", "23-Nov-2026"),
        write_in("Baseline weight", weight),
        write_in("Weighed on", "20-Nov-2026"),
        SAVE,
    ]


def record_first_day(weight: str) -> list[Step]:
    return [press(Qt.Key.Key_F8), write_in("Weight", weight), SAVE]


def save_sheet(file: Path) -> list[Step]:
    return [
        press(Qt.Key.Key_P, CTRL),
        press(Qt.Key.Key_S, CTRL),
        write(str(file)),
        press(Qt.Key.Key_Return),
        press(Qt.Key.Key_Escape),
    ]


def test_the_keyboard_alone_leads_from_an_empty_file_to_a_printed_sheet(
    qtbot: QtBot, desk: Desk, site_file: Path, tmp_path: Path
):
    paper = tmp_path / "sheet.pdf"
    run(
        qtbot,
        [
            *make_site(site_file),
            *add_participant("PL03-0050", "59,95"),
            *record_first_day("60,2"),
            *save_sheet(paper),
        ],
    )
    session = desk.session
    assert session is not None
    (stored,) = session.participants()
    facts = [one.fact for one in session.facts(stored.id)]
    weights = [fact for fact in facts if isinstance(fact, Weight)]
    assert [(w.grams, w.baseline) for w in weights] == [(59_950, True), (60_200, False)]
    assert [fact.cycle for fact in facts if isinstance(fact, InfusionRecord)] == [1]
    assert session.plan(stored.id).in_force.level.mg == 8
    (sheet,) = session.sheets(stored.id)
    assert (sheet.visit, sheet.issue) == ("C1D1", 1)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)
    assert "PL03-0050" in text
    assert "8 mg" in text.replace("\u00a0", " ")
    assert "12 mg once daily" not in text.replace("\u00a0", " ")


def test_the_demo_leaves_what_is_real_alone(qtbot: QtBot, desk: Desk, site_file: Path):
    run(qtbot, make_site(site_file))
    desk.leave()
    before = site_file.read_bytes()
    desk.open_demo()
    assert desk.session is not None
    assert desk.session.demo
    assert not desk.menus.open.isEnabled()
    assert not desk.menus.new.isEnabled()
    assert "demo" in desk.menus.open.toolTip()
    desk.leave()
    assert site_file.read_bytes() == before


def test_the_last_file_opens_again_for_who_signs_in(
    qtbot: QtBot,
    desk: Desk,
    site_file: Path,
    preferences: Preferences,
    monkeypatch: pytest.MonkeyPatch,
):
    run(qtbot, make_site(site_file))
    desk.welcome()
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    again = Desk(window, clock, site_file.parent / "keys", PASSWORDS)
    sign_in_at_dialogs(monkeypatch, "Anna Kowalska")
    again.begin(None, demo=False)
    wait_until_checked(again)
    assert again.session is not None
    assert again.session.path == site_file
    assert again.session.person.name == "Anna Kowalska"
    again.welcome()


def test_a_file_that_is_not_ours_is_a_sentence_at_the_window(
    desk: Desk, tmp_path: Path
):
    foreign = tmp_path / "letter.cycledesk"
    foreign.write_text("Dear colleague, this is a letter and not a site file.")
    open_at(desk, foreign)
    window = QApplication.topLevelWidgets()
    assert desk.session is None
    assert focused() is not None
    (shown,) = [w for w in window if isinstance(w, MainWindow) and w.isVisible()]
    assert not shown.message.isHidden()
    assert "letter.cycledesk" in shown.message.text()
    assert foreign.read_text().startswith("Dear colleague")
