"""A day at a site, with words planted that must not turn up anywhere else.

    python -m tests.campaigns.scenario STEP FOLDER

One step runs in one process; ``tests.campaigns.masking`` starts them and looks at
everything that was written.
"""

import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog

from scheduler.cli import main as command
from scheduler.core.facts import (
    FactsDocument,
    InfusionRecord,
    Observation,
    UnscheduledVisit,
)
from scheduler.core.history import HistoryFilter
from scheduler.demo import demo_documents
from scheduler.process import keep_memory_private
from scheduler.store.backup import take_backup
from scheduler.store.backup_values import Place
from tests.campaigns.backups import ordered
from tests.campaigns.site import site_file
from tests.commands import typed as at_the_keyboard
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS
from tests.ui.site import made, type_password
from ui.desk import Desk
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.exports import HistoryExports
from ui.main_window import MainWindow
from ui.opening import make_application
from ui.papers import SheetJob
from ui.preferences import Preferences
from ui.printing import print_pdf, printer_for, save_file
from ui.session import ParticipantId, Person, Role, Session, StudySite
from ui.theme import Theme, apply_theme

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))
ANNA = Person(name="Anna Kowalska", initials="AK", role=Role.COORDINATOR)
SITE = StudySite(study=FIRST.key, code="PL03", name="Test site", country="PL")
# Whose arm is whose, if anybody knew.
ARMS = {"PL03-0012": "CANARY-ARM-A", "PL03-0025": "CANARY-ARM-B"}
PATIENCE = 120  # seconds until the records should have been looked at
UNSAVED = "CANARY-UNSAVED-WORDS"
FOUR_WORDS = "four words for a stick"


def clock() -> datetime:
    """The moment at which the day takes place."""
    return NOW


def texts(code: str) -> dict[str, str]:
    """Return what is planted in the free texts of one participant."""
    arm = ARMS[code]
    return {kind: f"{arm}-{kind}" for kind in ("REASON", "KIT", "VALUE")}


def make(folder: Path) -> None:
    """Make the site with everybody in it, and plant the words."""
    path = site_file(folder)
    path.parent.mkdir()
    session = made(FIRST, path, clock, SITE, ANNA)
    documents = [
        planted(one) if one.participant.code in ARMS else one
        for one in demo_documents(FIRST, NOW.date())
    ]
    session.write(lambda store, by: store.load_documents(documents, by=by))
    session.close()


def planted(document: FactsDocument) -> FactsDocument:
    """Return a document with its words in a reason, a kit number and a value."""
    words, facts = texts(document.participant.code), list(document.facts)
    last = max(
        (fact for fact in facts if isinstance(fact, InfusionRecord)),
        key=lambda fact: fact.on,
    )
    facts[facts.index(last)] = replace(last, kit=words["KIT"])
    facts += [
        UnscheduledVisit(on=last.on, reason=words["REASON"]),
        Observation(on=last.on, procedure="blood pressure", value=words["VALUE"]),
    ]
    return replace(document, facts=tuple(facts))


def opened(folder: Path) -> tuple[Desk, Session]:
    """Open the window on the site, as the program does."""
    app = make_application()
    apply_theme(app, Theme.LIGHT)
    preferences = Preferences(QSettings("CycleDesk", "CycleDesk"))
    preferences.person = ANNA.name
    window = MainWindow(preferences)
    window.show()
    path = site_file(folder)
    desk = Desk(window, clock, keys_of(path).folder, PASSWORDS)
    QDialog.exec = lambda dialog: type_password(dialog, ANNA.name)  # type: ignore[method-assign,assignment]
    desk.open_file(path)
    give_up = monotonic() + PATIENCE
    while desk.session is None and monotonic() < give_up:
        QApplication.processEvents()
        sleep(0.01)
    assert desk.session
    return desk, desk.session


def number_of(session: Session, code: str) -> ParticipantId:
    """Return the number of a participant."""
    found = session.participants()
    return next(one.id for one in found if one.participant.code == code)


