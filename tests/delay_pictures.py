"""The screens about days that change, for ``tests.pictures``."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QDialog, QWidget

from ui.confirm_workflows import ConfirmWorkflow
from ui.delay_workflows import DelayWorkflow
from ui.dialogs.confirm_visits import ConfirmVisitsDialog
from ui.dialogs.delay import DelayDialog
from ui.forms.capsules_question import Goes
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session
from ui.workflows import Workflows


def delay_screens(
    session: Session, window: MainWindow
) -> Iterator[tuple[str, QWidget]]:
    """Yield the delay in each of its states, and the round of unrecorded visits."""
    delaying = DelayWorkflow(session, window)
    for name, code, visit, act in (
        ("delay_opened", "PL03-0012", "C14D1", _leave),
        ("delay_week", "PL03-0012", "C14D1", _week),
        ("delay_held", "PL03-0012", "C14D1", _held),
        ("delay_capsules", "PL03-0012", "C14D1", _capsules),
        ("delay_no_reason", "PL03-0012", "C14D1", _no_reason),
        ("delay_cycle_112", *_far(session), _week),
    ):
        number = _number(session, code)
        yield from _taken(name, lambda n=number, v=visit: delaying.delay(n, v), act)
    confirming = ConfirmWorkflow(session, window, Workflows(session, window))
    yield from _taken("confirm_visits", confirming.confirm, _leave)


def _taken(
    name: str, open_it: Callable[[], None], act: Callable[[DelayDialog], None]
) -> Iterator[tuple[str, QWidget]]:
    """Yield a dialog as it stands once something was done in it."""
    found: list[QDialog] = []

    def take(dialog: QDialog) -> int:
        found.append(dialog)
        return 0

    ordinary, QDialog.exec = QDialog.exec, take
    try:
        open_it()
    finally:
        QDialog.exec = ordinary
    dialog = found[-1]
    dialog.show()
    assert isinstance(dialog, DelayDialog | ConfirmVisitsDialog)
    act(dialog)  # type: ignore[arg-type]
    yield name, dialog
    dialog.hide()


def _leave(_dialog: object) -> None:
    """Do nothing."""


def _week(dialog: DelayDialog) -> None:
    dialog.choice.days[7].click()


def _held(dialog: DelayDialog) -> None:
    dialog.choice.hold.click()


def _capsules(dialog: DelayDialog) -> None:
    _week(dialog)
    dialog.capsules.goes.entry.set_value(Goes.HELD)


def _no_reason(dialog: DelayDialog) -> None:
    _week(dialog)
    dialog.submit()


def _far(session: Session) -> tuple[str, str]:
    """Return the participant who is farthest, and the Day 1 that comes next."""
    plans = session.recent_plans().values()
    farthest = max(plans, key=lambda plan: plan.current.cycle or 0)
    visits = [v for v in farthest.visits if v.infusion and v.outcome is None]
    return farthest.participant.code, visits[0].visit


def _number(session: Session, code: str) -> ParticipantId:
    people = session.participants()
    return next(one.id for one in people if one.participant.code == code)
