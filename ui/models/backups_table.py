"""The backups of a file, as rows: when, what for, how large, where, how sure."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.dates import clinical_date
from ui.backups import BackupRow, Kind, Soundness
from ui.models.columns import RIGHT, Column, ColumnsTable

MEGABYTE = 1_000_000


class BackupsTable(ColumnsTable[BackupRow]):
    """Rows are backups, newest first.

    Args:
        zone: of the desk.
        parent: who owns the model.
    """

    def __init__(self, zone: tzinfo | None, parent: QObject | None = None) -> None:
        columns: list[Column[BackupRow]] = [
            Column(
                heading=_tr("Made"),
                text=lambda r: moment_text(r.listed.made, zone),
                sort=lambda r: r.listed.made,
                strong=True,
            ),
            Column(heading=_tr("Taken"), text=lambda r: kind_text(r.listed.kind)),
            Column(
                heading=_tr("Size"),
                text=lambda r: size_text(r.listed.size),
                sort=lambda r: r.listed.size,
                alignment=RIGHT,
            ),
            Column(
                heading=_tr("Last entry"),
                text=lambda r: str(r.entry) if r.entry else _tr("not known"),
                why=lambda _: _tr("The number of the last entry of History in it"),
            ),
            Column(heading=_tr("State"), text=state_text, why=_state_why),
            Column(heading=_tr("Folder"), text=lambda r: str(r.listed.path.parent)),
        ]
        super().__init__(columns, parent)


def moment_text(at: datetime, zone: tzinfo | None) -> str:
    """Write a moment as a clinical date with its time, at the desk."""
    here = at.astimezone(zone)
    return f"{clinical_date(here.date())} {here:%H:%M}"


def size_text(size: int) -> str:
    """Write a number of bytes in megabytes, a small one in kilobytes."""
    if size < MEGABYTE:
        return _tr("{size} KB").format(size=-(-size // 1000))
    return _tr("{size} MB").format(size=f"{size / MEGABYTE:.1f}")


def count_text(participants: int) -> str:
    """Write how many participants there are."""
    if participants == 1:
        return _tr("1 participant")
    return _tr("{count} participants").format(count=participants)


def kind_text(kind: Kind) -> str:
    """Write what a backup was taken for."""
    return {
        Kind.START: _tr("after sign-in"),
        Kind.HOURLY: _tr("hourly"),
        Kind.EXIT: _tr("on closing"),
        Kind.REQUESTED: _tr("on request"),
        Kind.MIGRATION: _tr("before a new version"),
        Kind.RESTORE: _tr("before a restore"),
        Kind.IMPORT: _tr("before an import"),
    }[kind]


def state_text(row: BackupRow) -> str:
    """Write how sure it is that a backup is a good one."""
    word = {
        Soundness.VERIFIED: _tr("verified"),
        Soundness.CHANGED: _tr("changed since, do not use"),
        Soundness.NOT_KNOWN: _tr("not in History"),
    }[row.listed.soundness]
    return _tr("{word}, passphrase").format(word=word) if row.listed.protected else word


def _state_why(row: BackupRow) -> str:
    return {
        Soundness.VERIFIED: _tr("The same bytes that were read back when it was made"),
        Soundness.CHANGED: _tr("Not the bytes that were read back when it was made"),
        Soundness.NOT_KNOWN: _tr(
            "Made on another computer or after the state of this file; it is "
            "verified before it is restored"
        ),
    }[row.listed.soundness]


def _tr(text: str) -> str:
    return QCoreApplication.translate("BackupsTable", text)
