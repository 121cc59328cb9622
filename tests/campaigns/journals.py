"""A write that was cut off, with its journal: kept, lost, spoilt, or another's."""

from collections.abc import Callable
from random import Random

from tests.campaigns.golden import SECTOR, Golden

Cut = tuple[bytes, bytes]


def journal_kept(golden: Golden, _chance: Random) -> Cut:
    """Be cut off as by a kill; the journal is there."""
    return golden.cut


def journal_lost(golden: Golden, _chance: Random) -> Cut:
    """Lose the journal, or be copied without it."""
    return golden.cut[0], b""


def journal_of_yesterday(golden: Golden, _chance: Random) -> Cut:
    """Get back the journal of another write."""
    return golden.whole, golden.stale_cut[1]


def journal_truncated(golden: Golden, chance: Random) -> Cut:
    """Lose the end of the journal."""
    file, journal = golden.cut
    return file, journal[: chance.randrange(len(journal) // SECTOR) * SECTOR]


def journal_flipped(golden: Golden, chance: Random) -> Cut:
    """Flip a bit of the journal, most often of its head."""
    file, journal = golden.cut
    found = bytearray(journal)
    found[chance.randrange(chance.choice([28, len(found)]))] ^= 1 << chance.randrange(8)
    return file, bytes(found)


def journal_random(golden: Golden, chance: Random) -> Cut:
    """Get a file of another kind for a journal."""
    return golden.whole, chance.randbytes(chance.choice([1, SECTOR, 9000]))


JOURNALS: tuple[Callable[[Golden, Random], Cut], ...] = (
    journal_kept,
    journal_lost,
    journal_of_yesterday,
    journal_truncated,
    journal_flipped,
    journal_random,
)
