"""Corrects what is known of the site; its days are asked elsewhere."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ui.dialogs.form_dialog import FormDialog
from ui.forms.entry import TextEntry
from ui.forms.field import Field, FormGrid
from ui.forms.site_fields import SiteFields
from ui.session import StudySite
from ui.theme import SPACE


class CorrectSiteDialog(FormDialog):
    """Shows the site as it is recorded, and asks why it is another.

    Args:
        site: as it is recorded.
        save: takes the corrected site, and the reason.
        parent: the window.
    """

    def __init__(
        self,
        site: StudySite,
        save: Callable[[StudySite, str], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Correct the site"))
        self.act.setText(self.tr("&Save site"))
        self._site, self._save = site, save
        self.site = SiteFields(self)
        self.site.show_site(site)
        self.reason = Field(
            self.tr("&Reason"),
            TextEntry(),
            required=self.tr("Say why, in a few words."),
        )
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[1])
        for field in (*self.site.fields(), self.reason):
            rows.add_row(field.label, field)
            self.watch(field)
        rows.end()

    def hand_over(self) -> None:
        """Give the site with its days as they were, and the reason."""
        found = self.site.value(self._site.study)
        days = replace(
            found,
            closed_days=self._site.closed_days,
            open_days=self._site.open_days,
            versions=self._site.versions,
        )
        self._save(days, self.reason.usable() or "")
