"""Brings in a participant, new or mid-treatment, in one form."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from scheduler.core.facts import Fact, FactsDocument, Participant
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.outlook import Outlook
from ui.dialogs.room import room
from ui.forms.participant_form import ParticipantForm
from ui.rules import Rules
from ui.theme import SPACE
from ui.why import Reason

Save = Callable[[Participant, tuple[Fact, ...]], None]


class AddParticipantDialog(FormDialog):
    """Asks for one participant and shows at once what follows.

    Args:
        rules: those of the site today.
        codes: those that are entered already.
        save: takes the participant and the facts already known.
        parent: who owns it.

    Source:
        ux.md 3.6.
    """

    def __init__(
        self,
        rules: Rules,
        codes: Collection[str],
        save: Save,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setWindowTitle(self.tr("Add participant"))
        self.act.setText(self.tr("&Save participant"))
        self._rules, self._save = rules, save
        study, settings = rules.study, rules.settings
        self.form = ParticipantForm(study, settings, codes, rules.today)
        self.outlook = Outlook(study.capsules)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.body)
        self._sides.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        self._sides.setSpacing(SPACE[4])
        self._sides.addWidget(self.form, 3)
        self._sides.addWidget(self.outlook, 2)
        for field in self.form.fields():
            self.watch(field)
        self.form.changed.connect(self._refresh)

    def hand_over(self) -> None:
        """Give the participant and the known facts to whoever saves them."""
        participant = self.form.value()
        assert participant is not None, "every needed field was checked"
        self._save(participant, self.form.facts())

    def explained(self) -> Reason | None:
        """Return why everything follows that is shown beside the form."""
        return self.outlook.explained()

    def setVisible(self, visible: bool) -> None:
        """Put the result under the form where the screen is too narrow for both."""
        needed = self.form.sizeHint().width() + self.outlook.sizeHint().width()
        if needed + SPACE[5] + 2 * SPACE[4] > room(self).width():
            self._sides.setDirection(QBoxLayout.Direction.TopToBottom)
        super().setVisible(visible)

    @Slot()
    def _refresh(self) -> None:
        participant = self.form.value()
        if participant is None:
            self.outlook.show_plan(None)
            return
        document = FactsDocument(
            study=self._rules.profile.key,
            participant=participant,
            facts=self.form.facts(),
            site=self._rules.site,
        )
        self.outlook.show_plan(self._rules.plan(document))
