"""What one user of this computer prefers, typed, over QSettings."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from ui.theme import Theme

ORGANISATION = "CycleDesk"
APPLICATION = "CycleDesk"
LOCK_MINUTES = range(1, 16)  # never is not among them
DEFAULT_MINUTES = 10


class Preferences:
    """Reads and keeps preferences; nothing of a participant is among them.

    Args:
        settings: where they are kept; the user's own place by default.
    """

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings(ORGANISATION, APPLICATION)

    @property
    def theme(self) -> Theme:
        """Which colours were chosen; what the system has if none were."""
        found = self._text("look/theme")
        return Theme(found) if found in set(Theme) else Theme.SYSTEM

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._settings.setValue("look/theme", theme.value)

    @property
    def last_file(self) -> str:
        """The site file that was open last; empty if none was."""
        return self._text("file/last")

    @last_file.setter
    def last_file(self, path: str) -> None:
        self._settings.setValue("file/last", path)

    @property
    def person(self) -> str:
        """The name of who writes here; empty before anybody said so."""
        return self._text("person/name")

    @person.setter
    def person(self, name: str) -> None:
        self._settings.setValue("person/name", name)

    @property
    def second_place(self) -> Path | None:
        """The folder where every backup goes as well; None if none was chosen."""
        found = self._text("backup/second")
        return Path(found) if found else None

    @second_place.setter
    def second_place(self, folder: Path | None) -> None:
        self._settings.setValue("backup/second", str(folder) if folder else "")

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a touch the screen is locked."""
        found = self._text("lock/minutes")
        minutes = int(found) if found.isdecimal() else DEFAULT_MINUTES
        return min(max(minutes, min(LOCK_MINUTES)), max(LOCK_MINUTES))

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._settings.setValue("lock/minutes", str(minutes))

    def state(self, name: str) -> QByteArray:
        """Return the kept state of a window or a table; empty if there is none."""
        found = self._settings.value(f"state/{name}")
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep the state of a window or a table under a name."""
        self._settings.setValue(f"state/{name}", state)

    def _text(self, key: str) -> str:
        found = self._settings.value(key, "")
        return found if isinstance(found, str) else ""
