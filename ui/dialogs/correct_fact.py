"""Corrects or withdraws something saved, after showing what the plan becomes."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from scheduler.core.facts import Fact, FactsDocument
from scheduler.errors import CycleDeskError, StaleRecordError
from ui.dialogs.banner import BannerLine
from ui.dialogs.changes_view import ChangesView
from ui.dialogs.confirm_bar import Question
from ui.dialogs.fact_words import CANNOT_BE, fact_name, fact_text, refusal
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.preview import compare, with_another
from ui.forms.choice import ReasonField, Reasons
from ui.forms.entry import EntryError
from ui.forms.fact_form import Ground
from ui.forms.fact_forms import form_for
from ui.forms.field import Field, FormGrid
from ui.forms.result_line import Tone, WrappedLabel
from ui.rules import Rules
from ui.theme import SPACE

Correct = Callable[[Fact, str], None]
Withdraw = Callable[[str], None]


class CorrectFactDialog(FormDialog):
    """Asks what is right and why; the old value stays in History.

    Args:
        rules: those of the site today.
        document: everything that is stored of the participant.
        fact: the one of its facts that is wrong.
        correct: takes the right fact and the reason.
        withdraw: takes the reason.
        parent: who owns it.

    Source:
        product.md, decision 17; ux.md F-08.
    """

    def __init__(
        self,
        rules: Rules,
        document: FactsDocument,
        fact: Fact,
        correct: Correct,
        withdraw: Withdraw,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setWindowTitle(self.tr("Correct record"))
        self.act.setText(self.tr("&Save correction"))
        self._rules, study = rules, rules.study
        self._document, self._recorded = document, fact
        self._correct, self._withdraw = correct, withdraw
        self._withdrawing = False
        self._seen: Fact | None = None
        self.add_banner(BannerLine(document.participant, fact_name(fact)))
        ground = Ground(study, rules.plan(document), rules.today)
        self.form = form_for(ground, fact)
        self.reason = Field(
            self.tr("&Reason for change"),
            ReasonField(study.reasons[Reasons.CORRECTION]),
            required=self.tr("Choose or say why, in at least 5 characters."),
        )
        self.recorded = WrappedLabel(fact_text(fact))
        self.changes = ChangesView()
        self.withdraw_button = QPushButton(self.tr("Wit&hdraw…"))
        self._lay_out_body()
        self._listen()
        self._refresh()

    def question(self) -> Question | None:
        """Ask before a record is withdrawn."""
        if not self._withdrawing:
            return None
        sentence = self.tr(
            "{0} no longer counts once it is withdrawn. It stays in History."
        )
        return Question(
            sentence.format(fact_name(self._recorded)),
            self.tr("&Withdraw record"),
            self.tr("&Keep record"),
        )

    def hand_over(self) -> None:
        """Give the correction, or the withdrawal, to whoever saves it.

        Raises:
            CycleDeskError: it was not saved, or nothing was changed.
        """
        reason = self.reason.usable() or ""
        try:
            self._hand_over(reason)
        except StaleRecordError as error:
            self._take(error.theirs)
            raise

    def refused(self, error: CycleDeskError) -> None:
        """Say why nothing was saved, beside the value that cannot be."""
        if isinstance(error, CANNOT_BE) and not self._withdrawing:
            self.summary.tell(Tone.WRONG, "")
            self.form.blamed().blame(refusal(error))
        else:
            super().refused(error)

    @Slot()
    def decline(self) -> None:
        """Keep the record, and show the correction again."""
        self._withdrawing, self._seen = False, None
        super().decline()
        self._refresh()

    @Slot()
    def submit(self) -> None:
        """Save the correction, not a withdrawal that was looked at before."""
        self._withdrawing = False
        super().submit()

    def first_focus(self) -> QWidget:
        """Return the value that is most often wrong."""
        return self.form.most_used()

    def _hand_over(self, reason: str) -> None:
        if self._withdrawing:
            self._withdraw(reason)
            return
        fact = self.form.fact()
        if fact is None or fact == self._recorded:
            raise EntryError(self.tr("Nothing is changed yet. Change a value first."))
        self._correct(fact, reason)

    def _take(self, theirs: object) -> None:
        """Hold what is entered against what another desk has saved."""
        if not isinstance(theirs, Fact):
            return
        self._document = with_another(self._document, self._recorded, theirs)
        self._recorded = theirs
        self.recorded.setText(fact_text(theirs))
        self._withdrawing, self._seen = False, None
        self._refresh()

    @Slot()
    def _ask_to_withdraw(self) -> None:
        """Show the plan without the record; the reason is needed here too."""
        self._withdrawing = True
        without = with_another(self._document, self._recorded, None)
        self.changes.show_changes(compare(self._rules, self._document, without))
        if self.reason.complain():
            self.reason.entry.control().setFocus()
            return
        if self.telling.holds_back():
            return
        question = self.question()
        assert question is not None
        self.ask(question)

    @Slot()
    def _refresh(self) -> None:
        fact = self.form.fact()
        if self._withdrawing and fact == self._seen:
            return
        self._withdrawing, self._seen = False, fact
        if fact is None:
            self.changes.say(self.tr("Complete the fields to see what changes."))
            return
        after = with_another(self._document, self._recorded, fact)
        try:
            self.changes.show_changes(compare(self._rules, self._document, after))
            self.form.show_plan(self._rules.plan(after))
        except CycleDeskError as error:
            self.changes.say(str(error))

    def _listen(self) -> None:
        for field in (*self.form.fields(), self.reason):
            self.watch(field)
        self.form.changed.connect(self._refresh)
        self.withdraw_button.clicked.connect(self._ask_to_withdraw)
        self.add_button(self.withdraw_button)

    def _lay_out_body(self) -> None:
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        label = QLabel(self.tr("Recorded"))
        label.setProperty("role", "label")
        rows.add_row(label, self.recorded)
        self.form.join(rows)
        rows.add_row(self.reason.label, self.reason)
        rows.add_row(QLabel(), self.changes)
        rows.end()
