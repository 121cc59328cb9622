"""What a check had corrected stands in History with what is saved instead."""

from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.dialog_data import save_by_keys
from tests.ui.elsewhere import Answer
from ui.dialogs.record_visit import RecordVisitDialog
from ui.session import ParticipantId, Session
from ui.workflows import Workflows


def checks(session: Session, whose: ParticipantId):
    rows = [one for one in session._store.history(whose) if one.record == "edit check"]  # noqa: SLF001
    return [(one.field, one.new) for one in reversed(rows)]


def test_a_weight_that_was_refused_is_kept_beside_the_one_that_was_saved(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """R27: the first answer, what was said to it, and the correction."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        line = dialog.form.weight.weight.entry.control()
        assert isinstance(line, QLineEdit)
        line.setText("605")
        save_by_keys(qtbot)
        assert dialog.isVisible()
        line.setText("60.5")
        save_by_keys(qtbot)

    answers.append(answer)
    workflows.record(two[1], "C1D1")
    found = dict(checks(session, two[1]))
    assert (found["typed"], found["saved"]) == ("605", "60.5")
    assert "25 to 250" in str(found["prompt"])
    assert "eight" in str(found["field"])


def test_what_is_taken_at_once_leaves_no_prompt(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """R27."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        line = dialog.form.weight.weight.entry.control()
        assert isinstance(line, QLineEdit)
        line.setText("60.5")
        save_by_keys(qtbot)

    answers.append(answer)
    workflows.record(two[1], "C1D1")
    assert checks(session, two[1]) == []
