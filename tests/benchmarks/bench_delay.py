"""Print what a delay preview costs: ``python -m tests.benchmarks.bench_delay``.

The budget is that of product.md: 100 ms, from a press to the whole dialog shown anew.
Nothing is asserted.
"""

import os
import sys
from collections.abc import Callable
from datetime import date
from itertools import cycle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

import resources
from scheduler.core.delay import PRESETS, Delay, try_delay
from scheduler.core.facts import Booking, FactsDocument, Site
from scheduler.core.outlook import Outlook, with_bookings
from scheduler.core.printed import PrintedSheet
from scheduler.core.study import Study
from scheduler.core.study_text import read_study
from scheduler.demo import demo_documents
from tests.benchmarks.bench_plan import CYCLE, TODAY, in_turn, say
from ui.dialogs.delay import DelayDialog
from ui.opening import make_application
from ui.rules import Rules

VISIT = f"C{CYCLE}D1"
BEHIND = 3  # cycles that are booked already, each to be moved along
SHEETS = tuple(PrintedSheet(visit=f"C{n}D1", issue=1) for n in (CYCLE - 1, CYCLE))


def main() -> None:
    """Measure the rules alone, and the dialog from a press on."""
    file = resources.path("studies", "js001-027-iii-hcc.toml")
    study = read_study(file.read_text(encoding="utf-8"))
    [plain] = [
        found
        for found in demo_documents(study, TODAY)
        if any(getattr(fact, "cycle", 0) == CYCLE - 1 for fact in found.facts)
    ]
    booked = _with_bookings(study, plain)
    app = make_application()
    rules, dialogs = _rules(study, plain), _dialogs(app, study, plain, booked)
    taken = in_turn([*rules, *dialogs], runs=40)
    what = "delay preview at cycle 112, budget 100 ms: "
    for name, seconds in zip(
        ("rules", "press to dialog", f"press to dialog, {BEHIND} booked behind"),
        taken,
        strict=True,
    ):
        say(what + name, seconds)


def _rules(study: Study, document: FactsDocument) -> list[Callable[[], object]]:
    outlook = Outlook(study=study, document=document, as_of=TODAY)
    delay = Delay(visit=VISIT, on=date(2026, 12, 2), reason="transport")
    return [lambda: try_delay(outlook, delay, SHEETS)]


def _dialogs(
    app: QApplication, study: Study, *documents: FactsDocument
) -> list[Callable[[], object]]:
    return [_presses(app, study, document) for document in documents]


def _presses(
    app: QApplication, study: Study, document: FactsDocument
) -> Callable[[], None]:
    rules = Rules(profile=study, site=Site(), today=TODAY)
    visit = rules.plan(document).visit(VISIT)
    assert visit is not None
    dialog = DelayDialog(rules, document, visit, lambda *_: None, SHEETS)
    dialog.show()
    app.processEvents()
    days = cycle(PRESETS)

    def press() -> None:
        dialog.choice.days[next(days)].click()
        app.processEvents()

    return press


def _with_bookings(study: Study, document: FactsDocument) -> FactsDocument:
    """Return a document in which the next cycles are booked on their targets."""
    plan = Outlook(study=study, document=document, as_of=TODAY).plan()
    ahead = [plan.day_1(CYCLE + n) for n in range(1, BEHIND + 1)]
    made = [Booking(visit=v.visit, on=v.target) for v in ahead if v is not None]
    return with_bookings(document, made)


if __name__ == "__main__":
    sys.exit(main())
