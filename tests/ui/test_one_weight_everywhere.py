"""59.95 kg is 8 mg on screen, on the sheet, in the JSON and in the file, anywhere."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.commands import ROOT
from tests.people import PASSWORDS
from tests.ui.conftest import ANNA, clock
from tests.ui.dialog_data import plain, save_by_keys, settle
from tests.ui.site import open_at, sign_in_at_dialogs
from ui.desk import Desk
from ui.dialogs.add_participant import AddParticipantDialog
from ui.main_window import MainWindow
from ui.models.participants_table import Heading
from ui.papers import SheetJob
from ui.preferences import Preferences
from ui.session import Session

PLACES = [
    ("en_GB", "59.95"),
    ("it_IT", "59,95"),
    ("pl_PL", "59,95 kg"),
    ("uk_UA", "59.95"),
    ("zh_CN", "59,95"),
]


@pytest.fixture(params=PLACES, ids=[place for place, _ in PLACES])
def typed(request: pytest.FixtureRequest) -> Iterator[str]:
    """The weight as it is typed, with the numbers of that place in force."""
    before = QLocale()
    place, text = request.param
    QLocale.setDefault(QLocale(place))
    yield text
    QLocale.setDefault(before)


@pytest.fixture
def desk(
    tmp_path: Path,
    qtbot: QtBot,
    session: Session,
    preferences: Preferences,
    site_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    session.close()
    sign_in_at_dialogs(monkeypatch, ANNA.name)
    preferences.person = ANNA.name
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    found = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    open_at(found, site_file)
    yield found
    if found.session:
        found.session.close()


def enter(qtbot: QtBot, dialog: AddParticipantDialog, weight: str) -> None:
    """Fill in the form as a person does, the weight by keys."""
    lines = {
        line.accessibleName(): line
        for line in dialog.findChildren(QLineEdit)
        if line.accessibleName()
    }
    values = {
        "Participant ID": "PL03-0050",
        "Randomization number": "4711",
        "Year of birth": "1961",
        "Randomization date": "21-Nov-2026",
        "Day 1 of cycle 1, planned": "23-Nov-2026",
        "Weighed on": "20-Nov-2026",
    }
    for name, value in values.items():
        lines[name].setText(value)
    lines["Baseline weight"].setFocus()
    qtbot.keyClicks(lines["Baseline weight"], weight)
    settle()
    assert "8 mg once daily" in said(dialog)
    save_by_keys(qtbot)


def said(widget: QWidget) -> str:
    return plain(" | ".join(one.text() for one in widget.findChildren(QLabel)))


def shown_by(desk: Desk, number: int) -> dict[str, str]:
    """Return the dose as each page shows it."""
    desk.show_participant(number)
    settle()
    banner, overview = said(desk.participant.banner), said(desk.participant.overview)
    window = desk.participants.window()
    assert isinstance(window, MainWindow)
    window.show_page(desk.participants)
    settle()
    model = desk.participants.view.model()
    return {
        "banner": banner,
        "overview": overview,
        "list": plain(str(model.index(0, Heading.DOSE).data())),
    }


def planned(facts: Path, place: str) -> object:
    """Return what the command line computes, in a process of its own."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "scheduler",
            "plan",
            str(facts),
            "--as-of",
            "2026-11-23",
            "--json",
        ],
        cwd=ROOT,
        env={**os.environ, "LANG": f"{place}.UTF-8", "LC_ALL": f"{place}.UTF-8"},
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)["dose"]["in_force"]["mg"]


def test_a_typed_weight_gives_one_dose_everywhere(
    qtbot: QtBot,
    desk: Desk,
    typed: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    def take(dialog: AddParticipantDialog) -> int:
        dialog.show()
        dialog.activateWindow()
        settle()
        enter(qtbot, dialog, typed)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", take)
    desk.add_participant()
    session = desk.session
    assert session is not None
    (stored,) = session.participants()
    for place, words in shown_by(desk, stored.id).items():
        assert "8 mg" in words, place
        assert "12 mg" not in words, place
    facts, sheet = tmp_path / "facts.json", tmp_path / "sheet.pdf"
    assert desk.workflows is not None
    desk.workflows.export_to(facts, stored.id)
    assert '"59.95"' in facts.read_text(encoding="utf-8")
    assert planned(facts, QLocale().name()) == 8
    sheet.write_bytes(SheetJob(session, stored.id, "C1D1").draw("A4").pdf)
    paper = plain(" ".join(p.extract_text() for p in pypdf.PdfReader(sheet).pages))
    assert "DOSE 8 mg" in " ".join(paper.split())
    assert "59.95 kg is less than 60 kg" in " ".join(paper.split())
    assert session.path is not None
    with closing(sqlite3.connect(session.path)) as conn:
        rows = conn.execute("SELECT grams, typeof(grams) FROM weights").fetchall()
    assert rows == [(59_950, "integer")]


def test_every_date_is_the_same_in_every_place(desk: Desk, typed: str):
    """D-02: in every language of the system."""
    del typed
    assert desk.session is not None
    assert desk.session.today() == date(2026, 11, 23)
    assert "Mon 23-Nov-2026" in said(desk.today)
