"""A connection to a file of any schema, beside the one door to today's."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

BUSY_SECONDS = 30.0


@contextmanager
def connection(
    path: Path, mode: str, busy_seconds: float = BUSY_SECONDS
) -> Iterator[sqlite3.Connection]:
    """Open a file of any schema for the length of the block.

    Args:
        path: the file.
        mode: ``ro`` or ``rw``.
        busy_seconds: how long to wait for whoever writes.
    """
    name = f"{path.absolute().as_uri()}?mode={mode}"
    conn = sqlite3.connect(name, timeout=busy_seconds, isolation_level=None, uri=True)
    with closing(conn):
        conn.execute("PRAGMA cell_size_check = ON")
        conn.execute("PRAGMA mmap_size = 0").fetchall()
        yield conn
