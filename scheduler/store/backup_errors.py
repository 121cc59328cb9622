"""What can be wrong with a backup, or with its place; each ends in a way out."""

from collections.abc import Sequence

from scheduler.errors import CycleDeskError

_MOST_NAMES = 3


class BackupPlaceError(CycleDeskError):
    """A folder did not take a backup."""

    def __init__(self, *, folder: str, problem: str) -> None:
        self.folder, self.problem = folder, problem
        super().__init__(
            f"No backup was made in {folder} ({problem}). Earlier backups are as they "
            "were. Connect the drive or choose another folder, then back up again."
        )


class BackupPlaceFullError(CycleDeskError):
    """A folder has no room for a backup."""

    def __init__(self, *, folder: str, megabytes: int) -> None:
        self.folder, self.megabytes = folder, megabytes
        super().__init__(
            f"{folder} is full: a backup needs {megabytes} MB. None was made, and "
            "earlier backups are as they were. Make room or choose another folder, "
            "then back up again."
        )


class SilentPlaceError(CycleDeskError):
    """A folder did not answer while a backup was copied there."""

    def __init__(self, *, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} did not answer in time, so no backup was copied there. Earlier "
            "backups are as they were. Connect the drive or the network, or choose "
            "another folder, then back up again."
        )


class StoppedBackupError(CycleDeskError):
    """A backup was ended before it was in a folder."""

    def __init__(self, *, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"The backup in {folder} was stopped before it was finished. Earlier "
            "backups are as they were. Back up again."
        )


class NotThinnedError(CycleDeskError):
    """A backup was made, and older ones could not be removed for it."""

    def __init__(self, *, folder: str, names: Sequence[str], problem: str) -> None:
        self.folder, self.names, self.problem = folder, tuple(names), problem
        older = "1 older one that is" if len(names) == 1 else f"{len(names)} older ones"
        are = "" if len(names) == 1 else " that are"
        more = ", \u2026" if len(names) > _MOST_NAMES else ""
        super().__init__(
            f"The backup is good, but {folder} keeps {older}{are} no longer needed "
            f"({problem}): {', '.join(names[:_MOST_NAMES])}{more}. Allow changes in "
            "this folder, then back up again."
        )


class NotLookedAtError(CycleDeskError):
    """A backup was made, and it cannot be known which older ones it replaces."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(
            "The backup is good, but older ones were not thinned out, because History "
            f"could not be read for it. {problem}"
        )


class BadBackupError(CycleDeskError):
    """A file is no backup, or is not what it was when it was made."""

    def __init__(self, *, name: str, problem: str) -> None:
        self.name, self.problem = name, problem
        super().__init__(
            f"{name} cannot be used: {problem}. Nothing was changed. "
            "Choose another backup."
        )


class NewerBackupError(CycleDeskError):
    """A newer program has made this backup."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"A newer CycleDesk has made {name}. Nothing was changed. Install the "
            "newer version on this computer and restore it then."
        )


class WrongSiteBackupError(CycleDeskError):
    """A backup is of another site than the file that it would replace."""

    def __init__(self, *, name: str, theirs: str, ours: str) -> None:
        self.name, self.theirs, self.ours = name, theirs, ours
        super().__init__(
            f"{name} is of site {theirs}, and this file is of {ours}. Nothing was "
            f"changed. Choose a backup of {ours}."
        )


class OtherFileBackupError(CycleDeskError):
    """A backup is of another file of the same site."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} was not made from this file, although the site is the same. "
            "Nothing was changed. Choose a backup of this file, or restore it into an "
            "empty folder."
        )


class PassphraseError(CycleDeskError):
    """A backup is protected, and no passphrase or another one was given."""

    def __init__(self, *, name: str, given: bool) -> None:
        self.name, self.given = name, given
        said = "This is not the passphrase of" if given else "A passphrase protects"
        super().__init__(
            f"{said} {name}. Nothing was changed. Type the passphrase that was set "
            "when it was made."
        )


class ShortPassphraseError(CycleDeskError):
    """A passphrase is too short to protect anything."""

    def __init__(self, *, at_least: int) -> None:
        self.at_least = at_least
        super().__init__(
            f"A passphrase has at least {at_least} characters, and nothing was set. "
            "Take four or five words that are not a saying."
        )


class SiteCodeError(CycleDeskError):
    """The site code was not typed as it is in the backup."""

    def __init__(self, *, typed: str, site: str) -> None:
        self.typed, self.site = typed, site
        super().__init__(
            f"{typed!r} is not the site of this backup, so nothing was restored. "
            f"Type {site} to go on."
        )


class ApprovalError(CycleDeskError):
    """Those who agree to a restore are not enough, or not the right ones."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(f"Nothing was restored: {problem}.")


class ChangedMeanwhileError(CycleDeskError):
    """Somebody saved in the present file after it was compared."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody saved in the present file while it was compared, so nothing was "
            "restored. Compare again to see what would be lost now."
        )


class SpentRestoreError(CycleDeskError):
    """A restore was tried that did not come to its end, and is tried once more."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was restored: after an attempt that did not come to its end the "
            "backup is looked at anew. Go back to the first step, and verify and "
            "compare it again."
        )


class NoBackupBeforeError(CycleDeskError):
    """A file was not brought up to date, for want of a backup."""

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(
            "This file was made by an earlier version of CycleDesk. It is only brought "
            f"up to date after a backup, and nothing was changed. {problem}"
        )


class RestorePlaceError(CycleDeskError):
    """The folder of the file did not take what was to be restored."""

    def __init__(self, *, folder: str, problem: str) -> None:
        self.folder, self.problem = folder, problem
        super().__init__(
            f"Nothing was restored: {folder} did not take the file ({problem}). The "
            "present file is as it was. Make room or mend the folder, then try again."
        )
