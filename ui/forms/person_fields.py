"""Who writes: name, initials and role, asked wherever a person is entered."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QObject

from ui.forms.choice import ListChoice
from ui.forms.entry import TextEntry
from ui.forms.field import Field
from ui.models.role_words import role_word
from ui.session import Person, Role

LONGEST_NAME = 120
LONGEST_INITIALS = 8


class PersonFields(QObject):
    """The three fields that make a person.

    Args:
        parent: who owns them.
        roles: those that can be chosen; all where none is named.

    Attributes:
        name: as it stands in History and on sheets.
        initials: as they stand in a sheet's print stamp.
        role: what the person does at the site.
    """

    def __init__(self, parent: QObject, roles: Collection[Role] = ()) -> None:
        super().__init__(parent)
        name, initials, role = self.labels()
        self.name = Field(
            name,
            TextEntry(),
            required=self.tr("Enter a name: it stands beside what is recorded."),
            check=_short_name,
            hint=self.tr("It stands in History beside everything that is recorded."),
        )
        self.initials = Field(
            initials,
            TextEntry("WWWWWWWW"),
            required=self.tr("Enter the initials: they stand on printed sheets."),
            check=_short_initials,
        )
        self.role = Field(
            role,
            ListChoice(
                [(role, role_word(role)) for role in roles or Role],
                self.tr("Choose\u2026"),
            ),
            required=self.tr("Choose what the person does at this site."),
        )

    def labels(self) -> tuple[str, str, str]:
        """Return what name, initials and role are called."""
        return self.tr("Your &name"), self.tr("Your &initials"), self.tr("&Role")

    def fields(self) -> tuple[Field[str], Field[str], Field[Role]]:
        """Return the fields in the order in which they are read."""
        return self.name, self.initials, self.role

    def value(self) -> Person:
        """Return the person; every field has been checked before."""
        name, initials, role = (field.value() for field in self.fields())
        assert isinstance(name, str)
        assert isinstance(initials, str)
        assert isinstance(role, Role)
        return Person(name=name, initials=initials, role=role)


class ColleagueFields(PersonFields):
    """The same three of somebody else."""

    def labels(self) -> tuple[str, str, str]:
        """Return what name, initials and role are called."""
        return self.tr("&Name"), self.tr("&Initials"), self.tr("&Role")


def _short_name(name: str) -> str:
    return _short(name, LONGEST_NAME)


def _short_initials(initials: str) -> str:
    return _short(initials, LONGEST_INITIALS)


def _short(text: str, longest: int) -> str:
    if len(text) <= longest:
        return ""
    words = QCoreApplication.translate(
        "PersonFields", "Enter at most {longest} characters."
    )
    return words.format(longest=longest)
