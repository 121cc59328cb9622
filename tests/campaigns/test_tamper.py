"""A short form of the tampering; the long one is run by hand."""

from tests.campaigns.running import figures


def test_tampering_is_found_and_named():
    """R22, R23, R24, R25, F46: by rows, chain, schema, and the file as a whole."""
    said = figures("tamper", "--count", "25")
    assert said.endswith(" attacks: 0 not found, 0 found without a name")


def test_flipped_bits_are_found():
    """R24, F42: those that hit anything."""
    said = figures("flips", "--count", "40", "--participants", "4")
    assert said.endswith("100.0 % found, 0 passed")
