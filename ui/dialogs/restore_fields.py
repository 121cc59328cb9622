"""What the steps of a restore ask for."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from ui.forms.choice import ListChoice
from ui.forms.entry import TextEntry
from ui.forms.field import Field
from ui.forms.password_entry import PasswordEntry
from ui.restoring import Approval, Choice
from ui.session import Person

LEAST_REASON = 5
TWO = 2


class ChoiceFields(QObject):
    """Which backup, where to, and what opens it.

    Args:
        parent: the dialog.
        backup: the one that is proposed, or None.
        target: the file that is to be replaced, or None to ask for its place.
    """

    def __init__(
        self, parent: QObject, backup: Path | None, target: Path | None
    ) -> None:
        super().__init__(parent)
        self._target = target
        self._protected, self._keyless = False, False
        line, place = TextEntry(), TextEntry()
        self.browse = QPushButton(self.tr("C&hoose\u2026"))
        self.browse_target = QPushButton(self.tr("Choose &place\u2026"))
        line.row.addWidget(self.browse)
        place.row.addWidget(self.browse_target)
        self.backup = Field(
            self.tr("Bac&kup"),
            line,
            required=self.tr("Choose the backup that is to be restored."),
            check=self._is_file,
        )
        self.target = Field(
            self.tr("Site &file"),
            place,
            required=self.tr("Choose where the site file is to be."),
            check=self._has_folder,
        )
        self.passphrase = Field(
            self.tr("&Passphrase"),
            PasswordEntry(),
            required=self.tr("Type the passphrase of this backup."),
        )
        self.code = Field(
            self.tr("Recovery &code"),
            TextEntry(),
            required=self.tr("Type the code that was printed with the site file."),
        )
        line.set_value(str(backup) if backup else None)
        place.set_value(str(target) if target else None)

    def fields(self) -> list[Field[Any]]:
        """Return all fields in reading order."""
        return [self.backup, self.target, self.passphrase, self.code]

    def wants(self, field: Field[Any]) -> bool:
        """Say whether a field is asked for, as far as is known."""
        asked = {
            self.target: self._target is None,
            self.passphrase: self._protected,
            self.code: self._keyless,
        }
        return asked.get(field, True)

    def first(self) -> Field[str]:
        """Return the first field that nothing is in yet."""
        return self.target if self.backup.value() and not self._target else self.backup

    def ask_passphrase(self) -> None:
        """Ask for the passphrase of this backup from now on."""
        self._protected = True

    def ask_code(self) -> None:
        """Ask for the recovery code from now on."""
        self._keyless = True

    def focus_missing(self) -> None:
        """Bring the focus to the secret that is missing or wrong."""
        for field in (self.code, self.passphrase):
            if self.wants(field) and field.isVisible():
                field.entry.control().setFocus()
                return

    def value(self) -> Choice:
        """Return what was chosen."""
        return Choice(
            backup=Path(self.backup.value() or "").expanduser(),
            target=Path(self.target.value() or "").expanduser().absolute(),
            passphrase=self.passphrase.value() if self._protected else None,
            code=self.code.value() if self._keyless else None,
        )

    def _is_file(self, name: str) -> str:
        if Path(name).expanduser().is_file():
            return ""
        return self.tr("There is no such file. Choose another.")

    def _has_folder(self, name: str) -> str:
        if Path(name).expanduser().absolute().parent.is_dir():
            return ""
        return self.tr("There is no such folder. Choose another place.")


class PeopleFields(QObject):
    """The site code, and who agrees."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._site, self._count = "", TWO
        self.site = Field(
            self.tr("Site &code"),
            TextEntry("WWWWWWWWWWWW"),
            required=self.tr("Type the code of the site."),
            check=self._is_site,
        )
        choose = self.tr("Choose\u2026")
        self._names: tuple[ListChoice[str], ListChoice[str]] = (
            ListChoice([], choose),
            ListChoice([], choose),
        )
        self.first = Field(
            self.tr("&First person"),
            self._names[0],
            required=self.tr("Choose who restores."),
        )
        self.first_password = Field(
            self.tr("First passwor&d"),
            PasswordEntry(),
            required=self.tr("Enter the password."),
        )
        self.second = Field(
            self.tr("&Second person"),
            self._names[1],
            required=self.tr("Choose who agrees."),
            check=self._is_another,
        )
        self.second_password = Field(
            self.tr("Second pass&word"),
            PasswordEntry(),
            required=self.tr("Enter the password."),
        )
        self.reason = Field(
            self.tr("R&eason"),
            TextEntry(),
            required=self.tr("Say why one person restores."),
            check=self._says_something,
        )

    def fields(self) -> list[Field[Any]]:
        """Return all fields in reading order."""
        return [
            self.site,
            self.first,
            self.first_password,
            self.second,
            self.second_password,
            self.reason,
        ]

    def ask(self, people: tuple[Person, ...], site: str) -> None:
        """Ask the people of a backup, and for its site."""
        self._site, self._count = site, min(len(people), TWO)
        options = [(one.name, one.name) for one in people]
        for entry in self._names:
            entry.set_options(options)

    def wants(self, field: Field[Any]) -> bool:
        """Say whether a field is asked for."""
        if field in (self.second, self.second_password):
            return self._count == TWO
        if field in (self.first, self.first_password):
            return self._count > 0
        return field is not self.reason or self._count < TWO

    def heading(self) -> str:
        """Say what is asked for."""
        if self._count == TWO:
            return self.tr(
                "Two people agree, each with the password that counted when the "
                "backup was made, or with that of today where the backup is from "
                "before there were any. The present file is set aside, not deleted."
            )
        return self.tr(
            "Fewer than two people have an account in this backup, so one gives a "
            "reason. The present file is set aside, not deleted."
        )

    def approvals(self) -> list[Approval]:
        """Return who agrees."""
        pairs = (
            (self.first, self.first_password),
            (self.second, self.second_password),
        )
        return [
            Approval(name=name.value() or "", password=password.value() or "")
            for name, password in pairs
            if self.wants(name)
        ]

    def _is_site(self, typed: str) -> str:
        if typed.strip() == self._site:
            return ""
        words = self.tr("This is not the site of the backup. Type {site} to go on.")
        return words.format(site=self._site)

    def _is_another(self, name: str) -> str:
        if name != self.first.value():
            return ""
        return self.tr("It takes two different people.")

    def _says_something(self, reason: str) -> str:
        if len(reason.strip()) >= LEAST_REASON:
            return ""
        return self.tr("Say in at least five characters why.")
