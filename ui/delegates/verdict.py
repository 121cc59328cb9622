"""Draws where a visit lies by its window: one badge, with an icon and words."""

from PySide6.QtWidgets import QStyleOptionViewItem

from scheduler.core.visits import Status
from ui.delegates.badge import BadgeDelegate, Index, Mark, marks_of
from ui.icons import VERDICT_ICON
from ui.roles import Role
from ui.theme import tokens_of
from ui.wording import verdict_words

STOPPED = frozenset({Status.ON_HOLD, Status.CANCELLED})
IN_WINDOW_ICON = "circle-check"


class VerdictDelegate(BadgeDelegate):
    """Paints the verdict alone; of what does not take place, the status.

    Source:
        product.md, decision 18; ux.md 3.9.
    """

    def _marks(self, option: QStyleOptionViewItem, index: Index) -> list[Mark]:
        status, outside = index.data(Role.STATUS), index.data(Role.OUTSIDE) or 0
        if status is None:
            return []
        tokens = tokens_of(option.palette)
        if status in STOPPED:
            return marks_of(Status(status), 0, tokens)
        if outside:
            return [Mark(VERDICT_ICON, verdict_words(outside), tokens.verdict)]
        return [Mark(IN_WINDOW_ICON, verdict_words(0), tokens.success)]
