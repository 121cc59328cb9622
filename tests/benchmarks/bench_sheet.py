"""Dosing sheets on paper: ``python -m tests.benchmarks.bench_sheet``.

Each sheet differs in a text from those before, so that nothing is a repeat. The
medians are printed with their budgets, and nothing is asserted.
"""

import statistics
import time
from collections.abc import Callable, Sequence

from scheduler.documents.paper_text import Paper
from tests.documents.samples import PRINTED, TEMPLATE, pdf, sheet, treated, typesetter

RUNS = 31
BATCHES = 5
BATCH = 50


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def one(number: int) -> None:
    """Lay out one sheet that nobody has laid out before."""
    pdf(sheet(treated(), note=f"sheet {number}"))


def many(papers: Sequence[Paper]) -> bytes:
    """Lay out several sheets as one file."""
    return typesetter().pdf(TEMPLATE, {"sheets": papers}, page="A4", created=PRINTED)


def batch(number: int) -> list[Paper]:
    """Return the data of fifty sheets, each of its own."""
    found = sheet(treated(), note=f"batch {number}").as_json()
    return [{**found, "initials": f"{number}-{index}"} for index in range(BATCH)]


def median_ms(work: Callable[[int], object], runs: int) -> float:
    """Return the median of some calls, each with its own number."""
    times = [seconds(lambda number=number: work(number)) for number in range(runs)]
    return statistics.median(times) * 1000


def main() -> None:
    """Print the medians."""
    first = seconds(lambda: one(-1)) * 1000
    plain = sheet(treated())
    data = plain.as_json()
    warm = [{**data, "note": f"warm {number}"} for number in range(RUNS)]
    batches = [batch(number) for number in range(BATCHES)]
    for name, found in {
        "first sheet": first,
        "plain data of one": median_ms(lambda _: plain.as_json(), RUNS),
        "plan, data and PDF of one": median_ms(one, RUNS),
        "one sheet warm, budget 40": median_ms(lambda n: many([warm[n]]), RUNS),
        "50 as one PDF, budget 2000": median_ms(lambda n: many(batches[n]), BATCHES),
    }.items():
        print(f"{name:28}{found:8.1f} ms")


if __name__ == "__main__":
    main()
