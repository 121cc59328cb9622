"""The right end of the status bar: which site, who writes, where the file is."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLabel, QPushButton

from ui.confirming import Confirming
from ui.main_window import MainWindow
from ui.presence import Neighbour
from ui.session import Session


class StatusLine(QObject):
    """Labels that are shown while a file is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.place = QLabel()
        self.confirmed = QPushButton(self.tr("Profile not confirmed\u2026"))
        self.confirmed.setFlat(True)
        self.confirmed.clicked.connect(self._confirm)
        self._window = window
        self.others = QLabel()
        for widget in (self.others, self.place, self.confirmed):
            window.statusBar().addPermanentWidget(widget)
        window.statusBar().messageChanged.connect(self._make_room)
        self.hide()

    def show_session(self, session: Session) -> None:
        """Say which file is open, and who writes in it."""
        site = session.site()
        # The whole path may be longer than the window is wide.
        place = session.path.name if session.path else self.tr("in memory only")
        self.place.setToolTip(str(session.path or ""))
        self.place.setText(
            self.tr("Site {code} \u2013 {person} \u2013 {place}").format(
                code=site.code if site else "", person=session.person.name, place=place
            )
        )
        self.place.show()
        self._confirming = Confirming(session, self._window)
        session.changed.connect(self._look_at_profile)
        self._look_at_profile()
        # Tab goes in a ring: below the page, and then above it again.
        self._window.setTabOrder(self.confirmed, self._window.sidebar)

    @Slot(str)
    def _make_room(self, said: str) -> None:
        """Let what was just done be read whole; the place comes back after it."""
        self.place.setVisible(bool(self.place.text()) and not said)

    @Slot()
    def _confirm(self) -> None:
        self._confirming.ask()

    @Slot()
    def _look_at_profile(self) -> None:
        """Offer to confirm the profile until enough people have."""
        self.confirmed.setVisible(not self._confirming.is_done)
        why = self._confirming.problem()
        self.confirmed.setEnabled(not why)
        self.confirmed.setToolTip(
            why
            or self.tr(
                "Settings that the public record does not give are placeholders until "
                "two people have confirmed them. Press to read and confirm them."
            )
        )

    def show_others(self, others: Sequence[Neighbour]) -> None:
        """Name who else has this file open (R54)."""
        names = ", ".join(self._named(one) for one in others)
        self.others.setText(self.tr("Also open: {0}").format(names))
        self.others.setVisible(bool(others))

    def _named(self, one: Neighbour) -> str:
        words = self.tr("{person} at {workstation}")
        return words.format(person=one.person, workstation=one.workstation)

    def hide(self) -> None:
        """Say nothing while no file is open."""
        self.place.clear()
        for widget in (self.others, self.place, self.confirmed):
            widget.hide()
