"""Asks whether later visits that are booked move along, with both outcomes."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scheduler.core.changes import Scope
from ui.dialogs.changes_view import ChangesView
from ui.dialogs.preview import Change
from ui.dialogs.room import room
from ui.forms.result_line import WrappedLabel, announce
from ui.theme import SPACE, sized

WIDTH = 110  # characters


class MoveLaterDialog(QDialog):
    """Two outcomes side by side, a button for each, and a way back.

    Args:
        moved: the visit and its new day, as a sentence.
        outcomes: what changes, if the later ones move and if they do not.
        usual: what the rule of the profile would do; its button is the default.
        parent: who owns it.

    Attributes:
        scope: what was chosen, once the dialog is accepted.

    Source:
        ux.md 3.8, F-07.
    """

    def __init__(
        self,
        moved: str,
        outcomes: Mapping[Scope, Sequence[Change]],
        usual: Scope,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Move later visits too?"))
        self.scope = usual
        self.question = WrappedLabel(
            self.tr("{moved} Later visits are booked already. Move them too?").format(
                moved=moved
            )
        )
        self.question.setFont(sized(self.font(), 11, bold=True))
        self.along = QPushButton(self.tr("&Move later visits too"))
        self.alone = QPushButton(self.tr("Move &only this visit"))
        self.cancel = QPushButton(self.tr("&Cancel"))
        self.views = {scope: ChangesView() for scope in outcomes}
        for scope, changes in outcomes.items():
            self.views[scope].show_changes(changes)
            self.views[scope].heading.setText(self._words(scope))
        self.along.clicked.connect(lambda: self._choose(Scope.ALL))
        self.alone.clicked.connect(lambda: self._choose(Scope.VISIT))
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        default = self.along if usual is Scope.ALL else self.alone
        for button in (self.along, self.alone, self.cancel):
            button.setAutoDefault(button is default)
        default.setDefault(True)
        default.setProperty("primary", True)
        default.setFocus()

    def setVisible(self, visible: bool) -> None:
        """Read the question aloud when it comes up."""
        super().setVisible(visible)
        if visible:
            announce(self, self.question.text())

    def _choose(self, scope: Scope) -> None:
        self.scope = scope
        self.accept()

    def _words(self, scope: Scope) -> str:
        if scope is Scope.ALL:
            return self.tr("If later visits move too")
        return self.tr("If only this visit moves")

    def _lay_out(self) -> None:
        inside = QWidget()
        both = QHBoxLayout(inside)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(SPACE[2])
        for view in self.views.values():
            both.addWidget(view, 1, alignment=Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addStretch(1)
        for button in (self.cancel, self.alone, self.along):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(self.question)
        column.addWidget(area, 1)
        column.addLayout(row)
        wide = max(inside.sizeHint().width(), WIDTH * 4) + 2 * SPACE[3] + SPACE[4]
        high = self.sizeHint().height() - area.sizeHint().height()
        wanted = inside.sizeHint().height() + high
        most = room(self)
        self.resize(min(wide, most.width()), min(wanted, most.height()))
