"""A save is not sealed on an end of History that somebody else has cut or written."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from scheduler.core.facts import Weight
from scheduler.errors import FactsError
from scheduler.store.connection import create_database, open_database
from scheduler.store.file_errors import TamperedRecordsError
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from scheduler.store.verdict import Doubt
from scheduler.store.verify import verify
from tests.campaigns.chain_attacks import cut, forged_correction, forged_event
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store.given import (
    AK,
    AMENDED,
    BASELINE,
    EVERY_FACT,
    clock,
    store_with_ada,
)


def by_another_program(path: Path, deed: Callable[[sqlite3.Connection], None]):
    """Take the guards away, do it, and put them back."""
    with closing(sqlite3.connect(path)) as tool:
        asked = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        guards = tool.execute(asked).fetchall()
        for name, _ in guards:
            tool.execute(f"DROP TRIGGER {name}")
        deed(tool)
        for _, sql in guards:
            tool.execute(sql)
        tool.commit()


@pytest.mark.parametrize("deed", [forged_event, forged_correction])
def test_entries_of_another_hand_are_not_sealed_with_ours(
    store: Store, ada: ParticipantId, path: Path, deed: Callable
):
    """R24, F46: the program must not vouch for what it has not written."""
    store.record_fact(ada, BASELINE, by=AK)
    by_another_program(path, deed)
    before = path.read_bytes()
    with pytest.raises(TamperedRecordsError, match="have no seal"):
        store.record_visit(ada, EVERY_FACT[1:], by=AK)
    assert path.read_bytes() == before
    assert verify(path, keys_of(path)).findings[0].doubt is Doubt.HISTORY


def test_an_end_that_was_cut_off_is_not_written_over(
    store: Store, ada: ParticipantId, path: Path
):
    """R25, F46: what was written down outside of the file stays as it is."""
    store.record_fact(ada, BASELINE, by=AK)
    by_another_program(path, lambda tool: cut(tool, 1))
    with pytest.raises(TamperedRecordsError, match="was written, and this file goes"):
        store.record_visit(ada, EVERY_FACT, by=AK)
    store.close()
    with closing(open_database(path, keys_of(path))):
        [finding] = verify(path, keys_of(path)).findings
    assert finding.doubt is Doubt.AGE


def test_another_file_in_the_place_of_this_one_is_told(
    store: Store, path: Path, tmp_path: Path
):
    """R25, F46: also where the key of the other one is on this computer."""
    other = tmp_path / "other.db"
    with closing(create_database(other, keys_of(path))) as database:
        store_with_ada(database)
    store.close()
    path.write_bytes(other.read_bytes())
    [finding] = verify(path, keys_of(path)).findings
    assert finding.sentence == (
        "Another file was here before: trial.db.anchor beside it was written for "
        "another file."
    )
    with closing(open_database(path, keys_of(path))) as database:
        another = Store(database, clock, AMENDED, PASSWORDS)
        with pytest.raises(TamperedRecordsError, match="for another file"):
            signed_in(another, AK)
    assert verify(other, keys_of(path)).good


def test_the_number_of_a_record_that_was_taken_out_is_not_given_again(
    store: Store, ada: ParticipantId, path: Path
):
    """R24, F46: a new record in its place would hide that it is gone."""
    store.record_fact(ada, BASELINE, by=AK)
    by_another_program(path, lambda tool: tool.execute("DELETE FROM weights"))
    later = Weight(on=date(2024, 5, 6), grams=61000)
    with pytest.raises(TamperedRecordsError, match="row 1 of weights is missing"):
        store.record_fact(ada, later, by=AK)
    [finding] = verify(path, keys_of(path)).findings
    assert finding.sentence == "Row 1 of weights: it is missing."


def test_a_record_that_was_taken_out_is_told_to_whoever_corrects_it(
    store: Store, ada: ParticipantId, path: Path
):
    """R24, F46: told in a sentence, not as a fault of the program."""
    store.record_fact(ada, BASELINE, by=AK)
    [weight] = store.facts(ada)
    by_another_program(path, lambda tool: tool.execute("DELETE FROM weights"))
    with pytest.raises(TamperedRecordsError, match="row 1 of weights is missing"):
        store.withdraw_fact(weight.id, 1, reason="wrong person", by=AK)


def test_a_level_that_no_ladder_has_is_told_at_the_next_save(
    store: Store, ada: ParticipantId, path: Path
):
    """R46, F46: the rules meet a value that another program has put there."""
    store.record_visit(ada, EVERY_FACT, by=AK)
    change = "UPDATE dose_decisions SET to_level = '8 mg dail1', ver = ver + 1"
    by_another_program(path, lambda tool: tool.execute(change))
    with pytest.raises(FactsError, match="8 mg dail1"):
        store.record_fact(ada, Weight(on=date(2024, 5, 6), grams=61000), by=AK)
