"""What the program is and what it is not, for the about box."""

from importlib.metadata import version

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

DISTRIBUTION = "cycledesk"


def show_about(parent: QWidget) -> None:
    """Say it in a box that Enter or Esc closes."""
    title = QCoreApplication.translate("about", "About CycleDesk")
    QMessageBox.about(parent, title, about_text())


def about_text() -> str:
    """Return the version, the label text and the licences.

    Source:
        reliability.md 1.2 for the label text.
    """
    words = QCoreApplication.translate(
        "about",
        "CycleDesk {version}\n\nTrial administration aid for protocol "
        "JS001-027-III-HCC. Shows what the protocol table gives for the recorded "
        "weight. Not a medical device; not for use outside this trial. The "
        "investigator is responsible for the prescribed dose. Check participant "
        "code, weight and date against the source before dosing.\n\n"
        "Qt {qt}, used under the LGPL. Noto fonts under the OFL. Lucide icons under "
        "the ISC licence.",
    )
    return words.format(version=version(DISTRIBUTION), qt=qVersion())
