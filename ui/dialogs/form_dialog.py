"""The frame of every dialog with a form: fields, summary, buttons, questions."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scheduler.errors import CycleDeskError
from ui.dialogs.body import Body
from ui.dialogs.confirm_bar import ConfirmBar, Question
from ui.dialogs.fact_words import refusal
from ui.dialogs.prompts import Prompts
from ui.dialogs.room import room
from ui.dialogs.telling import TellingWords
from ui.forms.entry import Found
from ui.forms.field import Field
from ui.forms.result_line import ResultLine, Tone
from ui.theme import SPACE
from ui.why import explain_focus

WIDTH = 88  # characters that a dialog is wide, where the screen has room


class FormDialog(QDialog):
    """Asks through fields and hands one thing over.

    What was typed stays until it is saved or discarded on purpose.

    Args:
        title: of the window.
        act: the verb on the main button, with its mnemonic.
        parent: who owns it.

    Source:
        ux.md F-01, F-07, F-09, K-02.
    """

    def __init__(
        self, title: str = "", act: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.fields: list[Field[Any]] = []
        self.prompts = Prompts()
        self.body = Body()
        self.summary = ResultLine()
        self.summary.hide()
        self.confirm = ConfirmBar()
        self.act = QPushButton(act)
        self.telling = TellingWords(self.body, self.act, self.summary, self.prompts)
        self.cancel = QPushButton(self.tr("&Cancel"))
        self._footer = QWidget()
        self._scroll = QScrollArea()
        self._asked: Question | None = None
        self._discard = Question(
            self.tr("What you entered here is not saved."),
            self.tr("&Discard entries"),
            self.tr("&Keep editing"),
        )
        self._opened_with: list[object] = []
        self._lay_out()
        self._connect()

    def question(self) -> Question | None:
        """Return what is asked before saving, None if nothing is."""
        return None

    def hand_over(self) -> None:
        """Give what was entered to whoever saves it.

        Raises:
            CycleDeskError: it was not saved, and why.
        """
        raise NotImplementedError

    def add_banner(self, banner: QWidget) -> None:
        """Put a line above everything, where it never scrolls away."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, banner)

    def add_button(self, button: QPushButton) -> None:
        """Put another button at the start of the row."""
        row = self._footer.layout()
        assert isinstance(row, QHBoxLayout)
        button.setAutoDefault(False)
        row.insertWidget(0, button)

    def watch(self, field: Field[Found]) -> Field[Found]:
        """Have a field checked when the dialog is saved, in this order."""
        self.fields.append(field)
        field.entry.changed.connect(self._withdraw_question)
        return field

    @Slot()
    def submit(self) -> None:
        """Check the fields, ask what has to be asked, and hand over."""
        if not self.act.isEnabled() or self._find_wrong():
            return
        question = self.question()
        if question:
            self.ask(question)
        else:
            self.save()

    def ask(self, question: Question) -> None:
        """Put a question in the place of the buttons.

        Typing ends first: a date that takes its one form is not a change.
        """
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self._asked = question
        self._footer.hide()
        self.confirm.ask(question)
        self._fit()

    @Slot()
    def save(self) -> None:
        """Hand over; what goes wrong is said here, and nothing typed is lost."""
        self._withdraw_question()
        try:
            self.hand_over()
        except CycleDeskError as error:
            self.refused(error)
            QTimer.singleShot(0, self, self._fit)  # once it has been laid out
            return
        self.accept()

    def refused(self, error: CycleDeskError) -> None:
        """Say why nothing was saved."""
        self.summary.tell(Tone.WRONG, refusal(error))

    @Slot()
    def reject(self) -> None:
        """Leave; ask first if something typed would be lost."""
        if self._asked:
            self.decline()
        elif self._entered() == self._opened_with:
            super().reject()
        else:
            self.ask(self._discard)

    @Slot()
    def agree(self) -> None:
        """Do what was asked about."""
        leaving = self._asked is self._discard
        self._withdraw_question()
        if leaving:
            super().reject()
        else:
            self.agreed()

    def agreed(self) -> None:
        """Do what the dialog's own question was about."""
        self.save()

    @Slot()
    def decline(self) -> None:
        """Take the question away and go on editing."""
        self._withdraw_question()
        self.return_focus().setFocus()

    def first_focus(self) -> QWidget:
        """Return the most used control."""
        return self.fields[0].entry.control()

    def return_focus(self) -> QWidget:
        """Return where editing goes on after a question."""
        return self.first_focus()

    def refuse(self, why: str, tone: Tone = Tone.WRONG) -> None:
        """Say why there is nothing to save here."""
        self.summary.tell(tone, why)
        self.act.setEnabled(False)
        self.act.setToolTip(why)

    def setVisible(self, visible: bool) -> None:
        """Take a size that fits first, so that Qt puts the dialog in the middle."""
        if visible:
            self.ensurePolished()
            self._fit()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        """Remember what was there at first."""
        super().showEvent(event)
        self._opened_with = self._entered()
        self._fit()
        self.first_focus().setFocus()

    def _find_wrong(self) -> bool:
        """Show every problem; the first wrong field gets the focus."""
        wrong = [field for field in self.fields if field.complain()]
        self.prompts.note(wrong)
        sentence = self.tr(
            "%n entries need a look before this can be saved.", "", len(wrong)
        )
        self.summary.tell(Tone.WRONG, sentence if len(wrong) > 1 else "")
        if wrong:
            wrong[0].entry.mended_at().setFocus()
            self._scroll.ensureWidgetVisible(wrong[0])
        return bool(wrong) or self.telling.holds_back()

    def _entered(self) -> list[object]:
        """Return everything that is typed or chosen, in order."""
        found: list[object] = []
        for widget in self.body.findChildren(QWidget):
            if isinstance(widget, QLineEdit):
                found.append(widget.text())
            elif isinstance(widget, QPlainTextEdit):
                found.append(widget.toPlainText())
            elif isinstance(widget, QComboBox):
                found.append(widget.currentIndex())
            elif isinstance(widget, QAbstractButton) and widget.isCheckable():
                found.append(widget.isChecked())
        return found

    @Slot()
    def _withdraw_question(self) -> None:
        if self._asked:
            self._asked = None
            self.confirm.hide()
            self._footer.show()

    def _lay_out(self) -> None:
        self._scroll.setWidget(self.body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QVBoxLayout()
        top.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], 0)
        top.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.confirm)
        column.addWidget(self._footer)
        self._lay_out_footer()

    def _lay_out_footer(self) -> None:
        row = QHBoxLayout(self._footer)
        row.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        row.setSpacing(SPACE[1])
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.act)
        self.act.setProperty("primary", True)
        self.act.setAutoDefault(False)
        self.cancel.setAutoDefault(False)
        self.act.setToolTip(self.tr("Ctrl+Enter, from any field"))

    def _connect(self) -> None:
        self.act.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        self.confirm.agreed.connect(self.agree)
        self.confirm.declined.connect(self.decline)
        self.body.grown.connect(self._fit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)  # a key held down is one press
            shortcut.activated.connect(self.submit)
        why = QShortcut(QKeySequence(Qt.Key.Key_F2), self)
        why.activated.connect(lambda: explain_focus(self))

    @Slot()
    def _fit(self) -> None:
        """Take the size that the form needs, as far as the screen goes."""
        most = room(self)
        needed = self.body.sizeHint()
        wanted = max(needed.width(), WIDTH * self.fontMetrics().averageCharWidth())
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        # A window that was never shown is as large as Qt likes.
        there = self.size() if self.isVisible() else QSize(0, 0)
        width = max(there.width(), min(wanted + bar, most.width()))
        inner = self.body.layout()
        tall = needed.height()
        if inner and inner.hasHeightForWidth():
            tall = inner.totalHeightForWidth(width - bar)
        around = self.sizeHint().height() - self._scroll.sizeHint().height()
        height = max(there.height(), min(tall + around, most.height()))
        if QSize(width, height) != self.size():
            self.resize(width, height)
