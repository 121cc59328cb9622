"""What is said of a file that cannot be trusted, and what can be read of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ui.recovery import Left
from ui.troubles import Told, Trouble

# What is told first where several things were found.
_ORDER = (
    Trouble.DAMAGED,
    Trouble.CHANGED,
    Trouble.OLDER,
    Trouble.GONE,
    Trouble.UNKNOWN,
)
LOOKED_FOR = frozenset({Trouble.OLDER, Trouble.GONE})


def trouble_of_all(findings: Sequence[Told]) -> Trouble:
    """Return the kind of trouble that decides what is to be done."""
    return min((one.trouble for one in findings), key=_ORDER.index)


def headline(trouble: Trouble, first: str) -> str:
    """Return in one plain sentence what happened.

    Args:
        trouble: the kind.
        first: the sentence for support, where there is no plainer one.
    """
    plain = {
        Trouble.DAMAGED: _tr(
            "This file is damaged: a part of it cannot be read as it was written."
        ),
        Trouble.CHANGED: _tr(
            "These records were changed by something other than CycleDesk."
        ),
        Trouble.OLDER: _tr(
            "This is not the newest state of the file: saves that were made are not "
            "in it."
        ),
    }
    return plain.get(trouble, first)


def way_out(trouble: Trouble) -> str:
    """Return how it can have come to that, and what to do, first things first."""
    closed = _tr(
        "No dose, date or sheet is shown, and nothing can be saved or printed. The "
        "file was not changed or repaired."
    )
    if trouble in LOOKED_FOR:
        return f"{_look_first()}\n\n{closed}"
    stop = _tr("Stop here. Restore a backup, or call support.")
    before = {
        Trouble.DAMAGED: _tr(
            "That comes from a failing disk or stick, a computer that went off while "
            "it wrote, or another program that wrote into the file. If the disk makes "
            "trouble elsewhere too, call support before you restore to it."
        ),
        Trouble.CHANGED: _tr(
            "Somebody may have opened the file with another program. Keep it as it "
            "is: whoever looks after the trial's data has to see it."
        ),
    }
    parts = before.get(trouble, ""), f"{stop} {closed}"
    return "\n\n".join(part for part in parts if part)


def left_text(left: Left) -> str:
    """Return what can still be read, in one sentence or two."""
    if not left.listed:
        return _tr("Not even the list of participants can be read.")
    if not left.readable and not left.lost:
        return _tr("There is no participant in this file.")
    words = _tr(
        "{readable} of {all} participants can be read. Whether that is what was "
        "written is not known, so no dose, weight or date of them is shown."
    )
    every = len(left.readable) + len(left.lost)
    return words.format(readable=len(left.readable), all=every)


def left_lines(left: Left) -> list[str]:
    """Return a line for each participant, those that are lost first."""
    lost = _tr("{code}: not everything can be read")
    whole = _tr("{code}: can be read, {count}")
    return [
        *(lost.format(code=code) for code in left.lost),
        *(
            whole.format(code=code, count=_records(left.facts.get(code, 0)))
            for code in left.readable
        ),
    ]


def left_paper(path: Path, findings: Sequence[Told], left: Left) -> str:
    """Return the list as a text that can be kept or printed."""
    found = [one.sentence for one in findings]
    parts = [str(path), left_text(left), *left_lines(left), "", _tr("What was found:")]
    return "\n".join([*parts, *found, ""])


def _records(count: int) -> str:
    return _tr("1 record") if count == 1 else _tr("{0} records").format(count)


def _look_first() -> str:
    return _tr(
        "First look for the newer file. It may lie in the bin, in the folder of a "
        "sync program, on a stick, or beside this one under another name (with "
        "\u201ccopy\u201d or a date in it). Open it, or put it back in this place. "
        "Restore a backup only if it is not to be found."
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("DoubtPage", text)
