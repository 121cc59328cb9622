"""What a delay does: visits, rule, capsules at home, printed sheets."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scheduler.core.comparison import Both
from scheduler.core.in_hand import InHand, in_hand, lasts_to
from scheduler.core.settings import NextDay1
from scheduler.core.study import Study
from scheduler.core.what_if import WhatIf
from ui.dialogs.delay_view import DelayView
from ui.dialogs.delay_words import (
    paper_words,
    rule_words,
    supply_words,
    why_rule,
    why_supply,
)
from ui.forms.field import FieldLabel, FormGrid
from ui.forms.result_line import ResultLine, Tone, WrappedLabel, announce
from ui.theme import SPACE
from ui.why import explain


class DelayEffects(QObject):
    """The rows of the dialog that nobody types in; they compute nothing.

    Args:
        study: the rules that hold at the site.
        rule: what the next Day 1 of this participant counts from.
    """

    def __init__(self, study: Study, rule: NextDay1) -> None:
        super().__init__()
        self._study, self._rule = study, rule
        self._in_hand: InHand | None = None
        self.words, self.view = WrappedLabel(), DelayView()
        self.rule = WrappedLabel(rule_words(study, rule))
        self.why_rule = self._why(self.tr("Why this rule"))
        self.supply, self.paper = ResultLine(), ResultLine()
        self.why_supply = self._why(self.tr("Why these capsules"))
        self.taken = WrappedLabel()
        self._shown_later = [
            FieldLabel(self.tr("Supply")),
            FieldLabel(self.tr("Paper")),
        ]
        self._name = FieldLabel(study.capsules.name)
        for widget in (self.taken, self._name):
            widget.hide()
        self.why_rule.clicked.connect(self._explain_rule)
        self.why_supply.clicked.connect(self._explain_supply)

    def join_visits(self, form: FormGrid) -> None:
        """Add the table, and the rule that moves the visits."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.view)
        form.add_row(FieldLabel(self.tr("Visits")), both)
        form.add_row(FieldLabel(self.tr("Rule")), _beside(self.rule, self.why_rule))
        form.add_row(self._name, self.taken)

    def join_rest(self, form: FormGrid) -> None:
        """Add what becomes of capsules and of paper."""
        supply, paper = self._shown_later
        form.add_row(supply, _beside(self.supply, self.why_supply))
        form.add_row(paper, self.paper)

    def no_capsules(self) -> None:
        """Say why nothing is asked about the capsules."""
        words = self.tr("{0} is not being taken now, so nothing is asked about it.")
        self.taken.setText(words.format(self._study.capsules.name))
        for widget in (self.taken, self._name):
            widget.show()

    def say(self, text: str) -> None:
        """Say something in the place of what a delay does."""
        self.words.setText(text)
        self._show(found=False)

    def show_found(self, found: WhatIf, rows: list[Both]) -> None:
        """Show what a delay does."""
        seen = found.comparison
        stays = {row.visit: why for row, why in seen.unmoved}
        self.view.table.show_rows(rows, stays, found.after)
        self._in_hand = home = in_hand(found.after)
        last = lasts_to(found.after, home) if home else None
        short = home is not None and home.short > 0
        tone = Tone.WARNING if short else Tone.INFO
        self._show(found=True)
        self.supply.tell(tone, supply_words(home, last))
        self.why_supply.setVisible(home is not None)
        paper = Tone.WARNING if seen.sheets else Tone.INFO
        self.paper.tell(paper, paper_words(seen.sheets))
        words = self.tr("Visits that move: {count}").format(count=len(seen.moved))
        announce(self.view, words)

    def _show(self, *, found: bool) -> None:
        self.words.setHidden(found)
        lines = (self.supply, self.why_supply, self.paper)
        for widget in (self.view, *lines, *self._shown_later):
            widget.setVisible(found)

    @Slot()
    def _explain_rule(self) -> None:
        said = why_rule(self._study, self._rule)
        explain(self.why_rule, self.rule.text(), said)

    @Slot()
    def _explain_supply(self) -> None:
        if self._in_hand is not None:
            said = why_supply(self._in_hand)
            explain(self.why_supply, self.supply.text(), said)

    def _why(self, name: str) -> QPushButton:
        button = QPushButton(self.tr("Why?"))
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        return button


def _beside(line: QWidget, button: QPushButton) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE[1])
    row.addWidget(line, 1, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(button)
    return both
