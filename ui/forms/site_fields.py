"""A site as it is asked wherever one is entered or corrected."""

from typing import Any

from PySide6.QtCore import QObject

from ui.forms.choice import ListChoice, RadioChoice
from ui.forms.entry import TextEntry
from ui.forms.field import Field
from ui.session import Paper, StudySite

LONGEST_CODE = 20
LONGEST_NAME = 200


class SiteFields(QObject):
    """Code, name, country and paper.

    Attributes:
        code: as it stands on sheets and in the names of files.
        name: of the site.
        country: by its two letters; it gives the public holidays.
        paper: the size of sheets.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.code = Field(
            self.tr("Site &code"),
            TextEntry("WWWWWWWWWWWW"),
            required=self.tr("Enter the site's code, for example PL03."),
            check=lambda code: self._short(code, LONGEST_CODE),
        )
        self.name = Field(
            self.tr("Site na&me"),
            TextEntry(),
            required=self.tr("Enter the name of the site."),
            check=lambda name: self._short(name, LONGEST_NAME),
        )
        self.country = Field(
            self.tr("C&ountry"),
            ListChoice(self.countries(), self.tr("Choose\u2026")),
            required=self.tr("Choose the country of the site."),
        )
        self.paper = Field(
            self.tr("&Paper"),
            RadioChoice([(Paper.A4, "A&4"), (Paper.LETTER, self.tr("&Letter"))]),
        )

    def fields(self) -> list[Field[Any]]:
        """Return the fields in the order in which they are read."""
        return [self.code, self.name, self.country, self.paper]

    def show_site(self, site: StudySite) -> None:
        """Put a site into the fields."""
        self.code.entry.set_value(site.code)
        self.name.entry.set_value(site.name)
        self.country.entry.set_value(site.country)
        self.paper.entry.set_value(site.paper)

    def value(self, study: str) -> StudySite:
        """Return the site; every field has been checked before.

        Args:
            study: the key of the study profile.
        """
        code, name, country = self.code.value(), self.name.value(), self.country.value()
        assert code
        assert name
        assert country
        paper = self.paper.value() or Paper.A4
        return StudySite(
            study=study, code=code, name=name, country=country, paper=paper
        )

    def countries(self) -> list[tuple[str, str]]:
        """Return the countries of the public record, each by its two letters."""
        return [
            ("CN", self.tr("China")),
            ("IT", self.tr("Italy")),
            ("PL", self.tr("Poland")),
            ("SG", self.tr("Singapore")),
            ("UA", self.tr("Ukraine")),
        ]

    def _short(self, text: str, longest: int) -> str:
        words = self.tr("Enter at most {longest} characters.")
        return "" if len(text) <= longest else words.format(longest=longest)
