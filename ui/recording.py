"""Joins the actions about one participant to the pages that say who is meant."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu

from ui.fact_actions import Ask, FactActions
from ui.fact_workflows import FactWorkflows
from ui.main_window import MainWindow
from ui.pages.participant_page import ParticipantPage
from ui.pages.participants_page import ParticipantsPage
from ui.pages.today_page import TodayPage
from ui.participant_workflows import ParticipantWorkflows
from ui.session import ParticipantId, Session


class Recording(QObject):
    """Opens each dialog about the participant shown, or whose row is chosen.

    Args:
        session: the open file.
        window: where the pages are shown.
        participant: the page of one, which offers the actions too.
        lists: the pages of several.

    Signals:
        correction_asked: the stored fact to correct instead, and as what.
        restored: the number of a participant who is back.
    """

    correction_asked = Signal(object, object)
    restored = Signal(int)

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        participant: ParticipantPage,
        lists: tuple[TodayPage, ParticipantsPage],
    ) -> None:
        super().__init__(window)
        self._window, self._participant, self._lists = window, participant, lists
        self._facts = FactWorkflows(session, window)
        self._people = ParticipantWorkflows(session, window)
        self._facts.correction_asked.connect(self.correction_asked)
        self._people.restored.connect(self.restored)
        self._people.withdrawn.connect(self._leave_withdrawn)

    def join(self, actions: FactActions) -> None:
        """Have the actions open their dialogs, and offer them on the page too."""
        menu = QMenu(self._participant)
        menu.setToolTipsVisible(True)
        actions.fill(menu)
        self._participant.more.setMenu(menu)
        actions.asked.connect(self.record)

    @Slot(object)
    def record(self, asked: Ask) -> None:
        """Open a dialog; without anybody chosen, say so."""
        chosen = self._chosen()
        if asked is Ask.RESTORE:
            self._people.restore()
        elif chosen is None:
            self._window.say_saved(self.tr("Open a participant first."))
        elif asked is Ask.CORRECT:
            self._people.correct(chosen)
        elif asked is Ask.WITHDRAW:
            self._people.withdraw(chosen)
        else:
            self._facts.record(asked, chosen)

    def _chosen(self) -> ParticipantId | None:
        front = self._window.pages.currentWidget()
        if front is self._participant:
            return self._participant.participant_id
        found = [page.chosen for page in self._lists if page is front]
        return ParticipantId(found[0]) if found and found[0] else None

    @Slot()
    def _leave_withdrawn(self) -> None:
        """Show the list in the place of the page of somebody who is gone."""
        if self._window.pages.currentWidget() is self._participant:
            self._window.show_page(self._lists[-1])
