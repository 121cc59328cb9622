"""Facts leave the program for one participant at a time."""

import pytest
from PySide6.QtWidgets import QInputDialog

from ui.desk import Desk


def test_facts_are_exported_of_who_is_chosen_or_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk.open_demo()
    session, workflows = desk.session, desk.workflows
    assert session is not None
    assert workflows is not None
    asked: list[int] = []
    monkeypatch.setattr(workflows, "export", asked.append)
    numbers = {one.participant.code: one.id for one in session.participants()}
    monkeypatch.setattr(
        QInputDialog, "getItem", lambda *_given, **_more: ("PL03-0012", True)
    )
    desk.menus.export.trigger()
    desk.show_participant(numbers["PL03-0021"])
    desk.menus.export.trigger()
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_given, **_more: ("", False))
    desk.show_participant(numbers["PL03-0012"])
    assert asked == [numbers["PL03-0012"], numbers["PL03-0021"]]
