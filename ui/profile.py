"""The study profile as it is shipped, and what it is signed as."""

import hashlib

import resources
from scheduler.core.study import Study


def profile_digest(study: Study) -> str:
    """Return the SHA-256 of the profile's text, in hexadecimal.

    It is what people sign, so any change of the text asks for new signatures.
    """
    file = resources.path("studies", f"{study.key}.toml")
    return hashlib.sha256(file.read_bytes()).hexdigest()
