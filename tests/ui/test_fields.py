"""Dates, times, counts and reasons as they are typed."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QPushButton
from pytestqt.qtbot import QtBot

from scheduler.errors import AmbiguousDateError, CycleDeskError
from ui.forms.checks import happened
from ui.forms.choice import ListChoice, RadioChoice, ReasonField
from ui.forms.date_field import DateField
from ui.forms.entry import CountEntry, TextEntry
from ui.forms.field import Field
from ui.forms.time_field import TimeField
from ui.forms.time_span import TimeSpan

TODAY = date(2026, 11, 23)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(today=TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("22-Nov-2026", "Sun 22-Nov-2026"),
        ("2026-11-22", "Sun 22-Nov-2026"),
        ("22.11.2026", "Sun 22-Nov-2026"),
        ("+3w", "Mon 14-Dec-2026"),
        ("-2d", "Sat 21-Nov-2026"),
        ("+1m", "Wed 23-Dec-2026"),
        ("Mon 23-Nov-2026", "Mon 23-Nov-2026"),
    ],
)
def test_a_typed_date_takes_its_one_form(
    qtbot: QtBot, field: DateField, typed: str, shown: str
):
    """D-01, D-03, D-07."""
    qtbot.keyClicks(field.edit, typed)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == shown


@pytest.mark.parametrize("typed", ["32-Nov-2026", "Tue 23-Nov-2026", "soon"])
def test_what_is_no_date_stays_as_typed(qtbot: QtBot, field: DateField, typed: str):
    """F-01."""
    qtbot.keyClicks(field.edit, typed)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == typed
    with pytest.raises(CycleDeskError):
        field.value()


def test_an_ambiguous_date_is_offered_in_both_readings(qtbot: QtBot, field: DateField):
    """D-08."""
    qtbot.keyClicks(field.edit, "05/04/2026")
    with pytest.raises(AmbiguousDateError):
        field.value()
    readings = [
        button for button in field.findChildren(QPushButton) if button.property("day")
    ]
    assert [one.text() for one in readings] == ["Sun 05-Apr-2026", "Mon 04-May-2026"]
    readings[1].click()
    assert field.value() == date(2026, 5, 4)


def test_the_arrow_keys_change_the_day(qtbot: QtBot, field: DateField):
    """D-07."""
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.value() == TODAY
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    assert field.edit.text() == "Tue 24-Nov-2026"


def test_editing_a_shown_date_does_not_quarrel_with_its_weekday(
    qtbot: QtBot, field: DateField
):
    field.set_value(TODAY)
    field.edit.setCursorPosition(6)
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field.edit, "4")
    assert field.value() == date(2026, 11, 24)


def test_a_proposal_gives_way_to_what_was_typed(qtbot: QtBot, field: DateField):
    field.propose(TODAY)
    assert field.value() == TODAY
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, "+1w")
    field.propose(TODAY)
    assert field.value() == date(2026, 11, 30)


def test_the_today_button_enters_today(field: DateField):
    """D-07, F-03."""
    field.today_button.click()
    assert field.value() == TODAY


def test_the_calendar_opens_by_key_and_gives_its_day(qtbot: QtBot, field: DateField):
    """D-07, F-03, K-01."""
    field.set_value(TODAY)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.calendar()
    assert calendar is not None
    days = calendar.findChild(QAbstractItemView)
    qtbot.keyClick(days, Qt.Key.Key_Right)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert field.value() == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("9:05", time(9, 5)),
        ("905", time(9, 5)),
        ("0905", time(9, 5)),
        ("2359", time(23, 59)),
        ("23:59", time(23, 59)),
        ("", None),
    ],
)
def test_times_are_read_in_the_24_hour_clock(
    qtbot: QtBot, typed: str, found: time | None
):
    """D-05."""
    made = TimeField()
    qtbot.addWidget(made)
    qtbot.keyClicks(made.edit, typed)
    assert made.value() == found


@pytest.mark.parametrize("typed", ["2405", "0960", "95", "9", "09050", "9.05"])
def test_digits_that_are_no_time_are_refused_as_they_were_typed(
    qtbot: QtBot, typed: str
):
    made = TimeField()
    qtbot.addWidget(made)
    qtbot.keyClicks(made.edit, typed)
    with pytest.raises(CycleDeskError, match=f"'{typed}'"):
        made.value()


def test_digits_become_a_time_when_the_line_is_left(qtbot: QtBot):
    made = TimeField()
    qtbot.addWidget(made)
    qtbot.keyClicks(made.edit, "905")
    made.edit.editingFinished.emit()
    assert made.edit.text() == "09:05"


@pytest.mark.parametrize(
    ("start", "stop", "good"),
    [("09:05", "09:06", True), ("09:05", "09:05", False), ("09:05", "09:04", False)],
)
def test_a_stop_lies_after_its_start(qtbot: QtBot, start: str, stop: str, good: bool):
    span = TimeSpan()
    qtbot.addWidget(span)
    qtbot.keyClicks(span.start.edit, start)
    qtbot.keyClicks(span.stop.edit, stop)
    if good:
        assert span.value() == (time(9, 5), time(9, 6))
    else:
        with pytest.raises(CycleDeskError, match="after 09:05"):
            span.value()


@pytest.mark.parametrize("typed", ["6.5", "-3", "six", "\u0663"])
def test_a_count_is_a_whole_number(qtbot: QtBot, typed: str):
    made = CountEntry("0000")
    qtbot.addWidget(made)
    made.edit.setText(typed)
    with pytest.raises(CycleDeskError, match="whole number"):
        made.value()


def test_a_reason_is_chosen_or_said(qtbot: QtBot):
    made = ReasonField(["toxicity", "other"])
    qtbot.addWidget(made)
    assert made.value() is None
    qtbot.keyClicks(made.words, "no")
    with pytest.raises(CycleDeskError, match="at least 5"):
        made.value()
    qtbot.keyClicks(made.words, " car today")
    assert made.value() == "no car today"
    made.list.set_value("toxicity")
    assert made.value() == "toxicity: no car today"
    made.words.clear()
    made.list.set_value("other")
    with pytest.raises(CycleDeskError, match="what the other reason is"):
        made.value()


@pytest.mark.parametrize("reason", ["toxicity", "toxicity: rash", "rash and fever"])
def test_a_recorded_reason_comes_back_as_it_was(qtbot: QtBot, reason: str):
    made = ReasonField(["toxicity", "other"])
    qtbot.addWidget(made)
    made.set_value(reason)
    assert made.value() == reason


def test_choices_give_their_values(qtbot: QtBot):
    radio, chosen = (
        RadioChoice([(1, "one"), (2, "two")]),
        ListChoice([(3, "three")], "…"),
    )
    qtbot.addWidget(radio)
    qtbot.addWidget(chosen)
    assert (radio.value(), chosen.value()) == (1, None)
    radio.set_value(2)
    chosen.set_value(3)
    assert (radio.value(), chosen.value()) == (2, 3)


def test_a_field_speaks_only_after_typing_has_ended(qtbot: QtBot):
    field = Field("&Date", DateField(today=TODAY), check=happened("visit", TODAY))
    qtbot.addWidget(field)
    field.show()
    line = field.entry.control()
    qtbot.keyClicks(line, "+1d")
    assert field.problem.isHidden()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert field.problem.text() == (
        "Tue 24-Nov-2026 is later than today. Enter a date on or before 23-Nov-2026."
    )
    assert field.problem.text() in line.accessibleDescription()
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert field.problem.isHidden()


def test_what_is_typed_is_shown_as_plain_text(qtbot: QtBot):
    field = Field("Code", TextEntry(), check=lambda code: f"{code} <b>is taken</b>")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.entry.control(), "<i>")
    assert field.complain()
    assert field.problem.text() == "<i> <b>is taken</b>"
