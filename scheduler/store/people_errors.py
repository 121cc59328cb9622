"""What can be wrong with a name, a password or a right; each ends in a way out."""

from datetime import datetime

from scheduler.core.dates import clinical_date
from scheduler.errors import CycleDeskError


class WeakPasswordError(CycleDeskError):
    """A password is too easily guessed to be taken."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"{problem} Nothing was saved. Three or four words that do not belong "
            "together are easy to keep in mind."
        )


class WrongPasswordError(CycleDeskError):
    """That was not the password; or the name is nobody's.

    Attributes:
        wait: seconds until the next attempt is looked at.
        left: how many attempts are left before the account is locked.
    """

    def __init__(self, *, wait: int, left: int) -> None:
        self.wait, self.left = wait, left
        tries = "1 more attempt" if left == 1 else f"{left} more attempts"
        super().__init__(
            f"That is not the password of this account. Try again in {wait} seconds; "
            f"after {tries} the account is locked."
        )


class PasswordsUnavailableError(CycleDeskError):
    """The computer is too short of memory to look at a password."""

    def __init__(self) -> None:
        super().__init__(
            "This computer has too little memory left to look at a password. It did "
            "not count as a wrong one. Close other programs and try again."
        )


class UnknownAccountError(CycleDeskError):
    """Nobody who may sign in has that name; what was typed is not repeated."""

    def __init__(self, *, known: tuple[str, ...]) -> None:
        self.known = known
        super().__init__(
            "Nobody of that name has an account in these records. "
            f"Name one of {', '.join(known) or 'those who are entered first'}."
        )


class TooSoonError(CycleDeskError):
    """The password was not looked at: the wait after a wrong one is not over."""

    def __init__(self, *, wait: int) -> None:
        self.wait = wait
        super().__init__(
            f"After a wrong password the next one is looked at in {wait} seconds. "
            "Wait until then, and try again."
        )


class LockedAccountError(CycleDeskError):
    """Too many wrong passwords; a second person has to unlock the account."""

    def __init__(
        self, *, name: str, since: datetime, managers: tuple[str, ...]
    ) -> None:
        self.name, self.since, self.managers = name, since, managers
        who = " or ".join(managers)
        way = (
            f"Ask {who} to unlock it under People."
            if managers
            else "Nobody else can unlock it; use the recovery code of this file."
        )
        super().__init__(
            f"The account of {name} is locked since {since:%H:%M} on "
            f"{clinical_date(since.date())}, after too many wrong passwords. {way}"
        )


class DisabledAccountError(CycleDeskError):
    """The account was disabled; its name stays beside what it recorded."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"The account of {name} is disabled. Nothing was saved. "
            "Ask whoever looks after the accounts at your site."
        )


class TemporaryPasswordError(CycleDeskError):
    """The password is right, but it only serves to choose another."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"The password of {name} is a temporary one. Choose a password of your "
            "own to sign in."
        )


class NoPasswordError(CycleDeskError):
    """The account has no password yet."""

    def __init__(self, *, name: str, first: bool) -> None:
        self.name, self.first = name, first
        way = (
            "Choose one to sign in."
            if first
            else "Ask a colleague who is signed in for a temporary one, under People."
        )
        super().__init__(f"{name} has no password in this file yet. {way}")


class AlreadyFoundedError(CycleDeskError):
    """A first account was to be made where there are accounts."""

    def __init__(self) -> None:
        super().__init__(
            "This file has accounts already, so nothing was saved. "
            "Sign in with one of them."
        )


class PasswordsAlreadySetError(CycleDeskError):
    """Somebody has a password in the file, so no first one can be chosen."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody has a password in this file already, so this one was not saved. "
            "Ask that person for a temporary one, under People."
        )


class NotSignedInError(CycleDeskError):
    """A write came from nobody who is signed in."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is not signed in, so nothing was saved. Your entry is still "
            "here; sign in and save again."
        )


class RoleChangedError(CycleDeskError):
    """The account has another role than at sign-in."""

    def __init__(self, *, name: str, role: str) -> None:
        self.name, self.role = name, role
        super().__init__(
            f"{name} has the role {role} since signing in, so nothing was saved. "
            "Your entry is still here; sign in again."
        )


class NotAllowedError(CycleDeskError):
    """The role of the person does not include this."""

    def __init__(self, *, name: str, role: str, right: str) -> None:
        self.name, self.role, self.right = name, role, right
        super().__init__(
            f"{name} is signed in as {role}, which does not include this: {right}. "
            "Nothing was saved. Ask a colleague whose role does."
        )


class SecondPersonError(CycleDeskError):
    """It takes somebody else to do this to one's own account."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} cannot do this to their own account, so nothing was saved. "
            "Ask a second person."
        )


class NotAloneError(CycleDeskError):
    """The recovery code stands in for a second person only where there is none."""

    def __init__(self, *, others: tuple[str, ...]) -> None:
        self.others = others
        super().__init__(
            f"{' or '.join(others)} can give out a temporary password, so the recovery "
            "code is not taken and nothing was changed. Ask for one under People."
        )


class LastManagerError(CycleDeskError):
    """Nobody would be left who looks after the accounts."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"Without {name} nobody would be left who may look after the accounts, so "
            "nothing was saved. Let somebody else sign in as administrator, "
            "coordinator or investigator first."
        )


class SignedAlreadyError(CycleDeskError):
    """The same person has signed the same content before."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} has signed this already, so nothing was saved. It takes a second "
            "person now; ask a colleague to sign in and confirm it."
        )


class OthersCanSignError(CycleDeskError):
    """A reason stands in for a second person only where there is none."""

    def __init__(self, *, others: tuple[str, ...]) -> None:
        self.others = others
        super().__init__(
            f"{' or '.join(others)} can confirm this as well, so nothing was saved. "
            "Sign without a reason, and ask for the second signature."
        )
