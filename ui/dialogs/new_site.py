"""Asks for a site, its first person and a place for the file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QFormLayout, QPushButton, QWidget

from ui.dialogs.form_dialog import FormDialog
from ui.forms.entry import TextEntry
from ui.forms.field import Field
from ui.forms.password_entry import NewPasswordFields
from ui.forms.person_fields import PersonFields
from ui.forms.result_line import WrappedLabel
from ui.forms.site_fields import SiteFields
from ui.session import Person, Role, StudySite
from ui.theme import SPACE

Create = Callable[[Path, StudySite, Person, str], None]
# Whoever makes the file looks after its accounts until others are entered.
FIRST_ROLES = (Role.COORDINATOR, Role.INVESTIGATOR, Role.ADMINISTRATOR)


class NewSiteDialog(FormDialog):
    """Makes a new site file through the function it is given.

    Args:
        study: the key of the study profile.
        folder: where the file goes unless another place is chosen.
        suffix: how the name of the file ends.
        create: makes the file; an error of it is shown and nothing typed is lost.
        parent: the window.
    """

    def __init__(
        self,
        study: str,
        folder: Path,
        suffix: str,
        create: Create,
        parent: QWidget | None,
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("New site file"))
        self.act.setText(self.tr("&Create site file"))
        self._study, self._folder, self._suffix = study, folder, suffix
        self._create = create
        self.site = SiteFields(self)
        self.code, self.name, self.country, self.paper = self.site.fields()
        self.person = PersonFields(self, FIRST_ROLES)
        self.password = NewPasswordFields(self)
        self._file_line = TextEntry()
        self.file = Field(
            self.tr("&File"),
            self._file_line,
            required=self.tr("Choose where the file is kept."),
            check=self._has_folder,
        )
        self.browse = QPushButton(self.tr("C&hoose place\u2026"))
        self._file_line.row.addWidget(self.browse)
        self._fill_form()
        self.code.entry.changed.connect(self._propose_file)
        self.browse.clicked.connect(self._choose_file)
        self._proposed = ""
        self._propose_file()

    def hand_over(self) -> None:
        """Make the file."""
        file = self.file.value()
        assert file
        site = self.site.value(self._study)
        person, password = self.person.value(), self.password.value()
        self._create(Path(file).expanduser(), site, person, password)

    @Slot()
    def _propose_file(self) -> None:
        """Name the file after the site until another place is chosen."""
        if (self.file.value() or "") == self._proposed:
            code = self.code.value() or self.tr("site")
            safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in code)
            self._proposed = str(self._folder / f"{safe}{self._suffix}")
            self._file_line.edit.setText(self._proposed)

    @Slot()
    def _choose_file(self) -> None:
        words = self.tr("Site files (*{suffix})").format(suffix=self._suffix)
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("New site file"), self.file.value() or "", words
        )
        if name:
            ending = "" if Path(name).suffix else self._suffix
            self._file_line.edit.setText(f"{name}{ending}")

    def _has_folder(self, file: str) -> str:
        folder = Path(file).expanduser().parent
        if folder.is_dir():
            return ""
        words = self.tr("There is no folder {folder}. Choose another place.")
        return words.format(folder=folder)

    def _fill_form(self) -> None:
        form = QFormLayout(self.body)
        form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        form.setHorizontalSpacing(SPACE[2])
        fields: tuple[Field[Any], ...] = (
            *self.site.fields(),
            *self.person.fields(),
            *self.password.fields(),
            self.file,
        )
        for field in fields:
            form.addRow(field.label, field)
            self.watch(field)
        rule = WrappedLabel(self.password.rule())
        rule.setProperty("role", "label")
        self.password.password.add_below(rule)
