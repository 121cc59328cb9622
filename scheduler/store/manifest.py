"""What a backup says of itself, and the seal that nobody without the key can make."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from scheduler.store.retention import Kind

FORMAT = 1
_MEANING = b"CycleDesk backup manifest\n"


class ManifestError(ValueError):
    """A manifest is not one that this program can have written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The first thing in a backup.

    Attributes:
        made: when, in UTC, ``2026-11-22T14:05:09Z``.
        zone: the offset of the desk, ``+01:00``.
        kind: what it was taken for.
        file_id: of the site file; empty in files from before it had one.
        schema: the names of the migrations of the records.
        records: SHA-256 of the records.
        size: their bytes.
        head: the number of the last History row.
        mac: the code of the last save; empty in files from before there were any.
        last_entry: when the last History row was written, in UTC; empty if none was.
        counts: rows of each table.
        files: SHA-256 of everything else in the backup, by name.
        plans_as_of: the day that the plans were made for.
        plans: short digests of the rows of each participant's plan.
        key: the key of the file, wrapped to the recovery code.
        seal: HMAC-SHA256 over all of this under the key of the file.
    """

    format: int = FORMAT
    site: str
    study: str
    file_id: str
    made: str
    zone: str
    kind: str
    person: str
    workstation: str
    program: str
    schema: tuple[str, ...]
    records: str
    size: int
    head: int
    mac: str
    last_entry: str
    counts: Mapping[str, int]
    files: Mapping[str, str] = field(default_factory=dict)
    plans_as_of: str = ""
    plans: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    key: str = ""
    seal: str = ""

    @property
    def at(self) -> datetime:
        """When it was made; aware."""
        return datetime.fromisoformat(self.made)


def sealed(manifest: Manifest, key: bytes) -> Manifest:
    """Return the manifest with the seal of a key."""
    return replace(manifest, seal=_seal(manifest, key))


def is_sealed(manifest: Manifest, key: bytes) -> bool:
    """Say whether somebody with the key has made the manifest as it is."""
    return hmac.compare_digest(manifest.seal, _seal(manifest, key))


def manifest_text(manifest: Manifest) -> str:
    """Return a manifest as JSON text that reads back as the same value."""
    # A line for each field; an indented text takes ten times as long to write.
    lines = (
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=True)}"
        for name, value in _plain(manifest).items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_manifest(text: bytes) -> Manifest:
    """Return the manifest that a text holds.

    Raises:
        ManifestError: it is none.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ManifestError("its manifest cannot be read") from error
    if not isinstance(found, dict):
        raise ManifestError("its manifest is not a table")
    for one in fields(Manifest):
        if not _FITS[one.name](found.get(one.name)):
            raise ManifestError(f"its manifest has no sound {one.name!r}")
    known = {one.name: found[one.name] for one in fields(Manifest)}
    return Manifest(**{**known, "schema": tuple(found["schema"])})


def _plain(manifest: Manifest) -> dict[str, Any]:
    """Return its fields by name; the digests of plans are many, and not copied."""
    return {one.name: getattr(manifest, one.name) for one in fields(Manifest)}


def _seal(manifest: Manifest, key: bytes) -> str:
    plain = json.dumps(
        {**_plain(manifest), "seal": ""},
        ensure_ascii=True,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hmac.new(key, _MEANING + plain.encode(), hashlib.sha256).hexdigest()


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**62


def _is_kind(value: Any) -> bool:
    return value in set(Kind)


def _is_moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).utcoffset() is not None
    except (TypeError, ValueError):
        return False


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_counts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_count, value.values()))


def _are_digests(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _are_plans(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_are_digests, value.values()))


_FITS = {one.name: _is_text for one in fields(Manifest)} | {
    "format": _is_count,
    "made": _is_moment,
    "kind": _is_kind,
    "schema": _are_texts,
    "size": _is_count,
    "head": _is_count,
    "counts": _are_counts,
    "files": _are_digests,
    "plans": _are_plans,
}
