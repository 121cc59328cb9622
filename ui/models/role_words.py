"""The roles of people in the words that stand on the screen."""

from PySide6.QtCore import QCoreApplication

from ui.session import Role

translate = QCoreApplication.translate


def role_word(role: Role) -> str:
    """Return the role of a person as it stands on the screen."""
    return {
        Role.COORDINATOR: translate("role", "Study coordinator"),
        Role.INVESTIGATOR: translate("role", "Investigator"),
        Role.PHARMACIST: translate("role", "Blinded pharmacist"),
        Role.MONITOR: translate("role", "Monitor (reads only)"),
        Role.ADMINISTRATOR: translate("role", "Administrator (no data entry)"),
    }[role]
