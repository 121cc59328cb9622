"""The study profile as it is shipped, and what it is signed as."""

import resources
from scheduler.commands import given
from scheduler.core.study import Study


def profile_digest(study: Study) -> str:
    """Return the SHA-256 of the profile's text, in hexadecimal: what people sign."""
    file = resources.path("studies", f"{study.key}.toml")
    return given.profile_digest(given.text_of(file))
