"""What holds at this site: its closed days, the study profile, the site itself."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from ui.pages.closed_days_tab import ClosedDaysTab
from ui.pages.labels import TITLE, label
from ui.pages.page import Page
from ui.pages.profile_tab import ProfileTab
from ui.pages.site_tab import SiteTab
from ui.session import Session
from ui.theme import SPACE


class SettingsPage(Page):
    """One tab for each; colours and the lock are in the menus View and Account.

    Args:
        session: the open file.

    Attributes:
        days, profile, site: the tabs.

    Source:
        ux.md 3.20.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.days = ClosedDaysTab(session)
        self.profile = ProfileTab(session)
        self.site = SiteTab(session)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Parts of the settings"))
        for tab, words in (
            (self.days, self.tr("Closed days")),
            (self.profile, self.tr("Study profile")),
            (self.site, self.tr("Site")),
        ):
            tab.setAccessibleName(words)
            self.tabs.addTab(tab, words)
        self.first = self.tabs.tabBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[4])
        column.setSpacing(SPACE[2])
        column.addWidget(label(self.tr("Settings"), TITLE, bold=True))
        column.addWidget(self.tabs, 1)
