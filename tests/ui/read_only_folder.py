"""A file that can be written, in a folder that cannot: ``... FOLDER``.

It runs as a process of its own in a mount namespace, and prints what stood above the
pages: when the file was opened, when the folder could be written again, and after the
button of that notice.
"""

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton

from tests.campaigns.limit_kinds import AT_OPENING
from tests.campaigns.site import make_site, site_file
from tests.keys import keys_of
from tests.people import PASSWORDS
from tests.store.given import AK, clock
from tests.ui.site import open_at, sign_in_at_dialogs, wait_until_checked
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.opening import make_application
from ui.preferences import Preferences
from ui.watch import READ_ONLY

AROUND = "read-only mount around the file"


def notice(window: MainWindow) -> str:
    found = window.standing.shown.get(READ_ONLY)
    return found.words.text() if found else ""


def main(folder: Path) -> None:
    """Print the notices, one after the other."""
    make_site(folder)
    AT_OPENING[AROUND].prepare(folder)
    application = make_application()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Preferences(settings))
    desk = Desk(window, clock, keys_of(site_file(folder)).folder, PASSWORDS)
    sign_in_at_dialogs(pytest.MonkeyPatch(), AK.person)
    with AT_OPENING[AROUND].laid(folder):
        open_at(desk, site_file(folder))
        seen = [notice(window)]
    desk.watch.look()
    seen.append(notice(window))
    window.standing.shown[READ_ONLY].findChildren(QPushButton)[0].click()
    wait_until_checked(desk)
    seen.append(notice(window))
    can_be_saved = desk.session is not None and not desk.session.read_only
    desk.leave()
    del application
    sys.stdout.write(json.dumps({"seen": seen, "can be saved": can_be_saved}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
