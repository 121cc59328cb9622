"""One save: every field of its records before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.history import EVENT, WITHDRAW, RecordStates
from scheduler.core.history_names import field_name
from scheduler.core.history_text import object_name, shown_value
from ui.models.columns import Column, ColumnsTable
from ui.wording import shown

FIELD, BEFORE, AFTER = 1, 2, 3


@dataclass(frozen=True, slots=True)
class FieldState:
    """One field before and after."""

    what: str
    field: str
    before: str
    after: str
    change: str


class SaveTable(ColumnsTable[FieldState]):
    """Rows are fields, those of one record together."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[Column[FieldState]] = [
            Column(heading=_tr("Object"), text=lambda r: r.what),
            Column(heading=_tr("Field"), text=lambda r: r.field, strong=True),
            Column(heading=_tr("Before"), text=lambda r: shown(r.before)),
            Column(heading=_tr("After"), text=lambda r: shown(r.after)),
            Column(heading=_tr("Change"), text=lambda r: r.change),
        ]
        super().__init__(columns, parent)

    def show_states(self, states: Sequence[RecordStates]) -> None:
        """Show the records of one save."""
        self.set_rows([row for one in states for row in _rows(one)])


def _rows(states: RecordStates) -> Iterator[FieldState]:
    name, entry = object_name(states.entry), states.entry
    changed = {one.field for one in entry.fields}
    for field in dict.fromkeys([*states.before, *states.after]):
        before, after = states.before.get(field), states.after.get(field)
        if entry.action == WITHDRAW and field != "withdrawn":
            change = _tr("not in force any more")
        elif field not in changed:
            change = _tr("unchanged")
        elif before is None or entry.action == EVENT:
            change = _tr("new")
        else:
            change = _tr("changed")
        yield FieldState(
            name,
            field_name(field),
            shown_value(field, before),
            shown_value(field, after),
            change,
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("SaveTable", text)
