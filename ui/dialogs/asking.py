"""Shows a dialog, waits for the answer, and leaves nothing of it behind."""

from PySide6.QtWidgets import QDialog


def ask(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; say whether it was accepted.

    Qt deletes it at its next turn. Left to itself it would live as long as the
    window; left to Python's collector, its parts would be freed in any order.
    """
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
