"""A backup restored in three steps: choose it, see what it would do, agree."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QPushButton, QWidget

from scheduler.errors import CycleDeskError
from ui.dialogs.fact_words import refusal
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.restore_fields import ChoiceFields, PeopleFields
from ui.forms.field import Field
from ui.forms.result_line import Tone, WrappedLabel
from ui.models.backups_table import count_text, moment_text
from ui.restoring import (
    KeyMissingError,
    Look,
    PassphraseError,
    RecoveryCodeError,
    Restored,
    Restoring,
)
from ui.theme import SPACE

CHOOSE, COMPARE, AGREE = 1, 2, 3


class RestoreWizard(FormDialog):
    """Restores a backup; nothing is changed before the last step.

    Args:
        restoring: does the work.
        backup: the one that is proposed, or None.
        target: the file that is to be replaced, or None to ask for its place.
        parent: the window.

    Attributes:
        outcome: what came of it, once it is done.

    Source:
        ux.md 3.17.
    """

    def __init__(
        self,
        restoring: Restoring,
        backup: Path | None,
        target: Path | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__("", "", parent)
        self._restoring, self._target = restoring, target
        self._step = CHOOSE
        self._look: Look | None = None
        self.outcome: Restored | None = None
        self.heading = WrappedLabel()
        self.words = WrappedLabel()
        self.choice = ChoiceFields(self, backup, target)
        self.people = PeopleFields(self)
        self.back = QPushButton(self.tr("&Back"))
        self.add_button(self.back)
        self.setTabOrder(self.back, self.cancel)
        self.setTabOrder(self.cancel, self.act)
        self._fill_form()
        self._connect_work()
        self._arrange()

    @property
    def step(self) -> int:
        """Which of the three steps is shown."""
        return self._step

    @Slot()
    def submit(self) -> None:
        """Go on with the next step, once this one is filled in."""
        if not self.act.isEnabled() or self._find_wrong():
            return
        if self._step == CHOOSE:
            self._work(self.tr("Unpacking the backup and comparing it."))
            self._restoring.look(self.choice.value())
        elif self._step == COMPARE:
            self._go_to(AGREE)
        else:
            self._work(self.tr("Restoring."))
            self._restoring.carry_out(
                self.people.site.value() or "",
                self.people.approvals(),
                self.people.reason.value(),
            )

    def reject(self) -> None:
        """Leave; nothing was changed."""
        QDialog.reject(self)

    def first_focus(self) -> QWidget:
        """Return what is asked for first at this step."""
        if self._step == CHOOSE:
            return self.choice.first().entry.control()
        if self._step == AGREE:
            return self.people.site.entry.control()
        return self.act

    @Slot(object)
    def _on_looked(self, look: Look) -> None:
        self._look = look
        self.people.ask(look.people, look.manifest.site)
        self._go_to(COMPARE)

    @Slot(object)
    def _on_refused(self, error: CycleDeskError) -> None:
        self.act.setEnabled(True)
        self.back.setEnabled(True)
        if isinstance(error, PassphraseError):
            self.choice.ask_passphrase()
        if isinstance(error, KeyMissingError | RecoveryCodeError):
            self.choice.ask_code()
        self._arrange()
        asked = isinstance(error, KeyMissingError) or (
            isinstance(error, PassphraseError) and not error.given
        )
        self.summary.tell(Tone.INFO if asked else Tone.WRONG, refusal(error))
        self.choice.focus_missing()

    @Slot(object)
    def _on_restored(self, outcome: Restored) -> None:
        self.outcome = outcome
        self.accept()

    @Slot()
    def _go_back(self) -> None:
        self._go_to(self._step - 1)

    def _go_to(self, step: int) -> None:
        self._step = step
        self.act.setEnabled(True)
        self.back.setEnabled(True)
        self.summary.tell(Tone.INFO, "")
        self._arrange()
        self.first_focus().setFocus()

    def _work(self, words: str) -> None:
        self.act.setEnabled(False)
        self.back.setEnabled(False)
        self.summary.tell(Tone.INFO, words)

    def _arrange(self) -> None:
        """Show what belongs to this step."""
        step = self._step
        self.setWindowTitle(
            self.tr("Restore a backup, step {step} of 3").format(step=step)
        )
        self.heading.setText(self._heading())
        self.words.setText("\n".join(self._said()))
        self._form.setRowVisible(self.words, step == COMPARE)
        for field in self.choice.fields():
            wanted = step == CHOOSE and self.choice.wants(field)
            self._form.setRowVisible(field, wanted)
        for field in self.people.fields():
            self._form.setRowVisible(field, step == AGREE and self.people.wants(field))
        self.back.setVisible(step > CHOOSE)
        self.act.setText(
            {
                CHOOSE: self.tr("&Verify and compare"),
                COMPARE: self.tr("&Continue"),
                AGREE: self.tr("&Restore"),
            }[step]
        )
        self._fit()
        QTimer.singleShot(0, self._fit)  # once the words have wrapped

    def _heading(self) -> str:
        if self._step == CHOOSE:
            return self.tr(
                "Choose the backup. It is unpacked and verified beside the site file; "
                "nothing is changed yet."
            )
        if self._step == COMPARE:
            return self.tr("What this restore would do")
        return self.people.heading()

    def _said(self) -> list[str]:
        if self._look is None:
            return []
        manifest = self._look.manifest
        words = self.tr(
            "Backup of site {site}, made on {made} by {person}: {count}, up to entry "
            "{entry} of History."
        ).format(
            site=manifest.site,
            made=moment_text(manifest.at, self._restoring.zone),
            person=manifest.person,
            count=count_text(manifest.counts.get("participants", 0)),
            entry=manifest.head,
        )
        return [words, "", *self._look.said]

    def _fill_form(self) -> None:
        self._form = QFormLayout(self.body)
        self._form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        self._form.setVerticalSpacing(SPACE[2])
        self._form.setHorizontalSpacing(SPACE[2])
        self._form.addRow(self.heading)
        self._form.addRow(self.words)
        fields: list[Field[Any]] = [*self.choice.fields(), *self.people.fields()]
        for field in fields:
            self._form.addRow(field.label, field)
            self.watch(field)

    def _connect_work(self) -> None:
        self._restoring.looked.connect(self._on_looked)
        self._restoring.refused.connect(self._on_refused)
        self._restoring.restored.connect(self._on_restored)
        self.back.clicked.connect(self._go_back)
        self.choice.browse.clicked.connect(self._browse)
        self.choice.browse_target.clicked.connect(self._browse_target)

    @Slot()
    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a backup"),
            self.choice.backup.value() or "",
            self.tr("Backups (*.cycledesk-backup *.age);;All files (*)"),
        )
        if name:
            self.choice.backup.entry.set_value(name)

    @Slot()
    def _browse_target(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Where the site file is to be"),
            self.choice.target.value() or "",
            self.tr("Site files (*.cycledesk)"),
        )
        if name:
            ending = "" if Path(name).suffix else ".cycledesk"
            self.choice.target.entry.set_value(f"{name}{ending}")
