"""The records: facts and History in one SQLite file."""
