"""The site whose records these are."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout

from ui.forms.result_line import ResultLine, Tone
from ui.forms.site_fields import SiteFields
from ui.pages.hindrance import hinder
from ui.pages.labels import faint, wrapped
from ui.pages.page import Page
from ui.session import Paper, Right, Session
from ui.theme import SPACE


class SiteTab(Page):
    """Shows code, name, country and paper, and offers to correct them.

    Args:
        session: the open file.

    Signals:
        correct_requested: something of the site is to be corrected.
    """

    correct_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.code, self.name = wrapped(bold=True), wrapped(bold=True)
        self.country, self.paper = wrapped(bold=True), wrapped(bold=True)
        self._countries = dict(SiteFields(self).countries())
        self.why = ResultLine()
        self.correct = QPushButton(self.tr("&Correct the site\u2026"))
        self.correct.clicked.connect(self.correct_requested)
        self.first = self.correct
        self._lay_out()
        session.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the site as it is recorded now."""
        hindered = self._session.attendance.why_not(Right.SITE)
        self.why.tell(Tone.INFO, hindered)
        hinder(self.correct, hindered)
        site = self._session.site()
        if site is None:
            return
        self.code.setText(site.code)
        self.name.setText(site.name)
        self.country.setText(self._countries.get(site.country, site.country))
        letter = site.paper is Paper.LETTER
        self.paper.setText(self.tr("Letter") if letter else self.tr("A4"))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE[3])
        form.setVerticalSpacing(SPACE[1])
        for words, value in (
            (self.tr("Site code"), self.code),
            (self.tr("Site name"), self.name),
            (self.tr("Country"), self.country),
            (self.tr("Paper"), self.paper),
        ):
            form.addRow(faint(words), value)
        buttons = QHBoxLayout()
        buttons.addWidget(self.correct)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(form)
        column.addWidget(self.why)
        column.addLayout(buttons)
        column.addStretch(1)
