"""Tables as CSV that a spreadsheet opens as text and never as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_BEFORE = "'"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\0")


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as UTF-8 with its mark, every cell quoted, lines ended by CR LF.

    Args:
        headings: the names of the columns.
        rows: cells in their order.

    Source:
        RFC 4180; reliability.md R56.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet computes: a mark stands before a formula.

    A cell that begins with the mark gets another one, so ``as_kept`` undoes it.

    >>> inert("=1+1"), inert("12 mg"), inert("'tis")
    ("'=1+1", '12 mg', "''tis")
    """
    return f"{_BEFORE}{cell}" if cell.startswith((*_FORMULAS, _BEFORE)) else cell


def as_kept(cell: str) -> str:
    """Undo ``inert``.

    >>> as_kept(inert("=1+1")), as_kept(inert("'tis"))
    ('=1+1', "'tis")
    """
    return cell.removeprefix(_BEFORE)
