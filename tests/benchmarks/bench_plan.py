"""Print what plans and lists of days cost: ``python -m tests.benchmarks.bench_plan``.

The budgets are those of product.md; nothing is asserted.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter

from dateutil.rrule import DAILY, rrule

import resources
from scheduler.core.agenda import Entry, between, entries
from scheduler.core.facts import FactsDocument
from scheduler.core.plan import make_plan
from scheduler.core.study import Study
from scheduler.core.study_text import read_study
from scheduler.demo import demo_documents
from tests.benchmarks.site_data import site_documents

TODAY = date(2026, 11, 22)
CYCLE = 112
MONTH = timedelta(days=30)
SITES = (530, 2_000, 10_000)


def main() -> None:
    file = resources.path("studies", "js001-027-iii-hcc.toml")
    study = read_study(file.read_text(encoding="utf-8"))
    measure_plan(study)
    measure_agenda(study)


def measure_plan(study: Study) -> None:
    [document] = [
        found
        for found in demo_documents(study, TODAY)
        if any(getattr(fact, "cycle", 0) == CYCLE - 1 for fact in found.facts)
    ]
    started = datetime(2020, 6, 29)  # noqa: DTZ001  rrule lists naive dates too
    repeat = rrule(
        DAILY, interval=study.cycle_length_days, count=CYCLE, dtstart=started
    )
    listing, plan = in_turn(
        [
            lambda: list(repeat),
            lambda: make_plan(study, study.settings, document, as_of=TODAY),
        ],
        runs=200,
    )
    say(f"rrule lists {CYCLE} dates", listing)
    say(f"one whole plan at cycle {CYCLE}, budget 3 times that", plan)
    sys.stdout.write(f"{'ratio':64} {plan / listing:9.2f}\n")


def measure_agenda(study: Study) -> None:
    for count in SITES:
        documents = site_documents(study, TODAY, count)
        [taken] = in_turn([lambda found=documents: agenda(study, found)], runs=5)
        say(f"days of a month, {count} participants at 40 to 112 cycles", taken)
        sys.stdout.write(
            f"{'for each participant':64} {1000 * taken / count:9.3f} ms\n"
        )


def agenda(study: Study, documents: Sequence[FactsDocument]) -> list[Entry]:
    plans = (
        make_plan(study, study.settings, document, as_of=TODAY, since=TODAY)
        for document in documents
    )
    return between(entries(plans), TODAY, TODAY + MONTH)


def in_turn(functions: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Return the median of each in seconds; they take turns on a busy machine."""
    taken: list[list[float]] = [[] for _ in functions]
    for _ in range(runs):
        for function, times in zip(functions, taken, strict=True):
            start = perf_counter()
            function()
            times.append(perf_counter() - start)
    return [median(times) for times in taken]


def say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what:64} {1000 * seconds:9.3f} ms\n")


if __name__ == "__main__":
    main()
