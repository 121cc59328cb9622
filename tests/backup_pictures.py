"""The screens of backups and restores, on a real site file, for ``tests.pictures``."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from scheduler.commands.backing_up import own_place
from tests.people import PASSWORD, PASSWORDS
from tests.store.backups import back_up
from tests.store.given import AK, AMENDED, NOW, clock
from tests.store.restores import save_later, site_file, workplace
from ui.backups import Backups
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.restore_wizard import RestoreWizard
from ui.main_window import MainWindow
from ui.pages.backups_page import BackupsPage
from ui.pages.recovery_page import RecoveryPage
from ui.recovery import Recovery
from ui.restoring import Restoring
from ui.site_files import Keyring, SiteFiles

LONGEST_MS = 60_000


def backup_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield every screen of backups with its name."""
    with TemporaryDirectory() as folder:
        path = site_file(Path(folder) / "PL03.cycledesk")
        made = back_up(path, own_place(path))
        yield from _page(window, path)
        save_later(path)
        yield from _wizard(window, path, made)
        yield from _recovery(window, path)


def _page(window: MainWindow, path: Path) -> Iterator[tuple[str, QWidget]]:
    keys = path.parent / "keys"
    files = SiteFiles(
        study=AMENDED, keys=Keyring(keys), clock=clock, passwords=PASSWORDS
    )
    session = files.open(path)
    session.attendance.sign_in(AK.person, PASSWORD)
    backups = Backups(keys, window.preferences, window)
    backups.watch(session)
    page = BackupsPage(backups)
    window.add_page(page)
    window.show_page(page)
    waited(page.view.isVisible)
    yield "backups", window
    dialog = PassphraseDialog(backups.protect, window)
    dialog.show()
    yield "passphrase", dialog
    dialog.hide()
    backups.close()
    session.close()


def _wizard(
    window: MainWindow, path: Path, made: Path
) -> Iterator[tuple[str, QWidget]]:
    restoring = Restoring(workplace(path))
    dialog = RestoreWizard(restoring, made, path, window)
    dialog.show()
    yield "restore_1", dialog
    dialog.submit()
    waited(lambda: dialog.step > 1)
    yield "restore_2", dialog
    dialog.submit()
    yield "restore_3", dialog
    dialog.hide()
    restoring.close()


def _recovery(window: MainWindow, path: Path) -> Iterator[tuple[str, QWidget]]:
    page = RecoveryPage(path, NOW.tzinfo)
    recovery = Recovery(path, None, Keyring(path.parent / "keys"), page)
    recovery.found.connect(page.show_findings)
    window.add_page(page)
    window.show_page(page)
    recovery.begin()
    waited(page.restore.isEnabled)
    yield "recovery", window


def waited(until: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: until() and loop.quit())
    timer.start(20)
    QTimer.singleShot(LONGEST_MS, loop.quit)
    loop.exec()
