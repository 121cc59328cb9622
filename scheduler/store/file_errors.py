"""What can be wrong with the file; each says that nothing was lost, and a way out."""

from scheduler.errors import CycleDeskError


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


class TamperedRecordsError(CycleDeskError):
    """Another program has taken back what was saved, or added entries of its own."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"Another program has changed these records: {problem}. Nothing was "
            "saved. Keep this file as it is, and continue with the newest backup."
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


class OlderDatabaseError(CycleDeskError):
    """The file is of an earlier version, and nothing may be written to it."""

    def __init__(self) -> None:
        super().__init__(
            "This file was made by an earlier version of CycleDesk. It has to be "
            "brought up to date before it is read, and nothing was changed. Open it "
            "in the program first; it and its folder must allow writing then."
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


class ReserveFreedError(DiskFullError):
    """There is no room to save, and there is again for a little."""

    def __init__(self) -> None:
        CycleDeskError.__init__(
            self,
            "The disk is full, so nothing was saved. Your entry is still here, and "
            "there is room for a few more now that CycleDesk has given back its "
            "reserve; save again, then make room.",
        )


class DiskFaultError(CycleDeskError):
    """The disk did not do what it was asked."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"The disk did not answer ({problem}), so nothing was saved. "
            "Your entry is still here; check the disk and save again."
        )


class UnconfirmedSaveError(CycleDeskError):
    """A fault came so late that the entry may be in the records all the same."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"The disk did not confirm what was saved ({problem}). Your entry is "
            "still here. Have the disk checked, and look in History whether the entry "
            "is there before you save it again."
        )


class CopiedDatabaseError(CycleDeskError):
    """The file is a copy of one that is on the same computer still."""

    def __init__(self, *, path: str, original: str) -> None:
        self.path, self.original = path, original
        super().__init__(
            f"{path} is a copy, so nothing was saved in it: its records are kept in "
            f"{original}. Work there. If that file is to be given up, move it away "
            "from its folder, then open this one again."
        )


class MovedDatabaseError(CycleDeskError):
    """The file was moved, deleted or replaced while it was open."""

    def __init__(self, *, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path} was moved, deleted or replaced while it was open, so nothing "
            "was saved. Put it back and save again."
        )


class OtherVersionError(CycleDeskError):
    """At the site of this file a version holds that the profile does not have."""

    def __init__(self, *, path: str, theirs: str, ours: tuple[str, ...]) -> None:
        self.path, self.theirs, self.ours = path, theirs, ours
        super().__init__(
            f"{path} says that version {theirs} of the study profile took effect at "
            f"the site, and this program knows {', '.join(ours)}. Nothing was "
            "changed. Install the newer version on this computer and open it again."
        )


class OtherStudyError(CycleDeskError):
    """The file belongs to another study than the profile that is shipped."""

    def __init__(self, *, path: str, theirs: str, ours: str) -> None:
        self.path, self.theirs, self.ours = path, theirs, ours
        super().__init__(
            f"{path} is a file of the study {theirs}, and this program has the rules "
            f"of {ours}. Nothing was changed. Choose a file of {ours}."
        )


class KeyMissingError(CycleDeskError):
    """The key of the file is not on this computer."""

    def __init__(self, *, path: str) -> None:
        self.path = path
        super().__init__(
            f"The key of {path} is not on this computer, so its records cannot be "
            "checked and nothing was opened. Enter the recovery code that was printed "
            "when the file was made."
        )


class RecoveryCodeError(CycleDeskError):
    """A code was entered that does not open the key of this file."""

    def __init__(self) -> None:
        super().__init__(
            "This is not the recovery code of this file, and nothing was changed. "
            "Compare it with the sheet that was printed when the file was made, or "
            "when its code was made anew: a backup opens with the code of its day."
        )
