"""Holds a save back until somebody has seen which words tell the treatment."""

from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from scheduler.core.masking import telling_words
from ui.dialogs.prompts import Prompts
from ui.forms.field import Field
from ui.forms.result_line import ResultLine, Tone


class TellingWords(QObject):
    """Looks at every free text of a dialog each time that it is to be saved.

    What is typed and saved in one go is seen by nobody. So the first press only shows
    the warning; one after it saves. The second half of a double click is no press.

    Args:
        body: holds the fields.
        act: the button whose words name the press.
        summary: says what to do.
        prompts: what History is told.

    Source:
        reliability.md R42, F21.
    """

    def __init__(
        self, body: QWidget, act: QPushButton, summary: ResultLine, prompts: Prompts
    ) -> None:
        super().__init__(body)
        self._body, self._act = body, act
        self._summary, self._prompts = summary, prompts
        self._told: set[tuple[Field[Any], str]] = set()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)

    def holds_back(self) -> bool:
        """Say whether something has to be read first, and show it."""
        found = self._found()
        new = [one for one in found if one not in self._told]
        if not new:
            return bool(found) and self._resting.isActive()
        self._told.update(new)
        self._resting.start(QApplication.doubleClickInterval())
        self._prompts.warn(list(dict.fromkeys(field for field, _word in new)))
        self._summary.tell(Tone.WARNING, self._sentence(new))
        new[0][0].entry.mended_at().setFocus()
        return True

    def _found(self) -> list[tuple[Field[Any], str]]:
        return [
            (field, word)
            for field in self._body.findChildren(Field)
            if field.is_asked()
            for word in telling_words(field.entry.free_text())
        ]

    def _sentence(self, found: list[tuple[Field[Any], str]]) -> str:
        words = self.tr(
            "{what} could tell others which treatment it is. Say it without that, or "
            "press {act} again to keep it as it is."
        )
        what = ", ".join(
            self.tr("\u201c{word}\u201d in {field}").format(
                word=word, field=_bare(field.label.text())
            )
            for field, word in found
        )
        return words.format(what=what, act=_bare(self._act.text()))


def _bare(label: str) -> str:
    """Return a label without its mnemonic."""
    return label.replace("&", "")
