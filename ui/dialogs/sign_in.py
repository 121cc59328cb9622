"""Asks who is there: a name from the list, and its password."""

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QDialog, QFormLayout, QPushButton, QWidget

from ui.attendance import (
    Attendance,
    LockedAccountError,
    TemporaryPasswordError,
    TooSoonError,
    Use,
    WrongPasswordError,
)
from ui.dialogs.asking import ask
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.recover import RecoverDialog
from ui.dialogs.waiting import Waiting
from ui.forms.choice import ListChoice
from ui.forms.field import Field
from ui.forms.password_entry import NewPasswordFields, PasswordEntry
from ui.forms.result_line import Tone, WrappedLabel
from ui.theme import SPACE


class SignInDialog(FormDialog):
    """Signs somebody in, and lets a temporary or first password be replaced.

    Args:
        attendance: of the file that was opened.
        place: which site or file it is, as a person knows it.
        name: who was there last; chosen at first.
        parent: the window.

    Attributes:
        elsewhere: where else the account is in use, once signed in.
    """

    def __init__(
        self, attendance: Attendance, place: str, name: str, parent: QWidget | None
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Sign in"))
        self._attendance = attendance
        self.elsewhere: tuple[Use, ...] = ()
        self._temporary, self._first = False, attendance.is_new()
        self.waiting = Waiting(self.act)
        self._make_fields(place, name)
        self._fill_form()
        self._arrange()

    def hand_over(self) -> None:
        """Sign in; what has to be chosen first is asked for in the same form."""
        name = self.who.value() or ""
        if self._first:
            self._attendance.set_first_password(name, self.new.value())
            return
        new = self.new.value() if self._temporary else None
        try:
            password = self.password.value() or ""
            self.elsewhere = self._attendance.sign_in(name, password, new)
        except TemporaryPasswordError:
            self._temporary = True
            self._arrange()
            raise
        except (WrongPasswordError, TooSoonError) as error:
            self.password.entry.set_value(None)
            self.waiting.begin(error.wait)
            raise
        except LockedAccountError:
            self.password.entry.set_value(None)
            raise

    def save(self) -> None:
        """Sign in, and say a step in between as what it is, not as an error."""
        was_temporary = self._temporary
        super().save()
        QTimer.singleShot(0, self, self._fit)
        if self._temporary and not was_temporary:
            self.summary.tell(Tone.INFO, self._temporary_words())
            self.new.password.entry.control().setFocus()

    def reject(self) -> None:
        """Leave at once: a password that is typed is no entry to lose."""
        QDialog.reject(self)

    @Slot()
    def _recover(self) -> None:
        dialog = RecoverDialog(self._attendance, self.who.value() or "", self)
        if ask(dialog):
            self.accept()

    def first_focus(self) -> QWidget:
        """Return the password where the name is known already."""
        if self.who.value() is None:
            return self.who.entry.control()
        asked = self.new.password if self._first else self.password
        return asked.entry.control()

    def _make_fields(self, place: str, name: str) -> None:
        self.words = WrappedLabel()
        self._place = place
        names = [(one.name, one.name) for one in self._attendance.people()]
        self.who = Field(
            self.tr("&Name"),
            ListChoice(names, self.tr("Choose\u2026")),
            required=self.tr("Choose your name."),
        )
        secret = PasswordEntry()
        secret.ended.connect(self.submit)
        self.password = Field(
            self.tr("&Password"),
            secret,
            required=self.tr("Enter your password."),
        )
        self.new = NewPasswordFields(self)
        self.new.ended.connect(self.submit)
        known = [value for value, _ in names]
        if name in known or len(known) == 1:
            self.who.entry.set_value(name if name in known else known[0])
        self.cannot = QPushButton(self.tr("Use the &recovery code\u2026"))
        self.cannot.clicked.connect(self._recover)

    def _fill_form(self) -> None:
        self._form = QFormLayout(self.body)
        self._form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        self._form.setVerticalSpacing(SPACE[2])
        self._form.setHorizontalSpacing(SPACE[2])
        self._form.addRow(self.words)
        fields: tuple[Field[Any], ...] = (self.who, self.password, *self.new.fields())
        for field in fields:
            self._form.addRow(field.label, field)
            self.watch(field)
        rule = WrappedLabel(self.new.rule())
        rule.setProperty("role", "label")
        self.new.password.add_below(rule)
        self.add_button(self.cannot)

    def _arrange(self) -> None:
        """Show what is asked for at this step."""
        choosing = self._first or self._temporary
        self._form.setRowVisible(self.password, not self._first)
        for field in self.new.fields():
            self._form.setRowVisible(field, choosing)
        self.who.setEnabled(not self._temporary)
        self.password.setEnabled(not self._temporary)
        self.cannot.setVisible(not self._first)
        self.words.setText(self._first_words() if self._first else self._place)
        self.act.setText(
            self.tr("&Keep and sign in") if choosing else self.tr("&Sign in")
        )

    def _first_words(self) -> str:
        return self.tr(
            "Nobody has a password in this file yet. Choose your name and a "
            "password; your colleagues get theirs from you, under People."
        )

    def _temporary_words(self) -> str:
        return self.tr(
            "This password was given to you to begin with. Choose one of your own; "
            "nobody else learns it."
        )
