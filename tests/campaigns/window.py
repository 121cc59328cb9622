"""The window at work: somebody adds one participant after the other by keyboard."""

import os
from datetime import date
from pathlib import Path

from scheduler.core.facts import Weight
from scheduler.store.store import Store
from tests.campaigns.site import site_file
from tests.campaigns.violations import Violation
from tests.store.given import AK, AMENDED, clock

_BEFORE = 1  # participants of the prepared site


class Screen:
    """The main window on the site file of a folder, with somebody signed in."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["QT_LOGGING_RULES"] = "default.warning=false"
        # Qt is loaded only by the processes that show a window.
        from PySide6.QtCore import QSettings  # noqa: PLC0415

        from tests.ui.site import opened  # noqa: PLC0415
        from ui.main_window import MainWindow  # noqa: PLC0415
        from ui.opening import make_application  # noqa: PLC0415
        from ui.preferences import Preferences  # noqa: PLC0415
        from ui.workflows import Workflows  # noqa: PLC0415

        self._application = make_application()
        ini = str(folder / "settings.ini")
        preferences = Preferences(QSettings(ini, QSettings.Format.IniFormat))
        self.window = MainWindow(preferences)
        self.window.show()
        self.session = opened(AMENDED, site_file(folder), clock, AK.person)
        self.workflows = Workflows(self.session, self.window)

    def add(self, number: int) -> None:
        """Add one participant, by keys alone."""
        from PySide6.QtCore import QTimer  # noqa: PLC0415

        QTimer.singleShot(0, self.window, lambda: self._type(number))
        if self.workflows.add() is None:
            raise AssertionError(number)

    def _type(self, number: int) -> None:
        from PySide6.QtTest import QTest  # noqa: PLC0415

        from tests.ui.dialog_data import (  # noqa: PLC0415
            replace_text,
            save_by_keys,
            settle,
            type_text,
        )

        settle()
        type_text(QTest, code(number))
        replace_text(QTest, "Day 1 of cycle 1, planned", "07-Dec-2026")
        replace_text(QTest, "Baseline weight", "62,5")
        save_by_keys(QTest)


def code(number: int) -> str:
    return f"PL03-{1000 + number:04d}"


def added(store: Store, acknowledged: int) -> tuple[int, Violation | None]:
    """Return how many were added, and what does not hold."""
    stored = {one.participant.code: one for one in store.participants()}
    found = len(stored) - _BEFORE
    for number in range(found):
        one = stored.get(code(number))
        if one is None or len(store.history(one.id)) < 2:
            return found, Violation("torn", f"number {number} is not whole")
        [fact] = store.facts(one.id)
        if fact.fact != Weight(on=date(2026, 11, 23), grams=62500, baseline=True):
            return found, Violation("torn", f"number {number}: {fact.fact}")
    if not acknowledged <= found <= acknowledged + 1:
        word = "lost" if found < acknowledged else "too many"
        return found, Violation(word, f"{acknowledged} acknowledged, {found} there")
    return found, None
