"""Why a dose was changed, and who decided it: the same of every decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCompleter, QLabel, QWidget

from scheduler.core.fact_kinds import MOST_OCCURRENCES, WORST_GRADE
from scheduler.core.facts import DoseDecision
from scheduler.core.study import Study
from ui.forms.checks import happened
from ui.forms.choice import ListChoice, ReasonField, Reasons
from ui.forms.date_field import DateField
from ui.forms.entry import CountEntry, Entry, EntryError, TextEntry, bare_row
from ui.forms.field import Field, FieldGroup
from ui.forms.result_line import restyle

PERSON = "Dr Abcdefghi Jklmnopqrst"


class Toxicity(NamedTuple):
    """What was seen; each part is known or not."""

    term: str | None = None
    grade: int | None = None
    occurrence: int | None = None


class ToxicityEntry(Entry[Toxicity]):
    """A term, its grade and its occurrence side by side; all may stay open."""

    def __init__(self) -> None:
        super().__init__()
        self.term, self.occurrence = TextEntry(), CountEntry("000")
        grades = [(grade, str(grade)) for grade in range(1, WORST_GRADE + 1)]
        self.grade = ListChoice(grades, self.tr("none"))
        row = bare_row(self)
        row.addWidget(self.term, 1)
        beside: tuple[tuple[str, Entry[int]], ...] = (
            (self.tr("&grade"), self.grade),
            (self.tr("occurrence"), self.occurrence),
        )
        for label, entry in beside:
            name = QLabel(label)
            name.setBuddy(entry.control())
            row.addWidget(name)
            row.addWidget(entry)
        for one in (self.term, self.grade, self.occurrence):
            one.changed.connect(self.changed)
            one.left.connect(self.left)

    def value(self) -> Toxicity | None:
        """Return what is entered, None if nothing is."""
        occurrence = self.occurrence.value()
        if occurrence is not None and not 1 <= occurrence <= MOST_OCCURRENCES:
            sentence = self.tr("Enter an occurrence from 1 to {0}.")
            raise EntryError(sentence.format(MOST_OCCURRENCES))
        found = Toxicity(self.term.value(), self.grade.value(), occurrence)
        return found if found != Toxicity() else None

    def set_value(self, value: Toxicity | None) -> None:
        """Enter all three."""
        term, grade, occurrence = value or Toxicity()
        self.term.set_value(term)
        self.grade.set_value(grade)
        self.occurrence.set_value(occurrence)

    def control(self) -> QWidget:
        """Return the line of the term."""
        return self.term.edit

    def mended_at(self) -> QWidget:
        """Return the count, which alone can be wrong."""
        return self.occurrence.edit

    def name(self, what: str) -> None:
        """Name all three."""
        self.term.edit.setAccessibleName(what)
        self.grade.box.setAccessibleName(self.tr("Grade"))
        self.occurrence.edit.setAccessibleName(self.tr("Occurrence"))

    def free_text(self) -> str:
        """Return the term."""
        return self.term.free_text()

    def mark(self, *, wrong: bool) -> None:
        """Mark the count."""
        self.occurrence.edit.setProperty("wrong", wrong)
        restyle(self.occurrence.edit)


class DecisionPart(FieldGroup):
    """Asks for the reason, the toxicity, who decided and when.

    Args:
        study: for the lists of reasons.
        reasons: which list.
        today: the last day on which it can have been decided.
        deciders: names to complete what is typed by.

    Source:
        ux.md 3.12.
    """

    def __init__(
        self,
        study: Study,
        reasons: Reasons,
        today: date,
        deciders: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._study, self._offered = study, reasons
        self._reasons = ReasonField(study.reasons.get(reasons, ()), at_least=1)
        self.reason = Field(
            self.tr("Reas&on"),
            self._reasons,
            required=self.tr("Choose or say why."),
        )
        self.toxicity = Field(self.tr("&Toxicity"), ToxicityEntry())
        self.by = Field(
            self.tr("Decided &by"),
            self._person(deciders),
            required=self.tr("Enter who decided it."),
        )
        self.on = Field(
            self.tr("D&ecided on"),
            DateField(today=today, latest=today),
            required=self.tr("Enter the day of the decision."),
            check=happened("dose decision", today),
        )
        self.on.entry.set_value(today)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.reason, self.toxicity, self.by, self.on]

    def offer(self, reasons: Reasons) -> None:
        """Offer another list of reasons; what was chosen from the same one stays."""
        if reasons is not self._offered:
            self._offered = reasons
            words = self._study.reasons.get(reasons, ())
            self._reasons.list.set_options([(one, one) for one in words])

    def ask_for_words(self, sentence: str) -> None:
        """Ask for words besides the list, by a sentence; "" asks for none."""
        self._reasons.words_needed = sentence

    def set_decision(self, fact: DoseDecision) -> None:
        """Enter what is recorded of a decision."""
        self.reason.entry.set_value(fact.reason)
        self.toxicity.entry.set_value(Toxicity(fact.term, fact.grade, fact.occurrence))
        self.by.entry.set_value(fact.decided_by)
        self.on.entry.set_value(fact.on)

    def is_usable(self) -> bool:
        """Say whether nothing stands against any of it."""
        return not any(field.find_problem() for field in self.fields())

    def seen(self) -> Toxicity:
        """Return the toxicity, all open where none is entered."""
        return self.toxicity.usable() or Toxicity()

    def words(self) -> str | None:
        """Return reason and toxicity as one text, for a fact that has one line."""
        term, grade, occurrence = self.seen()
        translate = QCoreApplication.translate
        said = [
            self.reason.usable(),
            term,
            grade and translate("decision", "grade {0}").format(grade),
            occurrence and translate("decision", "occurrence {0}").format(occurrence),
        ]
        return ", ".join(str(part) for part in said if part) or None

    def _person(self, deciders: Sequence[str]) -> TextEntry:
        entry = TextEntry(PERSON)
        known = QCompleter(list(dict.fromkeys(deciders)), entry)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        entry.edit.setCompleter(known)
        return entry
