"""Dialogs about the account of somebody else: each asks for a reason, and does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from ui.attendance import one_time_password
from ui.dialogs.form_dialog import FormDialog
from ui.forms.choice import ListChoice, ReasonField
from ui.forms.field import Field
from ui.forms.person_fields import ColleagueFields
from ui.forms.result_line import WrappedLabel
from ui.models.role_words import role_word
from ui.session import Person, Role
from ui.theme import SPACE

translate = QCoreApplication.translate


class TemporaryPassword(QWidget):
    """A new password that is told to somebody, and serves once.

    Attributes:
        value: the password.
    """

    def __init__(self) -> None:
        super().__init__()
        self.value = one_time_password()
        shown = QLabel(self.value)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        shown.setFont(fixed)
        shown.setAccessibleName(self.tr("Temporary password"))
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        copy = QPushButton(self.tr("Cop&y"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(shown)
        row.addWidget(copy)
        row.addStretch(1)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.value)


class AddPersonDialog(FormDialog):
    """Enters an account with a temporary password.

    Args:
        add: enters it; an error of it is shown and nothing typed is lost.
        parent: the window.
    """

    def __init__(
        self, add: Callable[[Person, str], object], parent: QWidget | None
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Add a person"))
        self.act.setText(self.tr("&Add person"))
        self._add = add
        self.person = ColleagueFields(self)
        self.temporary = TemporaryPassword()
        form = form_of(self)
        for field in self.person.fields():
            add_field(self, form, field)
        add_password(form, self.temporary)

    def hand_over(self) -> None:
        """Enter the account."""
        self._add(self.person.value(), self.temporary.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked about an account.

    Attributes:
        title: of the dialog.
        act: the verb on the main button.
        words: what it means.
        reasons: those that are offered.
        role: the present one, where another is chosen.
        new_password: True where a temporary one is given.
    """

    title: str
    act: str
    words: str
    reasons: tuple[str, ...]
    role: Role | None = None
    new_password: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was entered."""

    reason: str
    role: Role
    password: str


class AccountDialog(FormDialog):
    """Asks for a reason, and for a role or a temporary password where one is given.

    Args:
        asked: what it is about.
        do: does it; an error of it is shown and nothing typed is lost.
        parent: the window.
    """

    def __init__(
        self,
        asked: Asked,
        do: Callable[[Answered], object],
        parent: QWidget | None,
    ) -> None:
        super().__init__(asked.title, asked.act, parent)
        self._asked_for, self._do = asked, do
        self.role = Field(
            self.tr("New &role"),
            ListChoice(
                [(role, role_word(role)) for role in Role if role is not asked.role],
                self.tr("Choose\u2026"),
            ),
            required=self.tr("Choose the new role."),
        )
        self.reason = Field(
            self.tr("Rea&son"),
            ReasonField((*asked.reasons, self.tr("other"))),
            required=self.tr("Say why; it stands in History."),
        )
        self.temporary = TemporaryPassword()
        self._fill_form()

    def hand_over(self) -> None:
        """Do what was asked for."""
        self._do(
            Answered(
                reason=self.reason.value() or "",
                role=self.role.value() or Role.MONITOR,
                password=self.temporary.value,
            )
        )

    def _fill_form(self) -> None:
        form = form_of(self)
        form.addRow(WrappedLabel(self._asked_for.words))
        if self._asked_for.role:
            add_field(self, form, self.role)
        add_field(self, form, self.reason)
        if self._asked_for.new_password:
            add_password(form, self.temporary)


def form_of(dialog: FormDialog) -> QFormLayout:
    """Return the form of a dialog, with the usual room around it."""
    form = QFormLayout(dialog.body)
    form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
    form.setVerticalSpacing(SPACE[2])
    form.setHorizontalSpacing(SPACE[2])
    return form


def add_field(dialog: FormDialog, form: QFormLayout, field: Field[Any]) -> None:
    """Add a field as a row, and have it checked."""
    form.addRow(field.label, field)
    dialog.watch(field)


def add_password(form: QFormLayout, temporary: TemporaryPassword) -> None:
    """Show a temporary password, and say what it is for."""
    label = QLabel(translate("accounts", "Temporary password"))
    label.setProperty("role", "label")
    label.setMinimumHeight(temporary.sizeHint().height())
    form.addRow(label, temporary)
    form.addRow(
        WrappedLabel(
            translate(
                "accounts",
                "Tell it to the person. At the first sign-in it is replaced by a "
                "password that only that person knows.",
            )
        )
    )
