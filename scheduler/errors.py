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


class ClosedDaysError(CycleDeskError):
    """A list of closed days breaks a rule; ``path`` names the line and column."""

    def __init__(self, *, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path}: {problem}")


class FileTextError(CycleDeskError):
    """A file that was named cannot be read as text."""

    def __init__(self, *, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path} was not read: {problem}. Name another file.")


class ThroughError(CycleDeskError):
    """A plan was asked for fewer cycles than have begun, or for too many."""

    def __init__(self, *, through: int, low: int, high: int) -> None:
        self.through, self.low, self.high = through, low, high
        super().__init__(
            f"The plan cannot stop at cycle {through}. Ask for a cycle from "
            f"{low} to {high}."
        )


class UnknownVersionError(CycleDeskError):
    """A version was named that the study profile does not have."""

    def __init__(self, *, version: str, known: tuple[str, ...]) -> None:
        self.version, self.known = version, known
        said = f"one of {', '.join(known)}" if known else "a profile that has one"
        super().__init__(
            f"{version!r} is not a later version of the study profile. Name {said}."
        )


class UnknownParticipantError(CycleDeskError):
    """Nobody in these records has that code."""

    def __init__(self, *, code: str) -> None:
        self.code = code
        super().__init__(f"No participant has the code {code!r}. Name one as entered.")


class UnknownPersonError(CycleDeskError):
    """Nobody of the name that was given is entered in these records."""

    def __init__(self, *, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(
            f"{name!r} is nobody who writes in these records. "
            f"Name one of {', '.join(known) or 'those who are entered first'}."
        )


class UnmovableVisitError(CycleDeskError):
    """A visit was to be booked for another day and cannot be."""

    def __init__(self, *, visit: str, why: str) -> None:
        self.visit, self.why = visit, why
        super().__init__(f"{visit} cannot be moved: {why}")


# What the records answer to an entry; those about the file are in store.file_errors.


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


class SheetNumberTakenError(CycleDeskError):
    """Another sheet was printed while this one was looked at."""

    def __init__(self, *, number: str) -> None:
        self.number = number
        super().__init__(
            f"Another sheet was printed in the meantime, so {number} is taken and "
            "nothing was printed. Look at the preview again, then print."
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


class ImpossibleFactError(CycleDeskError):
    """What was entered cannot be true beside what is recorded."""

    def __init__(self, *, said: str) -> None:
        self.said = said
        super().__init__(f"Nothing was saved. {said}")


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


class NothingToUndoError(CycleDeskError):
    """What was to be taken back no longer is what was saved last."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing of today left to undo, or it was undone already. Nothing "
            "was changed. Correct or withdraw the entry itself, with a reason."
        )


class SiteMissingError(CycleDeskError):
    """The site has not been entered yet."""

    def __init__(self) -> None:
        super().__init__(
            "The site of these records is not entered yet. Nothing was changed; "
            "enter the site first."
        )
