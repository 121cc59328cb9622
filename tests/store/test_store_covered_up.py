"""What another program did is found also after the program has saved on top of it."""

import sqlite3
from dataclasses import replace
from pathlib import Path

from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from scheduler.store.verify import verify
from tests.keys import keys_of
from tests.store.given import AK, BASELINE
from tests.store.test_store_untouched_end import by_another_program


def sentences(path: Path) -> list[str]:
    return [one.sentence for one in verify(path, keys_of(path)).findings]


def test_a_cell_that_was_changed_is_found_though_it_was_corrected_since(
    store: Store, ada: ParticipantId, path: Path
):
    """R24, F46."""
    store.record_fact(ada, BASELINE, by=AK)
    changed = "UPDATE weights SET grams = 59000"
    by_another_program(path, lambda tool: tool.execute(changed))
    [weight] = store.facts(ada)
    typed = replace(BASELINE, grams=59500)
    store.correct_fact(weight.id, weight.ver, typed, reason="typing error", by=AK)
    assert sentences(path) == [
        "Row 1 of weights: grams was '59000' before a save, and History says '62000'."
    ]


def test_entries_before_the_first_one_have_no_seal(
    store: Store, ada: ParticipantId, path: Path
):
    """R22, R24, F46: a CHECK forbids such numbers, and any tool can switch it off."""
    store.record_fact(ada, BASELINE, by=AK)
    by_another_program(path, _before_the_first)
    [said] = sentences(path)
    assert said == (
        "Entries of History from number -5 on, saved by A. Kowalska at 08:12 on "
        "23-Nov-2026, have no seal."
    )


def _before_the_first(tool: sqlite3.Connection) -> None:
    tool.execute("PRAGMA ignore_check_constraints = ON")
    for number in (0, -5):
        tool.execute(
            "INSERT INTO history (seq, at_utc, zone, person, role, workstation, "
            "program, record, action, field, new) VALUES (?, '2026-11-23T07:12:05Z', "
            "'+01:00', 'A. Kowalska', 'coordinator', 'desk-1', '0.1', 'print', "
            "'event', 'a', 'b')",
            (number,),
        )
