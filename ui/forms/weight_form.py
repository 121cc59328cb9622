"""A weight by itself: its day, its kilograms, and what they mean at once."""

from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from scheduler.core.dates import clinical_date
from scheduler.core.facts import Fact, Observation, Weight
from scheduler.core.quantities import weight_text
from scheduler.core.settings import WeightBasis
from ui.forms.choice import Reasons
from ui.forms.fact_form import FactForm, Ground
from ui.forms.field import Field
from ui.forms.weighing import Weighing, needs_a_look
from ui.forms.weight_field import WeightField
from ui.forms.weight_part import PROCEDURE


class WeightForm(FactForm):
    """A weight: its day and its kilograms.

    Args:
        ground: what it asks on.
        fact: the weight that is corrected, None for a new one.

    Source:
        ux.md 3.11; product.md, decisions 2 and 3.
    """

    def __init__(self, ground: Ground, fact: Weight | None = None) -> None:
        super().__init__(ground)
        self._recorded = fact
        self.on = self.day_field(fact.on if fact else ground.today)
        reasons = ground.study.reasons.get(Reasons.WEIGHT, ())
        self.entry = WeightField(self._weighing(), reasons)
        self.entry.set_value(fact.grams if fact else None)
        self.weight = Field(
            self.tr("&Weight"),
            self.entry,
            required=self.tr("Enter the measured weight."),
            check=self._check,
        )
        self.instead = QPushButton(self.tr("Correct that wei&ght…"))
        self.instead.setAutoDefault(False)
        self.instead.hide()
        self.weight.add_below(self.instead)
        self.change = QPushButton(self.tr("Save and change d&ose…"))
        self.change.setAutoDefault(False)
        self.change.hide()
        self.weight.add_below(self.change)
        self.change.clicked.connect(self.goes_on)
        self.entry.changed.connect(self._offer_change)
        for line in (self.entry.edit, self.entry.second):
            line.returnPressed.connect(self.entered)
        self.instead.clicked.connect(self._ask_for_correction)
        self.on.entry.changed.connect(self._day_changed)
        self._day_changed()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.weight]

    def fact(self) -> Weight | None:
        """Return the weight; the first one is the baseline, and stays it."""
        on, grams = self.on.usable(), self.weight.usable()
        if on is None or grams is None:
            return None
        return Weight(on=on, grams=grams, baseline=self._weighing().becomes_baseline)

    def facts(self) -> tuple[Fact, ...]:
        """Return the weight, and why it changed so much where that was said."""
        found, explained = super().facts(), self.entry.explanation()
        on = self.on.usable()
        if not found or not explained or on is None:
            return found
        value = f"change explained: {explained}"
        return (*found, Observation(on=on, procedure=PROCEDURE, value=value))

    def propose(self, fact: Fact) -> None:
        """Enter the kilograms of another weight."""
        assert isinstance(fact, Weight)
        self.entry.set_value(fact.grams)

    def _weighing(self) -> Weighing:
        """Hold a weight against the others, not against itself."""
        plan, study, recorded = self.ground.plan, self.ground.study, self._recorded
        first = plan.starting.weight if plan.starting else None
        needed = first is None and plan.participant.entry is None
        becomes_baseline = recorded.baseline if recorded else needed
        before = [one for one in self._others() if one.on <= self._day()]
        return Weighing(
            capsules=study.capsules,
            basis=plan.settings.weight_basis,
            profile_version=study.profile_version,
            baseline=None if becomes_baseline else first,
            last=max(before, key=lambda one: one.on, default=None),
            in_force=plan.in_force.level if plan.in_force else None,
            becomes_baseline=becomes_baseline,
        )

    def _others(self) -> list[Weight]:
        known = [one for one in self.ground.plan.facts if isinstance(one, Weight)]
        return [one for one in known if one != self._recorded]

    def _day(self) -> date:
        return self.on.usable() or self.ground.today

    def _there(self) -> Weight | None:
        """Return the other weight of the same day, if there is one."""
        day = self.on.usable()
        return next((one for one in self._others() if one.on == day), None)

    def _check(self, _grams: int) -> str:
        there = self._there()
        if there is None:
            return ""
        sentence = self.tr(
            "{0} is recorded on {1} already. Correct that weight, or enter another "
            "date."
        )
        return sentence.format(weight_text(there.grams), clinical_date(there.on))

    @Slot()
    def _day_changed(self) -> None:
        self.entry.set_weighing(self._weighing())
        new = self._recorded is None
        self.instead.setVisible(new and self._there() is not None)

    @Slot()
    def _offer_change(self) -> None:
        """Lead to the decision where the profile gives another dose by this weight."""
        weighing, grams = self._weighing(), self.entry.grams()
        decides = weighing.basis is WeightBasis.EVERY_DAY_1 and self._recorded is None
        crosses = grams is not None and needs_a_look(weighing, grams)
        self.change.setVisible(decides and crosses)

    @Slot()
    def _ask_for_correction(self) -> None:
        there = self._there()
        assert there is not None, "the button is hidden then"
        typed = self.entry.grams()
        proposed = Weight(
            on=there.on, grams=typed or there.grams, baseline=there.baseline
        )
        self.correction_asked.emit(there, proposed)
