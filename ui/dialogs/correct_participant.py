"""Corrects a participant's own data, withdraws one entered by mistake, restores."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from scheduler.core.dates import clinical_date
from scheduler.core.facts import FactsDocument, Participant
from scheduler.errors import CycleDeskError
from ui.dialogs.banner import BannerLine
from ui.dialogs.changes_view import ChangesView
from ui.dialogs.confirm_bar import Question
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.preview import compare
from ui.forms.choice import ListChoice, ReasonField, Reasons
from ui.forms.entry import EntryError
from ui.forms.field import Field, FormGrid
from ui.forms.identity_form import IdentityForm
from ui.forms.result_line import WrappedLabel
from ui.rules import Rules
from ui.session import StoredParticipant
from ui.theme import SPACE
from ui.wording import wording

Correct = Callable[[Participant, str], None]
Withdraw = Callable[[str], None]
Restore = Callable[[StoredParticipant, str], None]


class _ReasonedDialog(FormDialog):
    """Asks why something saved is changed.

    Args:
        title: of the window.
        act: the verb on the main button.
        reasons: the list to choose from.
        parent: who owns it.
    """

    def __init__(
        self, title: str, act: str, reasons: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(title, act, parent)
        self.reason = Field(
            self.tr("&Reason for change"),
            ReasonField(reasons),
            required=self.tr("Choose or say why, in at least 5 characters."),
        )
        self.rows = FormGrid(self.body)
        self.rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])

    def say(self, label: str, widget: QWidget) -> None:
        """Add a row that asks for nothing."""
        name = QLabel(label)
        name.setProperty("role", "label")
        self.rows.add_row(name, widget)

    def end(self) -> None:
        """Ask for the reason below everything else."""
        self.rows.add_row(self.reason.label, self.reason)
        self.watch(self.reason)


class CorrectParticipantDialog(_ReasonedDialog):
    """Asks what is right of a participant and why, and shows what follows.

    Args:
        rules: those of the site today.
        document: everything that is stored of the participant.
        codes: those of the other participants.
        correct: takes the right description and the reason.
        parent: who owns it.

    Source:
        product.md, decision 17; ux.md F-08.
    """

    def __init__(
        self,
        rules: Rules,
        document: FactsDocument,
        codes: Collection[str],
        correct: Correct,
        parent: QWidget | None = None,
    ) -> None:
        title, study = self.tr("Correct the participant's own data"), rules.study
        reasons = study.reasons.get(Reasons.CORRECTION, ())
        super().__init__(title, self.tr("&Save correction"), reasons, parent)
        self._rules, self._document, self._correct = rules, document, correct
        self.add_banner(BannerLine(document.participant, self.tr("Own data")))
        self.form = IdentityForm(study, document.participant, codes, rules.today)
        self.changes = ChangesView()
        self.form.join(self.rows)
        for field in self.form.fields():
            self.watch(field)
        self.end()
        self.rows.add_row(QLabel(), self.changes)
        self.rows.end()
        self.form.changed.connect(self._refresh)
        self._refresh()

    def hand_over(self) -> None:
        """Give the correction to whoever saves it.

        Raises:
            CycleDeskError: it was not saved, or nothing was changed.
        """
        participant = self.form.participant()
        if participant is None or participant == self._document.participant:
            raise EntryError(self.tr("Nothing is changed yet. Change a value first."))
        self._correct(participant, self.reason.usable() or "")

    @Slot()
    def _refresh(self) -> None:
        participant = self.form.participant()
        if participant is None:
            self.changes.say(self.tr("Complete the fields to see what changes."))
            return
        after = replace(self._document, participant=participant)
        try:
            self.changes.show_changes(compare(self._rules, self._document, after))
        except CycleDeskError as error:
            self.changes.say(wording(error))


class WithdrawParticipantDialog(_ReasonedDialog):
    """Takes out a participant who was entered by mistake; nothing is removed.

    Args:
        document: everything that is stored of the participant.
        reasons: the list to choose from.
        withdraw: takes the reason.
        parent: who owns it.
    """

    def __init__(
        self,
        document: FactsDocument,
        reasons: Sequence[str],
        withdraw: Withdraw,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Withdraw a participant entered by mistake")
        super().__init__(title, self.tr("&Withdraw participant"), reasons, parent)
        self._code, self._withdraw = document.participant.code, withdraw
        self.add_banner(BannerLine(document.participant, self.tr("Withdraw")))
        count = self.tr("%n facts are recorded.", "", len(document.facts))
        effect = self.tr(
            "The participant leaves every list, page and sheet, with all facts. "
            "Everything stays in History, and Restore brings it back. Somebody who "
            "takes no longer part in the study is not withdrawn here: choose End "
            "participation."
        )
        self.effect = WrappedLabel(f"{count} {effect}")
        self.say(self.tr("What this does"), self.effect)
        self.end()
        self.rows.end()

    def question(self) -> Question:
        """Ask before a participant is taken out."""
        sentence = self.tr("{0} and all that is recorded of {0} no longer count.")
        return Question(
            sentence.format(self._code),
            self.tr("&Withdraw {0}").format(self._code),
            self.tr("&Keep {0}").format(self._code),
        )

    def hand_over(self) -> None:
        """Give the reason to whoever saves it."""
        self._withdraw(self.reason.usable() or "")


class RestoreParticipantDialog(_ReasonedDialog):
    """Puts back a participant who was withdrawn, with all facts.

    Args:
        withdrawn: those who were.
        reasons: the list to choose from.
        restore: takes the participant and the reason.
        parent: who owns it.
    """

    def __init__(
        self,
        withdrawn: Sequence[StoredParticipant],
        reasons: Sequence[str],
        restore: Restore,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Restore a withdrawn participant")
        super().__init__(title, self.tr("Rest&ore participant"), reasons, parent)
        self._restore = restore
        options = [(one, self._words(one)) for one in withdrawn]
        self.who = Field(
            self.tr("&Participant"),
            ListChoice(options, self.tr("Choose…")),
            required=self.tr("Choose who is to be restored."),
        )
        self.watch(self.who)
        self.rows.add_row(self.who.label, self.who)
        effect = self.tr("The participant comes back with all facts.")
        self.say(self.tr("What this does"), WrappedLabel(effect))
        self.end()
        self.rows.end()
        if not withdrawn:
            self.refuse(self.tr("Nobody was withdrawn, so nobody can be restored."))

    def hand_over(self) -> None:
        """Give the participant and the reason to whoever saves it."""
        chosen = self.who.usable()
        assert chosen is not None, "it was checked"
        self._restore(chosen, self.reason.usable() or "")

    def _words(self, stored: StoredParticipant) -> str:
        words = self.tr("{0}, withdrawn on {1} by {2}")
        on = clinical_date(stored.recorded_at.date())
        return words.format(stored.participant.code, on, stored.recorded_by)
