"""Turns a button off, and says why to those who look and to those who listen."""

from PySide6.QtWidgets import QAbstractButton


def hinder(button: QAbstractButton, why: str) -> None:
    """Turn a button off for a reason, or on where there is none.

    Source:
        ux.md F-04.
    """
    button.setEnabled(not why)
    button.setToolTip(why)
    button.setStatusTip(why)
    button.setAccessibleDescription(why)
