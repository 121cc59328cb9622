"""The key of a site file: kept outside of it, and inside only behind its code.

Whoever can write the file but has no key cannot seal a save, so every change made
behind the program's back is seen.
"""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from platformdirs import user_config_path

from scheduler.durable import make_folder, write_durably
from scheduler.store.file_errors import RecoveryCodeError

KEY_BYTES = 32
_NONCE_BYTES = 12
# Crockford's letters: none is taken for another when read aloud or by hand.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _IN_A_GROUP = 5, 5  # 125 bits, so no slow derivation is needed
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


@dataclass(frozen=True, slots=True)
class FileKey:
    """The key of one site file.

    Attributes:
        file_id: 32 hexadecimal digits that stay with the file and its copies.
        key: 32 bytes.
    """

    file_id: str
    key: bytes

    def __repr__(self) -> str:
        """Show whose key it is, but never the key."""
        return f"FileKey({self.file_id!r})"


class Keyring:
    """The keys that one user of this computer has, a file each.

    Args:
        folder: where they are; it is made when the first key is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, file_id: str) -> FileKey | None:
        """Return the key of a file, None if it is not on this computer."""
        try:
            key = self._path(file_id).read_bytes()
        except OSError:
            return None
        return FileKey(file_id, key) if len(key) == KEY_BYTES else None

    def keep(self, key: FileKey) -> None:
        """Keep a key where only its owner can read it.

        Raises:
            OSError: it could not be written.
        """
        make_folder(self.folder)
        write_durably(self._path(key.file_id), key.key)

    def anchor(self, file_id: str) -> Path:
        """Return the file beside the key that says how far its records went."""
        return self.folder / f"{file_id}.anchor"

    def place(self, file_id: str) -> Path:
        """Return the file beside the key that says where the records are kept."""
        return self.folder / f"{file_id}.place"

    def _path(self, file_id: str) -> Path:
        return self.folder / f"{file_id}.key"


def users_folder() -> Path:
    """Return where the keys of this user are: beside the program's settings."""
    return user_config_path("CycleDesk") / "keys"


def new_key() -> FileKey:
    """Return a key for a new site file."""
    return FileKey(secrets.token_hex(16), secrets.token_bytes(KEY_BYTES))


def new_recovery_code() -> str:
    """Return the code that is printed once and opens the key on another computer.

    >>> len(new_recovery_code())
    29
    """
    letters = [secrets.choice(_LETTERS) for _ in range(_GROUPS * _IN_A_GROUP)]
    cuts = range(0, len(letters), _IN_A_GROUP)
    return "-".join("".join(letters[cut : cut + _IN_A_GROUP]) for cut in cuts)


def wrap(key: FileKey, code: str) -> str:
    """Return the key as it may lie in the site file: opened by the code alone."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = _cipher(code).encrypt(nonce, key.key, key.file_id.encode())
    return b64encode(nonce + sealed).decode()


def unwrap(file_id: str, wrapped: str, code: str) -> FileKey:
    """Undo ``wrap``.

    Raises:
        RecoveryCodeError: it is not the code of this file.
    """
    try:
        sealed = b64decode(wrapped, validate=True)
        nonce, sealed = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        key = _cipher(code).decrypt(nonce, sealed, file_id.encode())
    except (InvalidTag, ValueError) as error:
        raise RecoveryCodeError from error
    return FileKey(file_id, key)


def _cipher(code: str) -> AESGCM:
    tidy = code.upper().translate(_READ_AS)
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"CycleDesk recovery code")
    return AESGCM(derived.derive(tidy.encode()))
