"""Ways in which a file can be damaged, each drawn from one source of chance."""

import gzip
import json
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.campaigns.golden import PAGE, SECTOR, Golden

# Offset and length of each field of the header, as the file format names them.
HEADER = {
    "magic": (0, 16),
    "page size": (16, 2),
    "write version": (18, 1),
    "read version": (19, 1),
    "reserved space": (20, 1),
    "payload fractions": (21, 3),
    "change counter": (24, 4),
    "pages": (28, 4),
    "first free page": (32, 4),
    "free pages": (36, 4),
    "schema cookie": (40, 4),
    "schema format": (44, 4),
    "cache size": (48, 4),
    "largest root": (52, 4),
    "text encoding": (56, 4),
    "user version": (60, 4),
    "vacuum mode": (64, 4),
    "application": (68, 4),
    "for later": (72, 20),
    "valid for": (92, 4),
    "written by": (96, 4),
}
Damage = Callable[[Golden, Random], bytes]


def header_field(golden: Golden, chance: Random) -> bytes:
    """Write chance into one field of the header, or the edges of its range."""
    at, length = HEADER[chance.choice(list(HEADER))]
    edges = [bytes(length), b"\xff" * length, b"\x00" * (length - 1) + b"\x01"]
    return put(golden.whole, at, chance.choice([*edges, chance.randbytes(length)]))


def zeroed_page(golden: Golden, chance: Random) -> bytes:
    """Lose a page."""
    return put(golden.whole, block(golden.whole, PAGE, chance), bytes(PAGE))


def zeroed_sector(golden: Golden, chance: Random) -> bytes:
    """Lose a sector."""
    return put(golden.whole, block(golden.whole, SECTOR, chance), bytes(SECTOR))


def swapped_pages(golden: Golden, chance: Random) -> bytes:
    """Write two pages in each other's place."""
    return swapped(golden.whole, PAGE, chance)


def swapped_sectors(golden: Golden, chance: Random) -> bytes:
    """Write two sectors in each other's place."""
    return swapped(golden.whole, SECTOR, chance)


def stale_page(golden: Golden, chance: Random) -> bytes:
    """Keep a page as it was yesterday."""
    return stale(golden, PAGE, chance)


def stale_sector(golden: Golden, chance: Random) -> bytes:
    """Keep a sector as it was yesterday."""
    return stale(golden, SECTOR, chance)


def truncated(golden: Golden, chance: Random) -> bytes:
    """Cut the file, at a page, at a sector or anywhere."""
    length = chance.randrange(len(golden.whole))
    return golden.whole[: length - length % chance.choice([1, SECTOR, PAGE])]


def random_bytes(golden: Golden, chance: Random) -> bytes:
    """Write chance over a stretch."""
    length = chance.choice([1, 4, 16, 100, SECTOR, PAGE, 3 * PAGE])
    at = chance.randrange(len(golden.whole) - length)
    return put(golden.whole, at, chance.randbytes(length))


def flipped_bits(golden: Golden, chance: Random) -> bytes:
    """Flip one bit, or some."""
    found = bytearray(golden.whole)
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def flipped_cell(golden: Golden, chance: Random) -> bytes:
    """Spoil one letter of a text, which no check of the pages sees."""
    words = [b"given", b"2026-", b"2025-", b"+01:00", b"2024-", b"coordinator", b"mg"]
    word = chance.choice(words)
    found = bytearray(golden.whole)
    at = found.find(word, chance.randrange(len(found) // 2))
    found[max(at, 0) + chance.randrange(len(word))] ^= 1 << chance.randrange(8)
    return bytes(found)


def appended(golden: Golden, chance: Random) -> bytes:
    """Add bytes at the end."""
    return golden.whole + chance.randbytes(chance.choice([1, SECTOR, PAGE]))


def encrypted(golden: Golden, chance: Random) -> bytes:
    """Be what ransomware leaves, whole or from a page on."""
    at = chance.choice([0, PAGE, len(golden.whole) // 2 // PAGE * PAGE])
    return golden.whole[:at] + chance.randbytes(len(golden.whole) - at)


def other_format(golden: Golden, chance: Random) -> bytes:
    """Be a file of another kind under this name."""
    return chance.choice(OTHER)(golden.whole)


def other_database(_golden: Golden, chance: Random) -> bytes:
    """Be a database of another program, or one that pretends to be ours."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "other.db")
        conn = sqlite3.connect(path)
        if chance.random() < 0.5:
            conn.execute(f"PRAGMA application_id = {0x43444B31}")
        conn.execute("CREATE TABLE weights (a, b)")
        conn.execute("INSERT INTO weights VALUES (1, 2)")
        conn.commit()
        conn.close()
        return path.read_bytes()


def zipped(whole: bytes) -> bytes:
    """Return the file in an archive."""
    there = BytesIO()
    with zipfile.ZipFile(there, "w") as archive:
        archive.writestr("site.cycledesk", whole)
    return there.getvalue()


OTHER: tuple[Callable[[bytes], bytes], ...] = (
    lambda _: b"",
    lambda _: b"\x00",
    lambda _: b"SQLite format 3\x00",
    lambda whole: bytes(len(whole)),
    lambda whole: whole[:100],
    lambda whole: whole[::-1],
    lambda whole: b"\xef\xbb\xbf" + whole,
    lambda whole: whole.hex().encode(),
    lambda whole: whole.replace(b"\n", b"\r\n"),
    lambda _: json.dumps({"study": "x", "facts": []}).encode(),
    lambda _: ("code;weight\n" + "PL03-0012;62,0\n" * 900).encode("utf-16"),
    lambda _: b"%PDF-1.7\n" + bytes(5000) + b"%%EOF",
    lambda _: b"\x89PNG\r\n\x1a\n" + bytes(9000),
    lambda _: b"age-encryption.org/v1\n-> scrypt x 18\n" + bytes(range(256)) * 40,
    lambda _: struct.pack(">II", 0x377F0682, 3007000) + bytes(8000),  # SQLite's WAL
    gzip.compress,
    zipped,
)
DAMAGES: tuple[Damage, ...] = (
    header_field,
    zeroed_page,
    zeroed_sector,
    swapped_pages,
    swapped_sectors,
    stale_page,
    stale_sector,
    truncated,
    random_bytes,
    flipped_bits,
    flipped_cell,
    appended,
    encrypted,
    other_format,
    other_database,
)


def put(whole: bytes, at: int, new: bytes) -> bytes:
    """Return the bytes with others in the place of some."""
    return whole[:at] + new + whole[at + len(new) :]


def block(whole: bytes, size: int, chance: Random) -> int:
    """Return where a block of a size begins."""
    return chance.randrange(len(whole) // size) * size


def swapped(whole: bytes, size: int, chance: Random) -> bytes:
    """Return the bytes with two blocks in each other's place."""
    one, other = block(whole, size, chance), block(whole, size, chance)
    moved = put(whole, one, whole[other : other + size])
    return put(moved, other, whole[one : one + size])


def stale(golden: Golden, size: int, chance: Random) -> bytes:
    """Return the bytes with one block as it was, of those that have changed."""
    starts = range(0, len(golden.stale), size)
    changed = [
        at
        for at in starts
        if golden.stale[at : at + size] != golden.whole[at : at + size]
    ]
    at = chance.choice(changed)
    return put(golden.whole, at, golden.stale[at : at + size])
