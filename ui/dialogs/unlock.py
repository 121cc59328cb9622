"""What is left on the screen while nobody is there: who was, and a password."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from scheduler.errors import CycleDeskError
from ui.attendance import Attendance, TooSoonError, WrongPasswordError
from ui.dialogs.confirm_bar import Question
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.waiting import Waiting
from ui.forms.field import Field
from ui.forms.password_entry import PasswordEntry
from ui.forms.result_line import Tone, WrappedLabel
from ui.theme import SPACE
from ui.wording import wording


class UnlockDialog(FormDialog):
    """Lets the same person go on; Escape leads nowhere.

    Args:
        attendance: of the open file.
        parent: the window that was in front.

    Signals:
        given_up: somebody else is to sign in, and what was typed is given up.

    Source:
        reliability.md R33; ux.md E-04.
    """

    given_up = Signal()

    def __init__(self, attendance: Attendance, parent: QWidget | None) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("CycleDesk is locked"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        self.act.setText(self.tr("&Unlock"))
        self.cancel.setText(self.tr("Somebody &else\u2026"))
        self._attendance = attendance
        self.waiting = Waiting(self.act)
        secret = PasswordEntry()
        secret.ended.connect(self.submit)
        self.password = Field(
            self.tr("&Password"),
            secret,
            required=self.tr("Enter your password."),
        )
        self._someone = Question(
            self.tr(
                "What {name} has typed and not saved will be given up. "
                "What is saved stays."
            ).format(name=attendance.person.name),
            self.tr("&Give up and sign in"),
            self.tr("&Stay locked"),
        )
        self._fill_form()

    def hand_over(self) -> None:
        """Let the person go on."""
        try:
            self._attendance.unlock(self.password.value() or "")
        except (WrongPasswordError, TooSoonError) as error:
            self.password.entry.set_value(None)
            self.waiting.begin(error.wait)
            raise

    def tell(self, error: CycleDeskError) -> None:
        """Say what went wrong while the screen was locked."""
        self.summary.tell(Tone.WARNING, wording(error))

    def reject(self) -> None:
        """Ask before somebody else takes over; the screen stays locked."""
        if self._asked:
            self.decline()
        else:
            self.ask(self._someone)

    def agree(self) -> None:
        """Give up what was typed, for somebody else."""
        self.given_up.emit()

    def _fill_form(self) -> None:
        words = self.tr("{name} was here. What was typed is kept.")
        form = QFormLayout(self.body)
        form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        form.setHorizontalSpacing(SPACE[2])
        form.addRow(WrappedLabel(words.format(name=self._attendance.person.name)))
        form.addRow(self.password.label, self.password)
        self.watch(self.password)