def day(folder: Path) -> None:
    """Look at every page, print, export and back up, in the window."""
    desk, session = opened(folder)
    papers = folder / "papers"
    papers.mkdir()
    for code in ARMS:
        number = number_of(session, code)
        desk.show_participant(number)
        QApplication.processEvents()
        QApplication.clipboard().setText(code)
        draw_and_print(session, number, papers)
        assert desk.workflows
        desk.workflows.export_to(papers / f"{code}_facts.json", number)
    exports = HistoryExports(session, desk.parent())  # type: ignore[arg-type]
    first = number_of(session, next(iter(ARMS)))
    asked = HistoryFilter(participant=first)
    exports.save_csv(papers / "history.csv", asked, 10_000_000)
    exports.save_pdf(papers / "history.pdf", asked, 10_000_000)
    session.close()
    back_up(folder)


def draw_and_print(session: Session, number: ParticipantId, papers: Path) -> None:
    """Draw the sheet that comes next, save it, and hand it to the print system."""
    coming = next(v for v in session.plan(number).visits if v.day == 1 and not v.actual)
    job = SheetJob(session, number, coming.visit)
    sheet = job.draw("A4")
    job.record(sheet, "A4")
    save_file(sheet.pdf, papers / sheet.file_name)
    print_pdf(sheet.pdf, printer_for("A4", sheet.title), "A4")


def back_up(folder: Path) -> None:
    """Back up twice: readable, and behind a passphrase."""
    (folder / "backups").mkdir()
    (folder / "stick").mkdir()
    places = [
        Place(folder=folder / "backups"),
        Place(folder=folder / "stick", passphrase=FOUR_WORDS),
    ]
    for copy in take_backup(ordered(folder, 0), places):
        assert copy.made, copy.problem


def lines(folder: Path) -> None:
    """Ask on the command line whatever can be asked."""
    path = site_file(folder)
    file = ["--database", str(path), "--as", ANNA.name]
    keys = ["--keys", str(keys_of(path).folder)]
    days = ["--from", "2026-11-01", "--to", "2026-12-20", "--as-of", "2026-11-23"]
    with at_the_keyboard(PASSWORD):
        assert command(["agenda", *file, *keys, *days, "--json"]) == 0
    asked = ["history", *file, *keys, "--participant", "PL03-0001"]
    with at_the_keyboard(PASSWORD):
        assert command(asked) in {0, 1}
    facts = folder / "papers" / "PL03-0012_facts.json"
    assert command(["plan", str(facts), "--as-of", "2026-11-23", "--json"]) == 0


def typed(folder: Path) -> Session:
    """Type words into a correction, and leave them there."""
    desk, session = opened(folder)
    number = number_of(session, next(iter(ARMS)))
    stored = session.facts(number)[0]

    def wait(dialog: QDialog) -> int:
        dialog.show()
        assert isinstance(dialog, CorrectFactDialog)
        dialog.reason.entry.words.setText(UNSAVED)  # type: ignore[attr-defined]
        QApplication.clipboard().setText(UNSAVED)
        QApplication.processEvents()
        return 0

    QDialog.exec = wait  # type: ignore[assignment,method-assign]
    assert desk.workflows
    desk.workflows.correct(stored)
    return session


def crash(folder: Path) -> None:
    """End by a fault of memory, with a form half filled."""
    typed(folder)
    os.kill(os.getpid(), signal.SIGSEGV)


def killed(folder: Path) -> None:
    """End by a kill in the middle of a save, with a form half filled."""
    session = typed(folder)
    conn = session.read(lambda store: store.database.db.conn)
    conn.execute("PRAGMA cache_size = 1").fetchall()
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("UPDATE infusions SET ver = ver + 1")
    os.kill(os.getpid(), signal.SIGKILL)


STEPS = {one.__name__: one for one in (make, day, lines, crash, killed)}


def main() -> None:
    """Run one step."""
    keep_memory_private()
    with suppress(BrokenPipeError):
        STEPS[sys.argv[1]](Path(sys.argv[2]))


if __name__ == "__main__":
    main()
