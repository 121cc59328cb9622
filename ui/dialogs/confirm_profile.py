"""Confirms, with a password, that the profile says what the site's protocol says."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from scheduler.core.dates import clinical_date
from scheduler.core.study import Study
from ui.attendance import Signature
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.room import room
from ui.forms.entry import TextEntry
from ui.forms.field import Field
from ui.forms.password_entry import PasswordEntry
from ui.forms.result_line import WrappedLabel
from ui.models.setting_rules_table import is_open, value_text
from ui.theme import SPACE

LINES_SHOWN = 20
LETTERS = (34, 20)  # of the first columns; the last one takes the rest
MEASURE = 108  # letters that the table is wide, where the screen has room
Sign = Callable[[str, str | None], None]


class ConfirmProfileDialog(FormDialog):
    """Shows every value that the public record does not give, and takes a signature.

    Args:
        study: the profile.
        signed: who has confirmed this very profile already.
        alone: True where nobody else could be the second person.
        sign: takes the password, and the reason of who signs alone.
        parent: the window.

    Source:
        product.md, decision 6; reliability.md R35.
    """

    def __init__(
        self,
        study: Study,
        signed: Sequence[Signature],
        sign: Sign,
        parent: QWidget | None,
        *,
        alone: bool,
    ) -> None:
        super().__init__(
            self.tr("Confirm the study profile"), self.tr("&Confirm"), parent
        )
        self._study, self._sign = study, sign
        secret = PasswordEntry()
        secret.ended.connect(self.submit)
        self.password = Field(
            self.tr("Your &password"),
            secret,
            required=self.tr("Type your password: it is your signature."),
        )
        self.reason = Field(
            self.tr("&Why nobody else confirms"),
            TextEntry(),
            required=self.tr("Say why there is no second person."),
        )
        self.table = self._make_table()
        self._fill(signed, alone=alone)

    def hand_over(self) -> None:
        """Sign."""
        alone = self.reason in self.fields
        self._sign(self.password.value() or "", self.reason.value() if alone else None)

    def first_focus(self) -> QWidget:
        """Return the values: they are read before anything is typed."""
        return self.table

    def _fill(self, signed: Sequence[Signature], *, alone: bool) -> None:
        form = QFormLayout(self.body)
        form.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        form.setHorizontalSpacing(SPACE[2])
        form.addRow(_words(self._purpose()))
        form.addRow(self.table)
        form.addRow(_words(self._who(signed)))
        fields: list[Field[Any]] = [self.password, *([self.reason] if alone else [])]
        for field in fields:
            form.addRow(field.label, field)
            self.watch(field)

    def _purpose(self) -> str:
        return self.tr(
            "The public record of the trial does not give the values below. Compare "
            "each one with the protocol of your site. Confirm only if all of them "
            "agree; two people do so, each with their own password. Until then every "
            "sheet says that the profile is not confirmed."
        )

    def _who(self, signed: Sequence[Signature]) -> str:
        if not signed:
            return self.tr("Nobody has confirmed version {version} yet.").format(
                version=self._study.profile_version
            )
        names = ", ".join(
            f"{one.person} ({clinical_date(one.at.date())})" for one in signed
        )
        return self.tr("Version {version} was confirmed by {names}.").format(
            version=self._study.profile_version, names=names
        )

    def _make_table(self) -> QTableWidget:
        rules = [one for one in self._study.setting_rules.values() if is_open(one)]
        table = QTableWidget(len(rules), 3)
        table.setAccessibleName(self.tr("Values that are to be confirmed"))
        table.setHorizontalHeaderLabels(
            [self.tr("Setting"), self.tr("Value"), self.tr("Taken from")]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setWordWrap(True)
        for row, rule in enumerate(rules):
            cells = rule.title, value_text(rule), rule.provenance.citation
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(
                    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
                )
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        letter = table.fontMetrics().averageCharWidth()
        for column, letters in enumerate(LETTERS):
            table.setColumnWidth(column, letters * letter)
        table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        table.setMinimumHeight(LINES_SHOWN * table.fontMetrics().lineSpacing())
        wanted = MEASURE * letter
        table.setMinimumWidth(min(wanted, room(self).width() - 3 * SPACE[4]))
        table.setCurrentCell(0, 0)
        return table


def _words(text: str) -> WrappedLabel:
    label = WrappedLabel()
    label.setText(text)
    return label
