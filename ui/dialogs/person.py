"""Asks who writes, where this computer does not know yet."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from ui.dialogs.form_dialog import FormDialog
from ui.forms.choice import ListChoice
from ui.forms.field import Field
from ui.forms.person_fields import PersonFields
from ui.forms.result_line import WrappedLabel
from ui.session import Person
from ui.theme import SPACE

NEW = -1  # the place in the list of somebody who is not in it


class PersonDialog(FormDialog):
    """Somebody already in the file, or somebody new.

    Args:
        people: who writes in the file already.
        parent: the window.
    """

    def __init__(self, people: Sequence[Person], parent: QWidget | None) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Who is writing?"))
        self.act.setText(self.tr("&Continue"))
        self._people = people
        self._found: Person | None = None
        options = [(number, one.name) for number, one in enumerate(people)]
        options.append((NEW, self.tr("somebody new")))
        self._list = ListChoice(options, self.tr("Choose…"))
        self.known = Field(
            self.tr("&You are"),
            self._list,
            required=self.tr("Choose your name, or somebody new."),
        )
        self.new = PersonFields(self)
        self._fill_form()
        self.known.entry.changed.connect(self._show_new)
        self._show_new()

    def person(self) -> Person:
        """Return who was chosen or entered; the dialog was accepted.

        Raises:
            LookupError: a fault of the program; it was not.
        """
        if self._found is None:
            raise LookupError
        return self._found

    def hand_over(self) -> None:
        """Keep the person for whoever asked."""
        chosen = self.known.value()
        if chosen is None or chosen == NEW:
            self._found = self.new.value()
        else:
            self._found = self._people[chosen]

    @Slot()
    def _show_new(self) -> None:
        for field in self.new.fields():
            self._form.setRowVisible(field, self.known.value() == NEW)

    def _fill_form(self) -> None:
        words = WrappedLabel()
        words.setText(
            self.tr("Everything that is recorded stands in History with a name.")
        )
        self._form = QFormLayout(self.body)
        self._form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        self._form.setVerticalSpacing(SPACE[2])
        self._form.addRow(words)
        fields: tuple[Field[Any], ...] = (self.known, *self.new.fields())
        for field in fields:
            self._form.addRow(field.label, field)
            self.watch(field)
        if not self._people:
            self._list.set_value(NEW)
            self._form.setRowVisible(self.known, False)  # nobody to choose from
