"""Records what happened outside of a visit, after showing what it does."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from scheduler.core.facts import Fact, FactsDocument
from scheduler.core.printed import PrintedSheet
from scheduler.errors import CycleDeskError
from ui.dialogs.banner import BannerLine
from ui.dialogs.confirm_bar import Question
from ui.dialogs.effects import Effects
from ui.dialogs.fact_words import CANNOT_BE, refusal
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.room import room
from ui.forms.fact_form import FactForm
from ui.forms.field import FormGrid
from ui.forms.result_line import Tone
from ui.rules import Rules
from ui.theme import SPACE

Save = Callable[[tuple[Fact, ...]], None]
AROUND = 160  # banner, summary and buttons
SHARES = 3, 2  # of the width, where the entries have the effects beside them


class Titles(NamedTuple):
    """The words of one dialog: its title, and the verb on its main button."""

    title: str
    act: str


class RecordFactDialog(FormDialog):
    """Asks through one form, and saves everything that it gives in one step.

    Args:
        rules: those of the site today.
        document: everything that is stored of the participant.
        form: asks what happened.
        titles: the words of the dialog.
        save: takes what is recorded, as one write.
        parent: who owns it.
        printed: the last sheet of each visit that has one.

    Attributes:
        instead: a recorded fact that is to be corrected instead, and as what.
        goes_on: whether the dose is to be decided on, now that this is saved.

    Source:
        ux.md 3.11, 3.12, F-01, F-06.
    """

    def __init__(  # noqa: PLR0913  the last two are asked for by name
        self,
        rules: Rules,
        document: FactsDocument,
        form: FactForm,
        titles: Titles,
        save: Save,
        parent: QWidget | None = None,
        *,
        printed: Sequence[PrintedSheet] = (),
    ) -> None:
        super().__init__(titles.title, titles.act, parent)
        self._save, self.form = save, form
        self._seen: tuple[Fact, ...] | None = None
        self.instead: tuple[Fact, Fact] | None = None
        self.goes_on = False
        self.add_banner(BannerLine(document.participant, titles.title))
        self.effects = Effects(rules, document, printed)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.body)
        self._lay_out_body()
        for field in form.fields():
            self.watch(field)
        form.changed.connect(self._refresh)
        form.entered.connect(self.submit)
        form.goes_on.connect(self._save_and_go_on)
        form.correction_asked.connect(self._correct_instead)
        self._refresh()
        if why := form.why_not():
            self.refuse(why, Tone.WARNING)

    def setVisible(self, visible: bool) -> None:
        """Put what it does beside a form that is too tall to have it below."""
        if visible:
            self.ensurePolished()
            if stands_beside([part.sizeHint() for part in self._parts], room(self)):
                self._sides.setDirection(QBoxLayout.Direction.LeftToRight)
                for at, share in enumerate(SHARES):
                    self._sides.setStretch(at, share)
        super().setVisible(visible)

    def question(self) -> Question | None:
        """Ask before something significant is saved."""
        asked = self.form.to_confirm()
        return Question(*asked) if asked else None

    def hand_over(self) -> None:
        """Give what is recorded to whoever saves it."""
        self._save(self.form.facts())

    def refused(self, error: CycleDeskError) -> None:
        """Say why nothing was saved, beside the value that cannot be."""
        if isinstance(error, CANNOT_BE):
            self.summary.tell(Tone.WRONG, "")
            self.form.blamed().blame(refusal(error))
        else:
            super().refused(error)

    def first_focus(self) -> QWidget:
        """Return the value that is typed most often."""
        return self.form.most_used()

    def return_focus(self) -> QWidget:
        """Return the value that a question was about."""
        return self.form.blamed().entry.control()

    def _lay_out_body(self) -> None:
        self._sides.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        self._sides.setSpacing(SPACE[3])
        entries, effects = self._parts = QWidget(), QWidget()
        rows = FormGrid(entries)
        rows.setContentsMargins(0, 0, 0, 0)
        self.form.join(rows)
        rows.end()
        column = QVBoxLayout(effects)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        for widget in (*self.form.aside(), self.effects):
            column.addWidget(widget)
        column.addStretch(1)
        self._sides.addWidget(entries)
        self._sides.addWidget(effects, 1)

    @Slot()
    def _refresh(self) -> None:
        """Show what is entered so far does; nothing is computed twice."""
        facts = self.form.draft()
        if facts != self._seen:
            self._seen = facts
            plan = self.effects.show_facts(facts, self.form.replaces())
            self.form.show_plan(plan)

    @Slot()
    def _save_and_go_on(self) -> None:
        self.submit()
        self.goes_on = self.result() == FormDialog.DialogCode.Accepted

    @Slot(object, object)
    def _correct_instead(self, recorded: Fact, proposed: Fact) -> None:
        """Leave for the recorded fact; what was typed goes along."""
        self.instead = recorded, proposed
        self.done(FormDialog.DialogCode.Rejected)


def stands_beside(parts: Sequence[QSize], space: QSize) -> bool:
    """Say whether two parts are too tall for one column and fit into two."""
    tall = sum(part.height() for part in parts) + AROUND
    wide = sum(part.width() for part in parts) + 2 * SPACE[5]
    return tall > space.height() and wide < space.width()
