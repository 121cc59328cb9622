"""Qt table models: columns as data, rows as values handed in."""
