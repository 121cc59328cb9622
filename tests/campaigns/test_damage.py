"""A short form of the damaged files; the long one is run by hand."""

import os

import pytest

from tests.campaigns.running import figures

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks")


def test_no_damage_ends_the_program_or_passes_with_another_dose():
    """R46, F34, F39, F42: told in a sentence or found out, and the file stays."""
    assert figures("damage", "--count", "63") == (
        "63 damaged files: 0 crash, 0 hang, 0 fault, 0 wrong dose, 0 changed"
    )
