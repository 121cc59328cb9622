"""Search at the window: what it looks through, and where each row leads."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction

from scheduler.core.search import read_query
from ui.dialogs.asking import ask
from ui.dialogs.search_box import SearchBox
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.models.search_hits import (
    Hit,
    Kind,
    People,
    command_hit,
    command_hits,
    day_hits,
    menu_actions,
)
from ui.session import ParticipantId, Session

RECENT = 5


class Searching(QObject):
    """Opens the search, and goes where it was asked to.

    Args:
        session: the open file.
        window: over which it opens.
        menus: whose commands it finds.

    Signals:
        participant_chosen: the number of a participant.
        day_chosen: a day, to be shown in the calendar.

    Source:
        ux.md 3.19, P-03.
    """

    participant_chosen = Signal(int)
    day_chosen = Signal(date)

    def __init__(self, session: Session, window: MainWindow, menus: Menus) -> None:
        super().__init__(window)
        self._session, self._window, self._menus = session, window, menus
        # Who was looked at is no preference: it is forgotten with the file.
        self._recent: deque[ParticipantId] = deque(maxlen=RECENT)

    def remember(self, participant_id: ParticipantId) -> None:
        """Keep whose page was opened last."""
        if participant_id in self._recent:
            self._recent.remove(participant_id)
        self._recent.appendleft(participant_id)

    @Slot()
    def search(self) -> None:
        """Ask where to go, and go there."""
        box = SearchBox(self.find, self._window)
        if ask(box) and box.chosen is not None:
            self._go(box.chosen)

    def find(self, text: str) -> Sequence[Hit]:
        """Return the rows for what was typed; before that, those used lately."""
        return [*(self._found(text) if text.strip() else self._first())]

    def _found(self, text: str) -> Iterator[Hit]:
        query = read_query(text, today=self._session.today())
        yield from self._people().found(query)
        yield from day_hits(query)
        yield from command_hits(query, self._commands())

    def _first(self) -> Iterator[Hit]:
        known = {one.id: one for one in self._session.participants()}
        people = self._people()
        for number in self._recent:
            if number in known:
                yield people.hit(known[number])
        menus = self._menus
        for action in (menus.add, menus.history, menus.backups, menus.export):
            yield command_hit(action)

    def _people(self) -> People:
        session = self._session
        return People(
            session.participants(), session.recent_plans().__getitem__, session.rules
        )

    def _commands(self) -> Iterator[QAction]:
        yield from self._window.actions()
        yield from menu_actions(self._window.menuBar())

    def _go(self, hit: Hit) -> None:
        if hit.kind is Kind.PARTICIPANT:
            self.participant_chosen.emit(hit.target)
        elif hit.kind is Kind.DAY:
            self.day_chosen.emit(hit.target)
        elif isinstance(hit.target, QAction):
            # Its own dialog opens only when this one has gone.
            QTimer.singleShot(0, hit.target, hit.target.trigger)
