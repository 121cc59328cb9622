"""Somebody records a visit while the computer refuses: ``... NAME FOLDER``.

It runs as a process of its own, in a mount namespace where the limit needs one, and
prints what was on the screen: while the limit held, and after it was gone.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scheduler.core.facts import Weight
from tests.campaigns.limit_kinds import LIMITS
from tests.campaigns.site import FIRST, make_site
from tests.campaigns.window import Screen
from tests.ui.dialog_data import plain, replace_text, save_by_keys, settle, type_text
from ui.dialogs.record_visit import RecordVisitDialog

TYPED = "61,4"


def shown(dialog: RecordVisitDialog) -> dict[str, object]:
    """Return what somebody at the screen sees of the dialog."""
    settle()
    return {
        "open": dialog.isVisible(),
        "weight": dialog.form.weight.weight.entry.control().text(),  # type: ignore[attr-defined]
        "said": plain(dialog.summary.text()),
    }


def answer(folder: Path, name: str, seen: list[dict[str, object]]) -> None:
    """Fill the dialog in, save it under the limit, and again without."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, RecordVisitDialog):
        raise TypeError(dialog)
    try:
        settle()
        type_text(QTest, TYPED)  # type: ignore[arg-type]
        replace_text(QTest, "Visit date", "04-Mar-2024")  # type: ignore[arg-type]
        with LIMITS[name].laid(folder):
            save_by_keys(QTest)  # type: ignore[arg-type]
            seen.append(shown(dialog))
        save_by_keys(QTest)  # type: ignore[arg-type]
        seen.append(shown(dialog))
    finally:
        dialog.reject()


def main(name: str, folder: Path) -> None:
    """Print what was seen, and the weights in the records at the end."""
    make_site(folder)
    LIMITS[name].prepare(folder)
    screen = Screen(folder)
    seen: list[dict[str, object]] = []
    QTimer.singleShot(0, screen.window, lambda: answer(folder, name, seen))
    screen.workflows.record(FIRST, "C1D1")
    facts = [stored.fact for stored in screen.session.facts(FIRST)]
    grams = [fact.grams for fact in facts if isinstance(fact, Weight)]
    sys.stdout.write(json.dumps({"seen": seen, "grams": grams}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
