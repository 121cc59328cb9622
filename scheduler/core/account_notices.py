"""Notices about the count of capsules: against the diary, and against the order."""

from collections.abc import Iterator

from scheduler.core.accounts import Account, capsule_accounts
from scheduler.core.dates import clinical_date
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text
from scheduler.core.study import Capsules


def account_notices(capsules: Capsules, plan: Plan) -> Iterator[Notice]:
    """Yield what is to know about the count of each hand-out.

    Args:
        capsules: the drug that is counted.
        plan: the plan as it stands.

    Source:
        domain.md 6.1: a count above 100 percent is a discrepancy and not clipped;
        6(d): the discrepancy is written down; 7: the compliance band.
    """
    for account in capsule_accounts(capsules, plan):
        yield from _diary(account)
        yield from _band(account, plan.settings.compliance_band)


def _diary(account: Account) -> Iterator[Notice]:
    if None not in (account.taken, account.by_diary) and (
        account.taken != account.by_diary
    ):
        yield Notice(
            code=NoticeCode.DIARY_DIFFERS,
            on=account.ends or account.starts,
            sentence=f"{_handed(account)}: {account.taken} were taken by the count and "
            f"{account.by_diary} by the diary ({account.expected} ordered, "
            f"{account.missed} missed, {account.extra} extra). Count again, or record "
            "the doses that were missed or extra.",
        )


def _band(account: Account, band: tuple[int, int]) -> Iterator[Notice]:
    """Compare what was taken exactly, before any rounding; both bounds are inside."""
    low, high = band
    taken, expected = account.taken, account.expected
    if taken is None or not expected:
        return
    if not low * expected <= 100 * taken <= high * expected:
        yield Notice(
            code=NoticeCode.COMPLIANCE_OUTSIDE_BAND,
            on=account.ends or account.starts,
            sentence=f"{_handed(account)}: {taken} of {expected} ordered were taken, "
            f"{account.compliance} %; the profile asks for {low} to {high} %. Find "
            "out why, and correct the count if it is wrong.",
        )


def _handed(account: Account) -> str:
    handed = capsules_text(account.dispensed)
    return f"{handed} handed out on {clinical_date(account.starts)}"
