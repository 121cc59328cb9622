"""What a program leaves that is killed in the middle of a save."""

import os
import sqlite3
from pathlib import Path


def hot_journal(path: Path) -> bytes:
    """Leave a journal beside a file as a program does that is killed in a save."""
    child = os.fork()
    if not child:
        conn = sqlite3.connect(path, isolation_level=None)
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("CREATE TABLE filler AS SELECT * FROM history")
        conn.execute("INSERT INTO filler SELECT * FROM filler")
        os._exit(9)
    os.waitpid(child, 0)
    return path.with_name(f"{path.name}-journal").read_bytes()
