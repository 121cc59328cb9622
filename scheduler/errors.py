"""Every error a user can act on: its facts as attributes, and a way out."""

from datetime import date, datetime


class CycleDeskError(Exception):
    """The user can act on this; the message says how.

    Everything else that is raised is a fault of the program.
    """


class WeightError(CycleDeskError):
    """Typed text is not a body weight in kilograms."""

    def __init__(self, *, got: str, low_kg: int, high_kg: int) -> None:
        self.got, self.low_kg, self.high_kg = got, low_kg, high_kg
        super().__init__(
            f"{got!r} does not look like a weight in kilograms. Enter a value from "
            f"{low_kg} to {high_kg} with at most two decimals, for example 60.4."
        )


class UnitError(CycleDeskError):
    """A weight was typed in another unit."""

    def __init__(self, *, got: str) -> None:
        self.got = got
        super().__init__(
            f"Kilograms only: {got!r} is not accepted. "
            "Weigh in kilograms and enter that number."
        )


class DateTextError(CycleDeskError):
    """Typed text is not a date."""

    def __init__(self, *, got: str) -> None:
        self.got = got
        super().__init__(
            f"{got!r} does not look like a date. Enter it as 22-Nov-2026, "
            "or type a step such as +3w."
        )


class AmbiguousDateError(CycleDeskError):
    """Typed text can be read as two dates."""

    def __init__(self, *, got: str, readings: tuple[date, ...]) -> None:
        self.got, self.readings = got, readings
        said = " or ".join(reading.isoformat() for reading in readings)
        super().__init__(
            f"{got!r} can be read in more than one way. Did you mean {said}? "
            "Type the month as letters."
        )


class TimeTextError(CycleDeskError):
    """Typed text is not a time of day."""

    def __init__(self, *, got: str) -> None:
        self.got = got
        super().__init__(
            f"{got!r} is not a time of day. Enter it in the 24-hour clock, "
            "for example 09:05."
        )


class ProfileError(CycleDeskError):
    """A study profile breaks a rule; ``path`` names the key."""

    def __init__(self, *, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path}: {problem}")


class FactsError(CycleDeskError):
    """A facts document breaks the contract; ``path`` names the key."""

    def __init__(self, *, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path}: {problem}")


class ThroughError(CycleDeskError):
    """A plan was asked for fewer cycles than have begun, or for too many."""

    def __init__(self, *, through: int, low: int, high: int) -> None:
        self.through, self.low, self.high = through, low, high
        super().__init__(
            f"The plan cannot stop at cycle {through}. Ask for a cycle from "
            f"{low} to {high}."
        )


# What the records can answer. Each sentence says that nothing was lost.


class ForeignDatabaseError(CycleDeskError):
    """The file is not one of ours."""

    def __init__(self, *, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(
            f"{path} is not a CycleDesk file: {problem}. "
            "It was not changed. Choose another file."
        )


class ExistingFileError(CycleDeskError):
    """A new database was asked for where a file is already."""

    def __init__(self, *, path: str) -> None:
        self.path = path
        super().__init__(
            f"There is already a file {path}. It was not changed. "
            "Open it, or choose another name."
        )


class MissingDatabaseError(CycleDeskError):
    """There is no file to open."""

    def __init__(self, *, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path} is not there, and no new file was made. "
            "Look for it in another folder, or restore a backup."
        )


class NewerDatabaseError(CycleDeskError):
    """A newer program has written this file."""

    def __init__(self, *, unknown: frozenset[str]) -> None:
        self.unknown = unknown
        super().__init__(
            "A newer CycleDesk has written this file. It was not changed. "
            "Install the newer version on this computer and open it again."
        )


class DamagedDatabaseError(CycleDeskError):
    """The file cannot be read as it was written."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"This file is damaged ({problem}). Nothing was changed or repaired. "
            "Keep it, and continue with the newest backup."
        )


class AlteredDatabaseError(CycleDeskError):
    """Another program has changed tables or guards in the file."""

    def __init__(self, *, names: frozenset[str]) -> None:
        self.names = names
        said = ", ".join(sorted(names))
        super().__init__(
            f"Another program has changed how this file guards its records ({said}). "
            "Nothing was saved. Keep it, and continue with the newest backup."
        )


class UnsupportedConnectionError(CycleDeskError):
    """A protection of the database did not switch on."""

    def __init__(self, *, pragma: str, expected: object, found: object) -> None:
        self.pragma, self.expected, self.found = pragma, expected, found
        super().__init__(
            f"A protection of the records did not switch on ({pragma} is {found}, not "
            f"{expected}). Nothing was changed. Close other programs that use this "
            "file, and open it again."
        )


class NetworkFolderError(CycleDeskError):
    """The database would live on a share or in a folder that syncs."""

    def __init__(self, *, folder: str, kind: str) -> None:
        self.folder, self.kind = folder, kind
        super().__init__(
            f"{folder} is on a network or is synced ({kind}), where records can "
            "be lost. Nothing was changed. Choose a folder on this computer; backups "
            "may go anywhere."
        )


class ReadOnlyDatabaseError(CycleDeskError):
    """The file may be read but not written."""

    def __init__(self) -> None:
        super().__init__(
            "This file can only be read, so nothing was saved. Allow writing to the "
            "file and its folder, then open it again."
        )


class LockedDatabaseError(CycleDeskError):
    """Somebody else is writing and did not finish in time."""

    def __init__(self) -> None:
        super().__init__(
            "The records are in use by another desk or program, so nothing was saved. "
            "Your entry is still here; try again in a moment."
        )


class DiskFullError(CycleDeskError):
    """There is no room to save."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full, so nothing was saved. Your entry is still here; "
            "make room and save again."
        )


