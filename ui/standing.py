"""What stays said above the pages until it is no longer so."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import SPACE

Way = tuple[str, Callable[[], object]]


class StandingNotice(QFrame):
    """One sentence, and the ways out of what it says.

    Args:
        text: what is so, and what to do.
        kind: ``info``, ``warning`` or ``error``.
        ways: the words of each button, and what it does.
    """

    def __init__(self, text: str, kind: str, ways: tuple[Way, ...]) -> None:
        super().__init__()
        self.setProperty("message", kind)
        self.words = QLabel(text)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAccessibleName(text)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], SPACE[0], SPACE[1], SPACE[0])
        row.addWidget(self.words, 1)
        self.buttons = [QPushButton(words) for words, _ in ways]
        for button, (_, act) in zip(self.buttons, ways, strict=True):
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)


class StandingNotices(QWidget):
    """Notices one below the other, each under a name of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, StandingNotice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Maximum)
        self.hide()

    def put(self, name: str, text: str, kind: str, *ways: Way) -> None:
        """Say something until ``take`` is called with the same name.

        Args:
            name: of the notice; another text under it takes its place.
            text: what is so, and what to do.
            kind: ``info``, ``warning`` or ``error``.
            ways: the words of each button, and what it does.
        """
        there = self.shown.get(name)
        if there is not None and there.words.text() == text:
            return
        self.take(name)
        notice = StandingNotice(text, kind, ways)
        self.shown[name] = notice
        self._column.addWidget(notice)
        self.show()

    def take(self, name: str) -> None:
        """Say it no longer; a name that is not there is no fault."""
        notice = self.shown.pop(name, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self.shown))

    def take_all(self) -> None:
        """Say nothing any more."""
        for name in list(self.shown):
            self.take(name)
