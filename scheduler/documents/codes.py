"""Square codes as black runs of modules, for a template to draw."""

from scheduler.documents.paper_text import Paper


def square_code(text: str) -> dict[str, Paper]:
    """Return a QR code with its quiet zone, as runs that a template draws.

    Args:
        text: what a scanner reads.

    Returns:
        ``modules``, the number along one side; ``runs``, each as column, row and
        length, all in modules.

    Source:
        ux.md PR-07: error correction M, never Micro QR, which many scanners miss.
    """
    import segno  # noqa: PLC0415  slow to load, and the window does not wait for it

    code = segno.make_qr(text, error="m", boost_error=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    runs = [run for y, row in enumerate(rows) for run in _runs(y, row)]
    return {"modules": len(rows), "runs": runs}


def _runs(y: int, row: list[int]) -> list[tuple[int, int, int]]:
    starts = [x for x, dark in enumerate(row) if dark and not row[x - 1]]
    ends = [x for x, dark in enumerate(row) if not dark and row[x - 1]]
    inside = [end for end in ends if end > 0]
    return [(x, y, end - x) for x, end in zip(starts, inside, strict=True)]
