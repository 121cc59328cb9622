"""Badges: a word each, never cut, readable without colour."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from scheduler.core.visits import Status
from ui.delegates.badge import BadgeDelegate, badge_size, marks_of
from ui.roles import Role
from ui.theme import DARK, LIGHT, Theme, apply_theme


def table(qtbot: QtBot, rows: list[tuple[Status | None, int | None]]) -> QTableView:
    model = QStandardItemModel(len(rows), 1)
    for row, (status, outside) in enumerate(rows):
        item = QStandardItem(status or "plain")
        item.setData(status, Role.STATUS)
        item.setData(outside, Role.OUTSIDE)
        model.setItem(row, 0, item)
    view = QTableView()
    view.setModel(model)
    view.setItemDelegate(BadgeDelegate(view))
    qtbot.addWidget(view)
    return view


def hint(view: QTableView, row: int) -> int:
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.widget = view  # type: ignore[attr-defined]
    index = view.model().index(row, 0)
    return view.itemDelegate().sizeHint(option, index).width()


@pytest.mark.parametrize("points", [10, 20])
def test_a_badge_is_as_wide_as_its_words(qtbot: QtBot, points: int):
    """C-01, K-11."""
    view = table(qtbot, [(status, 12) for status in Status])
    font = QFont(view.font())
    font.setPointSize(points)
    view.setFont(font)
    metrics = QFontMetrics(font)
    for row, status in enumerate(Status):
        words = [mark.word for mark in marks_of(status, 12, LIGHT)]
        assert hint(view, row) > sum(metrics.horizontalAdvance(word) for word in words)


def test_a_verdict_stands_beside_the_status_in_the_strongest_colour():
    inside, outside = (
        marks_of(Status.RECORDED, 0, LIGHT),
        marks_of(Status.RECORDED, 2, LIGHT),
    )
    assert [mark.word for mark in inside] == ["Recorded"]
    assert [mark.word for mark in outside] == ["Recorded", "2 days late, out of window"]
    assert outside[1].colours == LIGHT.verdict


def test_only_a_hold_is_hatched():
    hatched = [s for s in Status if marks_of(s, 0, DARK)[0].hatched]
    assert hatched == [Status.ON_HOLD]


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_badges_are_painted_in_both_themes_and_in_grey(
    qtbot: QtBot, qapp: QApplication, theme: Theme
):
    apply_theme(qapp, theme)
    view = table(qtbot, [(Status.DUE, 0), (Status.ON_HOLD, -1), (None, None)])
    view.selectRow(1)
    view.resizeColumnsToContents()
    grey = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    shades = {grey.pixelColor(x, 40).red() for x in range(grey.width())}
    assert len(shades) > 2


def test_a_badge_is_as_high_as_its_font(qapp: QApplication):
    metrics = QFontMetrics(qapp.font())
    mark = marks_of(Status.DUE, 0, LIGHT)[0]
    assert badge_size(mark, metrics).height() > metrics.height()
