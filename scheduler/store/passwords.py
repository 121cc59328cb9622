"""Passwords: which ones are taken, how they are kept, whether one is right."""

import secrets
import unicodedata
from collections.abc import Collection

from argon2 import PasswordHasher
from argon2.exceptions import (
    HashingError,
    InvalidHashError,
    VerificationError,
    VerifyMismatchError,
)

from scheduler.store.people_errors import PasswordsUnavailableError, WeakPasswordError

AT_LEAST = 12
AT_MOST = 200
# What argon2 says when the computer is short of memory or of threads.
_NOT_TRIED = {"Memory allocation error", "Threading failure"}
# No letter or digit that is taken for another, spoken or written by hand.
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


class Passwords:
    """Takes, keeps and checks passwords.

    Args:
        worn_out: passwords that nobody may choose, in small letters.
        hasher: argon2id, by default with the low-memory parameters of RFC 9106.

    Source:
        reliability.md R31.
    """

    def __init__(
        self, worn_out: Collection[str], hasher: PasswordHasher | None = None
    ) -> None:
        self._worn_out = frozenset(worn_out)
        self._hasher = hasher or PasswordHasher()
        self._nobodys = ""

    def refuse_weak(self, password: str, name: str) -> None:
        """Raise for a password that is too easily guessed.

        Raises:
            WeakPasswordError: it is short, worn out, or the name of its person.
        """
        plain = normal(password).casefold()
        if len(plain) < AT_LEAST:
            raise WeakPasswordError(
                problem=f"A password needs at least {AT_LEAST} characters."
            )
        if len(plain) > AT_MOST:
            raise WeakPasswordError(
                problem=f"A password has at most {AT_MOST} characters."
            )
        if {plain, plain.rstrip("!.?")} & self._worn_out or len(set(plain)) == 1:
            raise WeakPasswordError(
                problem="This password is among those that are tried first."
            )
        if _is_name(plain, name):
            raise WeakPasswordError(problem="A password is not a person's own name.")

    def keep(self, password: str) -> str:
        """Return what is kept of a password; it does not lead back to it.

        Raises:
            PasswordsUnavailableError: there is too little memory to work it out.
        """
        try:
            return self._hasher.hash(normal(password))
        except HashingError as error:
            raise PasswordsUnavailableError from error

    def is_right(self, kept: str, password: str) -> bool:
        """Return whether a password is the one that was kept.

        Raises:
            PasswordsUnavailableError: there is too little memory to find out.
        """
        try:
            return self._hasher.verify(kept, normal(password))
        except (VerifyMismatchError, InvalidHashError):
            return False
        except VerificationError as error:
            if str(error) in _NOT_TRIED:
                raise PasswordsUnavailableError from error
            return False

    def is_outdated(self, kept: str) -> bool:
        """Return whether it should be kept anew, with today's parameters."""
        return self._hasher.check_needs_rehash(kept)

    def check_nobodys(self, password: str) -> None:
        """Take as long as for a wrong password, where there is none to compare."""
        if not self._nobodys:
            self._nobodys = self.keep(secrets.token_hex())
        self.is_right(self._nobodys, password)


def normal(password: str) -> str:
    """Return a password in the one form that every keyboard's letters have."""
    return unicodedata.normalize("NFKC", password)


def one_time_password() -> str:
    """Return a new password that can be read out, such as ``kq7m-x2ha-9rtw-dnp4``."""
    drawn = "".join(secrets.choice(_CLEAR) for _ in range(_GROUPS * _GROUP))
    return "-".join(drawn[at : at + _GROUP] for at in range(0, len(drawn), _GROUP))


def _is_name(password: str, name: str) -> bool:
    """Return whether nothing but digits and signs is added to words of a name."""
    left = _letters(password)
    for word in sorted(_words(name), key=len, reverse=True):
        left = left.replace(word, "")
    return len(left) < 3 and left != _letters(password)  # noqa: PLR2004  initials


def _words(name: str) -> set[str]:
    parts = normal(name).casefold().split()
    return {found for part in parts if len(found := _letters(part)) >= 3}  # noqa: PLR2004


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))
