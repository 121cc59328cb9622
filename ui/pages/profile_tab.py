"""The study profile: every setting with its value, and where it was taken from."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scheduler.core.dates import clinical_date
from ui.forms.result_line import ResultLine, Tone, WrappedLabel
from ui.models.setting_rules_table import SettingRulesTable, is_open
from ui.pages.hindrance import hinder
from ui.pages.page import Page
from ui.pages.wrapping_rows import WrappingRows
from ui.profile import profile_digest
from ui.session import Right, Session
from ui.theme import SPACE

WIDEST = {0: 30, 1: 24, 2: 60, 3: 34}  # letters
NEEDED = 2  # people who confirm


class ProfileTab(Page):
    """Lists the settings in force, the placeholders first.

    Args:
        session: the open file.

    Signals:
        confirm_requested: somebody wants to confirm the placeholders.

    Source:
        ux.md 3.20; product.md, decision 6.
    """

    confirm_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.version, self.standing = WrappedLabel(), ResultLine()
        self.later = WrappedLabel()
        self._table = SettingRulesTable(self)
        self.view = WrappingRows(self.tr("Settings of the profile"), WIDEST)
        self.view.setModel(self._table)
        self.confirm = QPushButton(self.tr("&Confirm the placeholders\u2026"))
        self.confirm.clicked.connect(self.confirm_requested)
        self.first = self.view
        self._lay_out()
        session.changed.connect(self.refresh)
        session.day_turned.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the version in force, its settings, and who has confirmed them."""
        study = self._session.study
        words = self.tr("Profile {version} of {dated}, protocol {protocol}.")
        self.version.setText(
            words.format(
                version=study.profile_version,
                dated=clinical_date(study.profile_date),
                protocol=study.protocol,
            )
        )
        rules = study.setting_rules.values()
        self._table.set_rows(sorted(rules, key=lambda rule: not is_open(rule)))
        self._tell_who()
        self.later.setText(self._later())
        self.later.setVisible(bool(self.later.text()))

    def _tell_who(self) -> None:
        attendance = self._session.attendance
        digest = profile_digest(self._session.study)
        signed = attendance.confirmations(digest)
        names = ", ".join(
            f"{one.person} ({clinical_date(one.at.date())})" for one in signed
        )
        if attendance.is_confirmed(digest):
            words = self.tr("Confirmed by {names}.").format(names=names)
            self.standing.tell(Tone.GOOD, words)
            hinder(self.confirm, self.tr("The profile is confirmed."))
            return
        words = self.tr(
            "Not confirmed: the first values below are placeholders until two people "
            "have compared them with the protocol of the site. {who}"
        )
        who = self.tr("Confirmed by {names} so far.").format(names=names)
        self.standing.tell(
            Tone.WARNING, words.format(who=who if signed else "").strip()
        )
        hinder(self.confirm, attendance.why_not(Right.PROFILE))

    def _later(self) -> str:
        """Say since when the later versions hold at this site."""
        site = self._session.site()
        since = [
            self.tr("version {version} since {day}").format(
                version=version, day=clinical_date(day)
            )
            for version, day in (site.versions if site else ())
        ]
        words = self.tr("Later versions in force at this site: {since}.")
        return words.format(since=", ".join(since)) if since else ""

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.confirm)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        parts: tuple[QWidget, ...] = (self.version, self.later, self.standing)
        for part in parts:
            column.addWidget(part)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
