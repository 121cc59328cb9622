"""Asks for the recovery code of a site file that came from another computer."""

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QWidget

from ui.dialogs.form_dialog import FormDialog
from ui.forms.entry import TextEntry
from ui.forms.field import Field
from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE

Bring = Callable[[str], None]


class BringKeyDialog(FormDialog):
    """Brings the key of a file to this computer.

    Args:
        place: the name of the file.
        bring: takes the code, and keeps the key that it opens.
        parent: the window.

    Source:
        reliability.md R37.
    """

    def __init__(self, place: str, bring: Bring, parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Recovery code"), self.tr("&Open the site file"), parent
        )
        self._bring = bring
        self.code = Field(
            self.tr("Recovery &code"),
            TextEntry(),
            required=self.tr("Type the code that was printed when the file was made."),
            hint=self.tr("Five groups of five. Small letters and spaces do no harm."),
        )
        words = WrappedLabel()
        words.setText(
            self.tr(
                "{place} was made on another computer, and its key is not on this "
                "one. The recovery code that was printed when the file was made "
                "brings the key here. It is asked for only once."
            ).format(place=place)
        )
        form = QFormLayout(self.body)
        form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        form.setHorizontalSpacing(SPACE[2])
        form.addRow(words)
        form.addRow(self.code.label, self.code)
        self.watch(self.code)

    def hand_over(self) -> None:
        """Bring the key."""
        self._bring(self.code.value() or "")