class DiskFaultError(CycleDeskError):
    """The disk did not do what it was asked."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"The disk did not answer ({problem}), so nothing was saved. "
            "Your entry is still here; check the disk and save again."
        )


class MovedDatabaseError(CycleDeskError):
    """The file was moved, deleted or replaced while it was open."""

    def __init__(self, *, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path} was moved, deleted or replaced while it was open, so nothing "
            "was saved. Put it back and save again."
        )


class StaleRecordError(CycleDeskError):
    """Somebody else has saved the same record in the meantime.

    Attributes:
        theirs: the value that is in the records now.
        ours: the value that was not saved, None if it was to be withdrawn.
    """

    def __init__(self, *, theirs: object, ours: object, by: str, at: datetime) -> None:
        self.theirs, self.ours, self.by, self.at = theirs, ours, by, at
        super().__init__(
            f"{by} saved this at {at:%H:%M} on {at.date().isoformat()} while it was "
            "open here. Nothing was overwritten. Compare the two versions, then save "
            "again."
        )


class WithdrawnRecordError(CycleDeskError):
    """The record is withdrawn, so it cannot be corrected."""

    def __init__(self, *, by: str, at: datetime) -> None:
        self.by, self.at = by, at
        super().__init__(
            f"{by} withdrew this at {at:%H:%M} on {at.date().isoformat()}. Nothing was "
            "changed. Restore it first, or record it anew."
        )


class DuplicateParticipantError(CycleDeskError):
    """A participant of that code is already entered."""

    def __init__(self, *, code: str) -> None:
        self.code = code
        super().__init__(
            f"{code} is already entered, so nothing was saved. "
            "Open that participant, or check the code."
        )


class DuplicatePersonError(CycleDeskError):
    """A person of that name is already entered."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is already entered, so nothing was saved. "
            "Choose that name from the list, or add something to tell the two apart."
        )


class DuplicateFactError(CycleDeskError):
    """What can be recorded only once is already recorded.

    Attributes:
        existing: the stored fact.
        ours: the value that was not saved.
    """

    def __init__(
        self, *, kind: str, existing: object, ours: object, by: str, at: datetime
    ) -> None:
        self.kind, self.existing, self.ours = kind, existing, ours
        self.by, self.at = by, at
        super().__init__(
            f"This {kind} is already recorded, by {by} at {at:%H:%M} on "
            f"{at.date().isoformat()}, so nothing was saved. Correct the recorded one, "
            "with a reason."
        )


class FutureFactError(CycleDeskError):
    """What has happened is dated later than today."""

    def __init__(self, *, kind: str, on: date, today: date) -> None:
        self.kind, self.on, self.today = kind, on, today
        super().__init__(
            f"This {kind} is dated {on.isoformat()}, but today is {today.isoformat()}, "
            "so nothing was saved. Enter the day on which it happened."
        )


class ReasonRequiredError(CycleDeskError):
    """A change of something saved was not explained."""

    def __init__(self, *, at_least: int) -> None:
        self.at_least = at_least
        super().__init__(
            f"A change of something saved needs a reason of at least {at_least} "
            "characters. Nothing was saved; say why and save again."
        )


class RefusedRecordError(CycleDeskError):
    """A value breaks a rule that the database itself holds."""

    def __init__(self, *, rule: str) -> None:
        self.rule = rule
        super().__init__(
            f"The records do not take this value ({rule}), so nothing was saved. "
            "Check what was entered and save again."
        )


class SiteMissingError(CycleDeskError):
    """The site has not been entered yet."""

    def __init__(self) -> None:
        super().__init__(
            "The site of these records is not entered yet. Nothing was changed; "
            "enter the site first."
        )
