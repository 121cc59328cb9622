"""What was typed before a check had it corrected: History keeps both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit

from ui.forms.field import Field
from ui.forms.password_entry import PasswordEntry

EDIT_CHECK = "edit check"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One entry that was not taken as it was first typed."""

    field: Field[Any]
    typed: str
    said: str


class Prompts:
    """Remembers each refused entry of a form until the form is saved.

    Source:
        reliability.md R27.
    """

    def __init__(self) -> None:
        self._kept: list[Prompt] = []

    def note(self, wrong: Iterable[Field[Any]]) -> None:
        """Remember what is typed in the fields that were refused."""
        for field in wrong:
            typed = _typed(field)
            if typed:
                self._kept.append(Prompt(field, typed, field.find_problem()))

    def events(self) -> Iterator[list[tuple[str, str]]]:
        """Yield each for History: field, typed, prompt, and what is saved instead."""
        for prompt in self._kept:
            yield [
                ("field", prompt.field.label.text().replace("&", "")),
                ("typed", prompt.typed),
                ("prompt", prompt.said),
                ("saved", _typed(prompt.field)),
            ]


def _typed(field: Field[Any]) -> str:
    """Return the text of an entry; of a password, and of a choice, nothing."""
    line = field.entry.control()
    if isinstance(line, QLineEdit) and not isinstance(field.entry, PasswordEntry):
        return line.text().strip()
    return ""
