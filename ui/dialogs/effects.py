"""What an entry does, before it is saved: to dates, doses, notices and sheets."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from scheduler.core.comparison import Both
from scheduler.core.facts import Fact, FactsDocument
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.outlook import Outlook
from scheduler.core.plan import Plan
from scheduler.core.printed import PrintedSheet, WrongSheet
from scheduler.core.what_if import what_if
from scheduler.errors import CycleDeskError
from ui.dialogs.changes_view import ChangesView
from ui.dialogs.preview import (
    Change,
    date_changes,
    dose_changes,
    supply_changes,
    with_another,
    with_facts,
)
from ui.forms.result_line import ResultLine, Tone
from ui.rules import Rules
from ui.theme import SPACE
from ui.wording import status_word, wording

# The form of a weight says the first two itself; on the others one acts when booking.
SAID_ELSEWHERE = {
    NoticeCode.WEIGHT_CROSSED_BAND,
    NoticeCode.DOSE_PROPOSED,
    NoticeCode.CLOSED_DAY,
    NoticeCode.HOLIDAYS_NOT_ANNOUNCED,
}


class Effects(QWidget):
    """Shows what more facts do; the core computes all of it.

    Args:
        rules: those of the site today.
        document: everything that is stored of the participant.
        printed: the last sheet of each visit that has one.
        parent: who owns it.

    Source:
        ux.md 3.9, 3.12; product.md, decision 17.
    """

    def __init__(
        self,
        rules: Rules,
        document: FactsDocument,
        printed: Sequence[PrintedSheet],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rules, self._document, self._printed = rules, document, printed
        self.changes = ChangesView()
        self.notices, self.sheets = ResultLine(), ResultLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        for widget in (self.changes, self.notices, self.sheets):
            column.addWidget(widget)
        self.notices.hide()
        self.sheets.hide()

    def show_facts(
        self, facts: Sequence[Fact], instead_of: Fact | None = None
    ) -> Plan | None:
        """Show what some facts do; return the plan that they make, None for none.

        Args:
            facts: what is not saved yet.
            instead_of: the recorded fact in whose place the one of them comes.
        """
        if not facts:
            self.changes.say(self.tr("Complete the fields to see what changes."))
            self._tell((), ())
            return None
        try:
            return self._compare(self._with(facts, instead_of))
        except CycleDeskError as error:
            self.changes.say(wording(error))
            self._tell((), ())
            return None

    def _with(self, facts: Sequence[Fact], instead_of: Fact | None) -> FactsDocument:
        if instead_of is None:
            return with_facts(self._document, facts)
        return with_another(self._document, instead_of, facts[0])

    def _compare(self, after: FactsDocument) -> Plan:
        rules, before = self._rules, self._document
        outlook = Outlook(
            study=rules.profile,
            document=before,
            as_of=rules.today,
            country=rules.country,
        )
        found = what_if(outlook, after, printed=self._printed)
        seen = found.comparison
        rows = [*map(_restated, seen.restated), *dose_changes(rules, before, after)]
        rows += date_changes(found.before, found.after)
        self.changes.show_changes([*rows, *supply_changes(found.before, found.after)])
        self._tell(seen.notices_new, seen.sheets)
        return found.after

    def _tell(self, notices: Iterable[Notice], sheets: Iterable[WrongSheet]) -> None:
        said = [one.sentence for one in notices if one.code not in SAID_ELSEWHERE]
        self.notices.tell(Tone.WARNING, "\n".join(said))
        self.sheets.tell(Tone.WARNING, "\n".join(map(self._stale, sheets)))

    def _stale(self, wrong: WrongSheet) -> str:
        sentence = self.tr("Sheet {0} of {1}, issue {2}, becomes out of date: {3}.")
        sheet = wrong.sheet
        what = ", ".join(wrong.changed)
        return sentence.format(sheet.number, sheet.visit, sheet.issue, what)


def _restated(both: Both) -> Change:
    """Return a visit that is on hold or cancelled in one of the two plans."""
    words = [status_word(visit.status) for visit in (both.before, both.after)]
    return Change(both.visit, *words)
