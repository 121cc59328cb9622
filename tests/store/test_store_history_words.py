"""No column of the records is shown by the name that only the database reads."""

import re
from contextlib import closing

from scheduler.core.history import HistoryFilter
from scheduler.core.history_names import FIELD_WORDS, field_name, record_name
from scheduler.core.history_text import lines_of
from scheduler.store.connection import open_memory
from scheduler.store.shadow import audited_tables
from scheduler.store.store import Store
from scheduler.store.values import Role
from tests.people import PASSWORD, TEMPORARY, colleague
from tests.store.given import AK

RAW = re.compile(r"_|\b(utc|ver|id|mac)\b")


def audited() -> dict[str, tuple[str, ...]]:
    """Return every table of today's schema that History speaks of."""
    with closing(open_memory()) as database:
        return audited_tables(database.db.conn)


def test_every_column_of_the_audited_tables_has_a_word():
    """R20, R28: a column that is added later has to get one."""
    columns = {name for names in audited().values() for name in names} | {"ver"}
    assert sorted(columns - FIELD_WORDS.keys()) == []
    said = [field_name(name) for name in columns]
    assert [word for word in said if RAW.search(word)] == []


def test_a_password_is_named_by_its_person(store: Store):
    """R28: nobody knows a colleague by a number."""
    store.add_person(colleague("B. Nowak", Role.MONITOR), TEMPORARY, by=AK)
    found = store.changes(
        HistoryFilter(kinds=("credentials",)), through=store.last_change()
    )
    newest = lines_of(found.entries[0])[0]
    assert newest.what == "password of B. Nowak recorded"
    assert "person" not in newest.new
    [account] = [one for one in store.accounts() if one.person.name == "B. Nowak"]
    store.reset_password(account.id, PASSWORD, reason="mislaid", by=AK)
    again = store.changes(
        HistoryFilter(kinds=("credentials",)), through=store.last_change()
    )
    assert "password of B. Nowak" in lines_of(again.entries[0])[0].what


def test_every_audited_table_has_a_name_that_people_use():
    """R28."""
    said = {name: record_name(name) for name in audited()}
    assert [word for word in said.values() if RAW.search(word)] == []
    assert len(set(said.values())) == len(said)
