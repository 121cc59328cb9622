"""The settings of the profile as rows: value, what it may be, where it is from."""

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.provenance import Source
from scheduler.core.study import SettingRule
from ui.models.columns import Column, ColumnsTable

UNITS = frozenset({"days", "weeks", "months", "hours", "minutes", "capsules"})


class SettingRulesTable(ColumnsTable[SettingRule]):
    """Rows are ``SettingRule`` values in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[Column[SettingRule]] = [
            Column(heading=_tr("Setting"), text=lambda one: one.title, strong=True),
            Column(heading=_tr("Value"), text=value_text),
            Column(heading=_tr("Taken from"), text=source_text),
            Column(heading=_tr("It may be"), text=lambda one: one.allowed),
        ]
        super().__init__(columns, parent)


def is_open(rule: SettingRule) -> bool:
    """Return whether a value is a placeholder until somebody confirms it."""
    return rule.provenance.source in {Source.ASSUMPTION, Source.SIBLING_TRIAL}


def value_text(rule: SettingRule) -> str:
    """Return a value as a person reads it, with its unit where it is a number."""
    text = _plain(rule.default)
    counted = isinstance(rule.default, int) and rule.kind in UNITS
    return f"{text} {rule.kind}" if counted else text


def source_text(rule: SettingRule) -> str:
    """Return where a value was taken from."""
    return f"{rule.provenance.source.value}: {rule.provenance.citation}"


def _plain(value: object) -> str:
    """Return a default in words.

    >>> _plain(False), _plain([[6, 54], [9, "none"]]), _plain([80, 120])
    ('no', '6, 54; 9, none', '80, 120')
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case []:
            return "none"
        case list():
            apart = "; " if isinstance(value[0], list) else ", "
            return apart.join(_plain(one) for one in value)
        case _:
            return str(value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingRulesTable", text)
