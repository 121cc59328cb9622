"""Choices: one of a few side by side, one of a list, and a reason."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from ui.forms.entry import Entry, EntryError, Found, bare_row
from ui.theme import SPACE

OTHER = "other"
LEAST_CHARACTERS = 5  # reliability.md: a change of something saved is explained


class RadioChoice(Entry[Found]):
    """One of a few, side by side; the first is chosen unless told otherwise.

    Args:
        options: the values, each with its label and mnemonic.
        columns: how many stand side by side.
    """

    def __init__(
        self, options: Sequence[tuple[Found, str]], *, columns: int = 9
    ) -> None:
        super().__init__()
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE[3])
        grid.setVerticalSpacing(SPACE[0])
        for number, (_, label) in enumerate(options):
            button = QRadioButton(label)
            self._group.addButton(button, number)
            grid.addWidget(button, number // columns, number % columns)
        row = bare_row(self)
        row.addLayout(grid)
        row.addStretch(1)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._toggled)

    def value(self) -> Found | None:
        """Return the chosen value."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: Found | None) -> None:
        """Choose a value; one is always chosen, so nothing changes nothing."""
        if value is not None:
            self.button(value).setChecked(True)

    def name(self, what: str) -> None:
        """Say with each button, which is named by its own label, what is chosen."""
        for button in self._group.buttons():
            button.setAccessibleDescription(what)

    def button(self, value: Found) -> QRadioButton:
        """Return the button of a value."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, QRadioButton)
        return found

    def bar(self, value: Found, why: str) -> None:
        """Turn a value off and say why; "" turns it on."""
        button = self.button(value)
        button.setEnabled(not why)
        button.setToolTip(why)
        button.setAccessibleDescription(why)

    def control(self) -> QWidget:
        """Return the chosen button, where the arrow keys start."""
        return self._group.button(self._group.checkedId())

    @Slot(int, bool)
    def _toggled(self, _number: int, on: bool) -> None:
        if on:
            self.changed.emit()


class ListChoice(Entry[Found]):
    """One of a list, nothing chosen at first.

    Args:
        options: the values, each with its words.
        unchosen: the words while nothing is chosen.
    """

    def __init__(self, options: Sequence[tuple[Found, str]], unchosen: str) -> None:
        super().__init__()
        self._values: list[Found] = []
        self.box = QComboBox()
        self.box.setPlaceholderText(unchosen)
        self.set_options(options)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row = bare_row(self)
        row.addWidget(self.box)
        row.addStretch(1)
        self.box.currentIndexChanged.connect(self.changed)

    def set_options(self, options: Sequence[tuple[Found, str]]) -> None:
        """Offer other values; nothing is chosen then."""
        self._values = [value for value, _ in options]
        self.box.clear()
        self.box.addItems([words for _, words in options])
        self.box.setCurrentIndex(-1)

    def value(self) -> Found | None:
        """Return the chosen value, None while nothing is chosen."""
        chosen = self.box.currentIndex()
        return self._values[chosen] if chosen >= 0 else None

    def set_value(self, value: Found | None) -> None:
        """Choose a value, or nothing."""
        self.box.setCurrentIndex(-1 if value is None else self._values.index(value))

    def control(self) -> QWidget:
        """Return the list."""
        return self.box


class ReasonField(Entry[str]):
    """A reason: from the profile's list, in free text, or both.

    Args:
        reasons: the words of the list; ``other`` asks for free text.
        at_least: the fewest characters that explain anything.

    Attributes:
        words_needed: the sentence that asks for words besides the list, if it does.
    """

    def __init__(
        self, reasons: Sequence[str], *, at_least: int = LEAST_CHARACTERS
    ) -> None:
        super().__init__()
        self._at_least, self.words_needed = at_least, ""
        self.list = ListChoice([(one, one) for one in reasons], self.tr("Choose…"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("in your words"))
        row = bare_row(self)
        row.addWidget(self.list)
        row.addWidget(self.words, 1)
        policy = QSizePolicy.Policy
        self.list.setSizePolicy(policy.Maximum, policy.Preferred)
        self.list.changed.connect(self.changed)
        self.words.textChanged.connect(self.changed)
        self.words.editingFinished.connect(self.left)

    def value(self) -> str | None:
        """Return the reason: the chosen one, with the words behind it."""
        chosen, words = self.list.value() or "", self.words.text().strip()
        if chosen == OTHER and not words:
            raise EntryError(self.tr("Say in a few words what the other reason is."))
        if self.words_needed and chosen and not words:
            raise EntryError(self.words_needed)
        said = ": ".join(part for part in (chosen, words) if part)
        if said and len(said) < self._at_least:
            sentence = self.tr("Say why, in at least {0} characters.")
            raise EntryError(sentence.format(self._at_least))
        return said or None

    def set_value(self, value: str | None) -> None:
        """Choose the reason of the list that a text begins with; the rest is words."""
        said = value or ""
        items = [self.list.box.itemText(at) for at in range(self.list.box.count())]
        chosen = next((one for one in items if f"{said}: ".startswith(f"{one}: ")), "")
        self.list.set_value(chosen or None)
        self.words.setText(said[len(chosen) :].removeprefix(": "))

    def name(self, what: str) -> None:
        """Name the list, and the words behind it by what they explain."""
        self.list.box.setAccessibleName(what)
        self.words.setAccessibleName(self.tr("{0} in your words").format(what))

    def free_text(self) -> str:
        """Return what is said in words of one's own."""
        return self.words.text()

    def control(self) -> QWidget:
        """Return the list."""
        return self.list.box


class Reasons(StrEnum):
    """The lists of reasons that a profile gives, by what is explained."""

    NOT_GIVEN = "not given"
    STOPPED_EARLY = "stopped early"
    MOVED = "moved"
    NOT_DONE = "not done"
    CORRECTION = "correction"
    WEIGHT = "weight"
    HOLD = "hold"
    DOSE = "dose"
    MISSED_DOSES = "missed doses"
    LOST = "lost"
    UNSCHEDULED = "unscheduled"
    END_OF_TREATMENT = "end of treatment"
