"""Looks every two seconds whether file, neighbours and clock are as they were."""

from datetime import datetime

from PySide6.QtCore import QObject, QSysInfo, QTimer, Signal, Slot

from scheduler.errors import CycleDeskError
from ui.main_window import MainWindow
from ui.presence import ClockAlarm, Neighbour, Presence, clock_alarm, is_writable
from ui.session import Session
from ui.status_line import StatusLine
from ui.wording import wording

EVERY_MS = 2_000
CHANGED, CLOCK, MOVED, READ_ONLY = "changed", "clock", "moved", "read only"


class Watch(QObject):
    """Tells what happens to the open file from outside.

    Args:
        window: where it is said.
        status: where neighbours are named.

    Signals:
        reopening_asked: the file was opened to be read, and can be written by now.

    Source:
        reliability.md R49, R54, R55, F12, F37; ux.md L-04.
    """

    reopening_asked = Signal()

    def __init__(self, window: MainWindow, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._status = window, status
        self._session: Session | None = None
        self._presence: Presence | None = None
        self._others: tuple[Neighbour, ...] = ()
        self._seen: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, session: Session) -> None:
        """Watch over a file in which somebody has signed in."""
        self.stop()
        self._session, self._others = session, ()
        self._seen = session.seen_at
        session.changed.connect(self._forget_changes)
        if session.path is not None:
            self._presence = Presence(session.path)
            here = QSysInfo.machineHostName() or "unknown"
            self._presence.announce(session.person.name, here)
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Watch over nothing, and leave the file to the others."""
        self._timer.stop()
        if self._presence is not None:
            self._presence.leave()
        self._presence = self._session = None
        for name in (CHANGED, CLOCK, MOVED, READ_ONLY):
            self._window.standing.take(name)
        self._window.statusBar().clearMessage()

    @Slot()
    def look(self) -> None:
        """Look once at everything."""
        session = self._session
        if session is None:
            return
        self._look_at_place(session)
        self._look_at_rights(session)
        self._look_at_clock(session)
        self._look_at_records(session)
        self._look_at_neighbours()

    @Slot()
    def refresh(self) -> None:
        """Show what other desks have saved."""
        if self._session is not None:
            self._session.catch_up()
            self._forget_changes()

    def _look_at_place(self, session: Session) -> None:
        try:
            session.refuse_moved()
        except CycleDeskError as error:
            self._window.standing.put(MOVED, wording(error), "error")
        else:
            self._window.standing.take(MOVED)

    def _look_at_rights(self, session: Session) -> None:
        """Say that nothing can be saved, and when it could be."""
        if not session.read_only or session.path is None:
            return
        original = session.read(lambda store: store.database.copy_of)
        if original is not None and original.exists():
            words = self.tr(
                "This file is a copy: nothing can be saved or printed in it. Its "
                "records are kept in {original}. Open that file; if it is to be given "
                "up, move it away from its folder, then open this one again."
            )
            said = words.format(original=original)
            self._window.standing.put(READ_ONLY, said, "warning")
        elif is_writable(session.path):
            self._window.standing.put(
                READ_ONLY,
                self.tr(
                    "This file can be written again. It was opened to be read only: "
                    "open it again to save and print."
                ),
                "info",
                (self.tr("&Open it again"), self.reopening_asked.emit),
            )
        else:
            words = self.tr(
                "This file can only be read: nothing can be saved or printed. "
                "Allow writing to the file and its folder, then open it again."
            )
            self._window.standing.put(READ_ONLY, words, "warning")

    def _look_at_clock(self, session: Session) -> None:
        """Say that the clock cannot be right, once, until it is right again."""
        now = session.clock()
        alarm = clock_alarm(now, self._seen)
        if alarm is None:
            self._seen = now if self._seen is None else max(now, self._seen)
            self._window.standing.take(CLOCK)
        elif CLOCK not in self._window.standing.shown:
            self._window.standing.put(CLOCK, alarm.sentence, "warning")
            if not session.read_only:
                self._note(session, alarm)

    def _note(self, session: Session, alarm: ClockAlarm) -> None:
        found, seen = alarm.now.isoformat(), alarm.seen.isoformat()
        told = [("clock shows", found), ("known before", seen)]
        try:
            session.write(
                lambda store, by: store.record_event("clock alarm", told, by=by)
            )
        except CycleDeskError as error:
            self._window.show_message(wording(error))

    def _look_at_neighbours(self) -> None:
        others = self._presence.others() if self._presence else ()
        for one in set(others) - set(self._others):
            words = self.tr("{person} has opened this file at {workstation}")
            self._window.say_saved(
                words.format(person=one.person, workstation=one.workstation)
            )
        self._others = others
        self._status.show_others(others)

    def _look_at_records(self, session: Session) -> None:
        """Show what another desk saved, but move nothing under the pointer (L-04)."""
        try:
            behind = session.is_behind()
        except CycleDeskError:
            return  # said by whatever is done next
        at = f"{session.clock():%H:%M}"
        if not behind:
            return
        if self._window.pages.underMouse():
            words = self.tr("Another desk has saved at {time}. This page is older.")
            way = self.tr("&Refresh  F5"), self.refresh
            self._window.standing.put(CHANGED, words.format(time=at), "info", way)
        else:
            self.refresh()
            words = self.tr("Refreshed at {time}: another desk has saved.")
            self._window.say_saved(words.format(time=at))

    @Slot()
    def _forget_changes(self, _changes: object = None) -> None:
        self._window.standing.take(CHANGED)
