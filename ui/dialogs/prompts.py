"""What was typed before a check had it corrected: History keeps both."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit

from scheduler.core.masking import telling_words
from ui.forms.field import Field
from ui.forms.password_entry import PasswordEntry
from ui.session import ParticipantId, Session

EDIT_CHECK = "edit check"
TELLING = "The words could tell others which treatment it is."


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
            if typed and not telling_words(typed):
                self._kept.append(Prompt(field, typed, field.find_problem()))

    def warn(self, fields: Iterable[Field[Any]]) -> None:
        """Remember of which fields it was said that they tell the treatment.

        What was typed is not kept: whoever takes it back wants it on no record.
        """
        self._kept += [Prompt(field, "", TELLING) for field in fields]

    def events(self) -> Iterator[list[tuple[str, str]]]:
        """Yield each for History: field, typed, prompt, and what is saved instead."""
        for prompt in self._kept:
            yield [
                ("field", prompt.field.label.text().replace("&", "")),
                *([("typed", prompt.typed)] if prompt.typed else []),
                ("prompt", prompt.said),
                ("saved", _typed(prompt.field)),
            ]


def _typed(field: Field[Any]) -> str:
    """Return the text of an entry; of a password, and of a choice, nothing."""
    if field.entry.free_text():
        return field.entry.free_text().strip()
    line = field.entry.control()
    if isinstance(line, QLineEdit) and not isinstance(field.entry, PasswordEntry):
        return line.text().strip()
    return ""


def keep_prompts(
    session: Session, prompts: Prompts, whose: ParticipantId | None = None
) -> None:
    """Write into History what was refused or warned of before a form was saved.

    Args:
        session: on whose file the form was saved.
        prompts: those of the form.
        whose: the participant whom it was about, if it was about one.

    Raises:
        CycleDeskError: it was not saved.
    """
    for fields in prompts.events():
        _keep(session, fields, whose)


def _keep(
    session: Session, fields: Sequence[tuple[str, str]], whose: ParticipantId | None
) -> None:
    session.write(
        lambda store, by: store.record_event(
            EDIT_CHECK, fields, by=by, participant=whose
        )
    )
