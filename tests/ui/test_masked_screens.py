"""Kit numbers change nothing for anybody but the participant who got the kit."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from scheduler.cli import main
from scheduler.core.facts import Fact, FactsDocument, InfusionRecord
from scheduler.core.facts_text import write_facts
from scheduler.core.plan_text import plan_data
from scheduler.core.study import Study
from scheduler.demo import demo_documents
from scheduler.documents.dosing_sheet import dosing_sheet
from tests.commands import typed
from tests.documents.samples import pdf, stamp
from tests.keys import keys_of
from tests.people import PASSWORD
from tests.ui.conftest import ANNA, NOW, WIDE, clock
from tests.ui.dialog_data import settle
from tests.ui.site import made
from ui.pages.participant_page import ParticipantPage
from ui.pages.participants_page import ParticipantsPage
from ui.pages.today_page import TodayPage
from ui.session import ParticipantId, Session, StoredParticipant, StudySite

# Two kits whose numbers somebody could take for two arms.
ARM_A, ARM_B = "A-1000001", "B-2000002"
HOLDERS = ("PL03-0012", "PL03-0025")
SITE = StudySite(study="js001-027-iii-hcc", code="PL03", name="Test", country="PL")


def with_kits(
    documents: tuple[FactsDocument, ...], kits: dict[str, str]
) -> list[FactsDocument]:
    """Give each holder the kit at the last infusion."""
    return [
        replace(one, facts=handed(one.facts, kits[one.participant.code]))
        if one.participant.code in kits
        else one
        for one in documents
    ]


def handed(facts: tuple[Fact, ...], kit: str) -> tuple[Fact, ...]:
    last = max(
        (fact for fact in facts if isinstance(fact, InfusionRecord)),
        key=lambda fact: fact.on,
    )
    return tuple(replace(fact, kit=kit) if fact is last else fact for fact in facts)


def site_with(study: Study, folder: Path, kits: dict[str, str]) -> Session:
    documents = with_kits(demo_documents(study, NOW.date()), kits)
    folder.mkdir()
    path = folder / "PL03.cycledesk"
    session = made(study, path, clock, SITE, ANNA)
    session.write(lambda store, by: store.load_documents(documents, by=by))
    return session


@pytest.fixture
def sites(shipped_study: Study, tmp_path: Path) -> Iterator[list[Session]]:
    """One site, and the same with the two kits exchanged."""
    given = zip(HOLDERS, (ARM_A, ARM_B), strict=True)
    exchanged = zip(HOLDERS, (ARM_B, ARM_A), strict=True)
    found = [
        site_with(shipped_study, tmp_path / str(at), dict(kits))
        for at, kits in enumerate((given, exchanged))
    ]
    yield found
    for session in found:
        session.close()


def seen(widget: QWidget) -> str:
    """Return what is on the screen, as a digest of its picture."""
    settle()
    room = QBuffer()
    room.open(QIODevice.OpenModeFlag.WriteOnly)
    assert widget.grab().toImage().save(room, "PNG")
    return sha256(bytes(room.data().data())).hexdigest()


def screens(session: Session, qtbot: QtBot) -> dict[str, str]:
    """Return what every page shows, but those of the two participants."""
    found = {
        "today": seen(shown(qtbot, TodayPage(session))),
        "participants": seen(shown(qtbot, ParticipantsPage(session))),
    }
    page = ParticipantPage(session)
    shown(qtbot, page)
    tabs = page.findChild(QTabWidget)
    assert tabs
    for one in others(session)[::5]:
        page.show_participant(one.id)
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            found[f"{one.participant.code} {tabs.tabText(at)}"] = seen(page)
    return found


def shown(qtbot: QtBot, page: QWidget) -> QWidget:
    qtbot.addWidget(page)
    page.resize(WIDE)
    page.show()
    return page


def others(session: Session) -> list[StoredParticipant]:
    everybody = session.participants()
    return [one for one in everybody if one.participant.code not in HOLDERS]


def papers(session: Session) -> dict[str, str]:
    """Return each sheet that would be printed next, as a digest.

    Under one stamp: the real one holds a seal over all of the records, which only
    the key of the file could tell anything by.
    """
    found = {}
    for one in others(session)[::3]:
        plan = session.plan(one.id)
        coming = [v for v in plan.visits if v.day == 1 and not v.actual]
        if coming:
            sheet = dosing_sheet(session.study, plan, coming[0], stamp())
            found[one.participant.code] = sha256(pdf(sheet)).hexdigest()
    return found


def exports(session: Session) -> dict[str, str]:
    """Return the facts of everybody else as they are exported."""
    return {
        one.participant.code: write_facts(session.document(one.id))
        for one in others(session)
    }


def answers(session: Session, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the command line says of the whole site."""
    days = ["--from", "2026-11-01", "--to", "2026-12-20", "--as-of", "2026-11-23"]
    assert session.path
    keys = ["--keys", str(keys_of(session.path).folder)]
    file = ["--database", str(session.path), "--as", ANNA.name, *keys]
    with typed(PASSWORD):
        assert main(["agenda", *file, *days, "--json"]) == 0
    return capsys.readouterr().out


@pytest.fixture
def _still(qapp: QApplication) -> Iterator[None]:
    """Let no cursor blink into a picture."""
    usual = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(usual)


@pytest.mark.usefixtures("_still")
def test_exchanged_kits_change_no_screen_of_anybody_else(
    sites: list[Session], qtbot: QtBot
):
    """I-07, R40, R41, F19: the same pictures, to the dot."""
    one, other = (screens(session, qtbot) for session in sites)
    assert len(one) > 12
    assert [page for page in one if one[page] != other[page]] == []


def test_exchanged_kits_change_no_paper_and_no_export_of_anybody_else(
    sites: list[Session],
):
    """I-07, R40, R41, F19: the same bytes."""
    assert papers(sites[0]) == papers(sites[1])
    assert len(papers(sites[0])) > 3
    assert exports(sites[0]) == exports(sites[1])


def test_exchanged_kits_change_no_answer_about_the_site(
    sites: list[Session], capsys: pytest.CaptureFixture[str]
):
    """R40: nothing is counted, sorted or listed by kit."""
    one, other = (answers(session, capsys) for session in sites)
    assert "PL03-0012" in one
    assert one == other


def test_the_kits_are_there_and_stand_with_their_own_participant_only(
    sites: list[Session],
):
    """R41: the tests above compare two files that do differ."""
    for session, kits in zip(sites, ((ARM_A, ARM_B), (ARM_B, ARM_A)), strict=True):
        for code, kit in zip(HOLDERS, kits, strict=True):
            said = write_facts(session.document(number_of(session, code)))
            assert [found in said for found in (ARM_A, ARM_B)].count(True) == 1
            assert kit in said
            assert plan_text(session, code).count(kit) == 0


def number_of(session: Session, code: str) -> ParticipantId:
    found = session.participants()
    return next(one.id for one in found if one.participant.code == code)


def plan_text(session: Session, code: str) -> str:
    plan = session.plan(number_of(session, code))
    return json.dumps(plan_data(session.study, plan), ensure_ascii=False)
