"""The treatment so far in sentences: infusions, capsules, how long it may last."""

from PySide6.QtCore import QCoreApplication

from scheduler.core.accounts import (
    Account,
    capsule_accounts,
    infusion_intensity,
)
from scheduler.core.dates import clinical_date
from scheduler.core.plan import Plan
from scheduler.core.quantities import NO_BREAK_SPACE, unbroken
from scheduler.core.row_reasons import account_reason, contraception_reason
from scheduler.core.study import Capsules, Study
from scheduler.core.treatment_cap import treatment_cap


def infusions_so_far(study: Study, plan: Plan) -> tuple[str, str]:
    """Write how many infusions were given, and of how many planned.

    Infusions are counted, never milligrams. Of somebody entered on treatment those
    before entry are not known.

    Source:
        domain.md 6.1 and G44.
    """
    intensity = infusion_intensity(study, plan)
    entered = plan.participant.entry is not None
    since = f" {_tr('since entry on treatment')}" if entered else ""
    given = f"{_tr('Infusions given')}{since}: {plan.infusions_given}"
    rate = f"{_tr('Relative intensity')} {_percent(intensity.percent)}"
    return given, f"{rate}: {intensity.why}."


def capsules_so_far(capsules: Capsules, plan: Plan) -> tuple[str, ...]:
    """Write the last hand-out whose capsules no longer count, with its arithmetic.

    Source:
        domain.md 6.1, G40, G41; ux.md N-11.
    """
    closed = [found for found in capsule_accounts(capsules, plan) if found.ends]
    if not closed:
        return (_tr("Capsules: no hand-out is closed yet"),)
    last = closed[-1]
    compliance = f"{_tr('Compliance')} {_percent(last.compliance)}"
    intensity = f"{_tr('dose intensity')} {_percent(last.dose_intensity)}"
    why = unbroken(account_reason(capsules, plan, last))
    return _taken(last), f"{compliance}, {intensity}.", f"{why}."


def limits_of_treatment(study: Study, plan: Plan) -> tuple[str, ...]:
    """Write until when contraception lasts, and the last Day 1 that is allowed.

    Source:
        domain.md 1.1 and 7, G19: the profile sets both.
    """
    said = []
    if plan.contraception_until:
        until = (
            f"{_tr('Contraception until')} {clinical_date(plan.contraception_until)}"
        )
        said.append(f"{until}: {contraception_reason(study, plan)}.")
    if cap := treatment_cap(plan):
        said.append(f"{_tr('Longest treatment:')} {cap.why}.")
    return tuple(said)


def _taken(account: Account) -> str:
    """Name the hand-out, so that nobody takes it for the whole treatment."""
    handed = f"{_tr('Capsules handed out on')} {clinical_date(account.starts)}:"
    if account.taken is None:
        return f"{handed} {_tr('taken not known')}"
    taken = _tr("{taken} taken of {expected} expected")
    said = taken.format(taken=account.taken, expected=account.expected)
    return f"{handed} {said}"


def _percent(percent: str | None) -> str:
    return f"{percent}{NO_BREAK_SPACE}%" if percent else _tr("not known")


def _tr(text: str) -> str:
    return QCoreApplication.translate("treatment_words", text)
