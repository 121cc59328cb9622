"""What is asked of History as one condition of SQL; every value is a parameter."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from scheduler.core.dates import parse_date
from scheduler.core.history import CLINICAL, HistoryFilter
from scheduler.core.quantities import parse_weight
from scheduler.errors import CycleDeskError
from scheduler.store.rows import Cell

# Whole entries are found: a text stands in one field, the others belong to it.
_CONTAINS = """(
    (h.record, coalesce(h.record_id, 0), h.at_utc, h.action) IN (
        SELECT t.record, coalesce(t.record_id, 0), t.at_utc, t.action FROM history t
        WHERE t.new LIKE :text ESCAPE '!' OR t.old LIKE :text ESCAPE '!'
            OR t.reason LIKE :text ESCAPE '!' OR t.field LIKE :text ESCAPE '!'
            OR t.record LIKE :text ESCAPE '!'
            OR t.new IN (:day, :grams) OR t.old IN (:day, :grams)
    )
    OR h.participant IN (
        SELECT id FROM participants WHERE code LIKE :text ESCAPE '!'
    )
    OR (h.record, h.record_id) IN (
        SELECT 'bookings', id FROM bookings WHERE visit LIKE :text ESCAPE '!'
        UNION ALL
        SELECT 'visit_records', id FROM visit_records
        WHERE visit LIKE :text ESCAPE '!'
        UNION ALL
        SELECT 'sheets', id FROM sheets WHERE visit LIKE :text ESCAPE '!'
        UNION ALL
        SELECT 'infusions', id FROM infusions
        WHERE 'C' || cycle || 'D' || day LIKE :text ESCAPE '!'
    )
)"""


def where_of(asked: HistoryFilter, through: int) -> tuple[str, dict[str, Cell]]:
    """Return the condition that finds what is asked for, and its cells.

    Args:
        asked: which entries.
        through: the number of the last row to look at.
    """
    parts, cells = ["h.seq <= :through"], {"through": through}
    plain: tuple[tuple[str, str, Cell], ...] = (
        ("participant", "h.participant = :participant", asked.participant),
        ("person", "h.person = :person", asked.person),
        ("first", "date(h.at_utc, h.zone) >= :first", _iso(asked.first)),
        ("last", "date(h.at_utc, h.zone) <= :last", _iso(asked.last)),
    )
    found: dict[str, Cell] = dict(cells)
    for name, condition, cell in plain:
        if cell is not None:
            parts.append(condition)
            found[name] = cell
    if asked.kinds:
        parts.append(f"h.record IN ({_marks('kind', asked.kinds, found)})")
    if asked.clinical:
        parts.append(f"h.record IN ({_marks('clinical', CLINICAL, found)})")
    if asked.records:
        parts.append(f"(h.record, h.record_id) IN (VALUES {_pairs(asked, found)})")
    if said := asked.text.strip():
        parts.append(_CONTAINS)
        found |= _words(said)
    return " AND ".join(parts), found


def _marks(name: str, values: Iterable[Cell], cells: dict[str, Cell]) -> str:
    """Return a mark for each value, whose cells are added to the others."""
    new = {f"{name}{number}": value for number, value in enumerate(values)}
    cells |= new
    return ", ".join(f":{key}" for key in new)


def _pairs(asked: HistoryFilter, cells: dict[str, Cell]) -> str:
    pairs = [
        _marks(f"pair{number}_", pair, cells)
        for number, pair in enumerate(asked.records)
    ]
    return ", ".join(f"({pair})" for pair in pairs)


def _words(said: str) -> dict[str, Cell]:
    """Return the text as it stands in the records: also a date, also a weight."""
    plain = said.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    found: dict[str, Cell] = {"text": f"%{plain}%", "day": None, "grams": None}
    if said[0].isalnum():  # a step such as +3w is no day of the records
        with suppress(CycleDeskError):
            found["day"] = parse_date(said, today=date.max).isoformat()
    with suppress(CycleDeskError):
        found["grams"] = str(parse_weight(said))
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
