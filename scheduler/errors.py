"""Every error a user can act on: its facts as attributes, and a way out."""

from datetime import date


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
