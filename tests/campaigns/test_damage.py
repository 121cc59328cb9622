"""A short form of the damaged files; the long one is run by hand."""

from tests.campaigns.running import figures


def test_sixty_damaged_files_end_in_a_sentence_or_are_read():
    """R46, F39, F42: no crash, no hang, no fault, nothing changed."""
    said = figures("damage", "--count", "60")
    assert said.startswith("60 damaged files: 0 crash, 0 hang, 0 fault"), said
    assert said.endswith(", 0 changed")
