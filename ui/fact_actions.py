"""What can be recorded of one participant outside of a visit, as actions."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from scheduler.core.study import Study
from ui.session import Right


class Ask(Enum):
    """Each dialog about one participant, in the order of the menu."""

    WEIGHT = auto()
    DOSE = auto()
    INFUSION = auto()
    DISPENSING = auto()
    RETURN = auto()
    MISSED = auto()
    EXTRA = auto()
    UNSCHEDULED = auto()
    OBSERVATION = auto()
    EVENT = auto()
    END_TREATMENT = auto()
    END_PARTICIPATION = auto()
    CORRECT = auto()
    WITHDRAW = auto()
    RESTORE = auto()


KEYS = {Ask.DOSE: "Ctrl+Shift+D"}
FIRST_OF_GROUPS = {
    Ask.DISPENSING,
    Ask.UNSCHEDULED,
    Ask.END_TREATMENT,
    Ask.CORRECT,
}
OF_PARTICIPANTS = {Ask.CORRECT, Ask.WITHDRAW, Ask.RESTORE}


class FactActions(QObject):
    """Makes each action once, for the menu bar and the participant's page.

    Args:
        window: where their keys work.
        say: takes why a key did nothing.

    Signals:
        asked: which dialog is wanted, an ``Ask``.

    Source:
        ux.md 3.2.
    """

    asked = Signal(object)

    def __init__(self, window: QWidget, say: Callable[[str], object]) -> None:
        super().__init__(window)
        self._say = say
        self._actions = {ask: QAction(window) for ask in Ask}
        self._off: dict[Ask, QShortcut] = {}
        for ask, action in self._actions.items():
            action.triggered.connect(partial(self._emit, ask))
        for ask, key in KEYS.items():
            self._actions[ask].setShortcut(QKeySequence(key))
            self._off[ask] = QShortcut(QKeySequence(key), window)
            self._off[ask].activated.connect(partial(self._say_why_not, ask))
        self._name(self.tr("capsules"), self.tr("infusion"))

    def __getitem__(self, ask: Ask) -> QAction:
        return self._actions[ask]

    def begin(self, study: Study) -> None:
        """Name the drugs of a study."""
        self._name(study.capsules.name, self.tr("infusion"))

    def fill(self, menu: QMenu) -> None:
        """Put the actions into a menu, in groups."""
        for ask, action in self._actions.items():
            if ask in FIRST_OF_GROUPS:
                menu.addSeparator()
            menu.addAction(action)

    def bar(self, ask: Ask, why: str) -> None:
        """Turn an action off and say why; "" turns it on.

        Its key is never met with silence: while the action is off, it says why.
        """
        action = self._actions[ask]
        action.setEnabled(not why)
        action.setStatusTip(why)
        action.setToolTip(why or action.text().replace("&", ""))
        if ask in self._off:
            self._off[ask].setEnabled(bool(why))

    def right(self, ask: Ask) -> Right:
        """Return what somebody has to be allowed for an action."""
        return Right.PARTICIPANTS if ask in OF_PARTICIPANTS else Right.FACTS

    def _emit(self, ask: Ask) -> None:
        self.asked.emit(ask)

    def _say_why_not(self, ask: Ask) -> None:
        self._say(self._actions[ask].toolTip())

    def _name(self, capsules: str, infusion: str) -> None:
        for ask, words in self._words(capsules, infusion).items():
            self._actions[ask].setText(words)

    def _words(self, capsules: str, infusion: str) -> dict[Ask, str]:
        return {
            Ask.WEIGHT: self.tr("Record &weight…"),
            Ask.DOSE: self.tr("Change {0} &dose…").format(capsules),
            Ask.INFUSION: self.tr("Hold or &resume the {0}…").format(infusion),
            Ask.DISPENSING: self.tr("Dis&pense capsules…"),
            Ask.RETURN: self.tr("Return &capsules…"),
            Ask.MISSED: self.tr("&Missed doses…"),
            Ask.EXTRA: self.tr("E&xtra doses…"),
            Ask.UNSCHEDULED: self.tr("&Unscheduled visit…"),
            Ask.OBSERVATION: self.tr("Pr&ocedure done…"),
            Ask.EVENT: self.tr("&Event…"),
            Ask.END_TREATMENT: self.tr("End &treatment…"),
            Ask.END_PARTICIPATION: self.tr("End partic&ipation…"),
            Ask.CORRECT: self.tr("Correct the participant's own data…"),
            Ask.WITHDRAW: self.tr("Withdraw a participant entered by mistake…"),
            Ask.RESTORE: self.tr("Restore a withdrawn participant…"),
        }
