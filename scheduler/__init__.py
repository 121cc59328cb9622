"""The rules, the records and the papers as data; no Qt here."""
