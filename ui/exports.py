"""Saves what is listed as a file: History as CSV and as PDF."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

import resources
from scheduler.core.history import HistoryEntry, HistoryFilter
from scheduler.core.history_text import asked_text
from scheduler.documents.history_list import TEMPLATE, HistoryList
from scheduler.documents.stamp import PageSize
from scheduler.documents.typesetting import Typesetter
from scheduler.errors import CycleDeskError
from scheduler.exchange.history_csv import history_csv
from ui.main_window import MainWindow
from ui.places import documents
from ui.printing import save_file, with_ending
from ui.session import Paper, Session
from ui.wording import wording

DEMO_PREFIX = "DEMO_"
AT_A_TIME = 5_000
MOST_ON_PAPER = 5_000  # fields; about three hundred pages


class TooLongForPaperError(CycleDeskError):
    """More was listed than anybody reads on paper."""

    def __init__(self, *, fields: int, most: int) -> None:
        self.fields, self.most = fields, most
        super().__init__(
            f"This list has {fields:,} changed fields, and a PDF holds at most "
            f"{most:,}. Nothing was saved. Filter by participant or by days, or "
            "export it as CSV."
        )


class HistoryExports(QObject):
    """Asks where, tells History, then writes the file whole or not at all.

    Args:
        session: the open file.
        window: where it is said how it went.
    """

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    @Slot(object, int)
    def ask_csv(self, asked: HistoryFilter, through: int) -> None:
        """Ask for a place, and save what is listed as CSV there."""
        self._ask(".csv", lambda path: self.save_csv(path, asked, through))

    @Slot(object, int)
    def ask_pdf(self, asked: HistoryFilter, through: int) -> None:
        """Ask for a place, and save what is listed as PDF there."""
        self._ask(".pdf", lambda path: self.save_pdf(path, asked, through))

    def save_csv(self, path: Path, asked: HistoryFilter, through: int) -> None:
        """Write what is listed as CSV.

        Raises:
            CycleDeskError: nothing was written; what was there before still is.
        """
        made = history_csv(self._entries(asked, through))
        self._save(path, made, asked)

    def save_pdf(self, path: Path, asked: HistoryFilter, through: int) -> None:
        """Write what is listed as PDF.

        Raises:
            CycleDeskError: nothing was written; what was there before still is.
        """
        fields = self._session.read(
            lambda store: store.count_changes(asked, through=through)
        )
        if fields > MOST_ON_PAPER:
            raise TooLongForPaperError(fields=fields, most=MOST_ON_PAPER)
        self._save(path, self._pdf(asked, through), asked)

    def _pdf(self, asked: HistoryFilter, through: int) -> bytes:
        session, site = self._session, self._session.site()
        listed = HistoryList(
            entries=tuple(self._entries(asked, through)),
            asked=asked_text(asked, self._code(asked)),
            protocol=session.study.protocol,
            site=site.code if site else "",
            printed_at=session.clock().replace(microsecond=0),
            by=session.person.name,
            app_version=session.program,
            head=f"number {through}",
            demo=session.demo,
        )
        page: PageSize = "Letter" if site and site.paper is Paper.LETTER else "A4"
        setter = Typesetter(resources.folder("templates"), resources.folder("fonts"))
        return setter.pdf(
            TEMPLATE, listed.as_json(), page=page, created=listed.printed_at
        )

    def _entries(self, asked: HistoryFilter, through: int) -> Iterator[HistoryEntry]:
        read = 0
        while True:
            page = self._session.read(
                lambda store, at=read: store.changes(  # type: ignore[misc]
                    asked, through=through, limit=AT_A_TIME, offset=at
                )
            )
            yield from page.entries
            read = page.rows
            if page.ended:
                return

    def _save(self, path: Path, made: bytes, asked: HistoryFilter) -> None:
        """Tell History first: no file leaves without a trace."""
        words = "; ".join(asked_text(asked, self._code(asked))) or "everything"
        told = (
            ("what", f"History, {path.suffix.removeprefix('.').upper()}"),
            ("filter", words),
            ("sha256", hashlib.sha256(made).hexdigest()),
        )
        self._session.write(lambda store, by: store.record_event("export", told, by=by))
        save_file(made, path)
        self._window.say_saved(self.tr("Saved as {path}.").format(path=path))

    def _code(self, asked: HistoryFilter) -> str:
        people = self._session.participants()
        return next(
            (one.participant.code for one in people if one.id == asked.participant), ""
        )

    def _ask(self, ending: str, save: Callable[[Path], None]) -> None:
        site = self._session.site()
        prefix = DEMO_PREFIX if self._session.demo else ""
        day = self._session.today().isoformat()
        offered = f"{prefix}{site.code if site else 'site'}_history_{day}{ending}"
        kind = ending.removeprefix(".").upper()
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export History"),
            str(documents() / offered),
            f"{kind} (*{ending})",
        )
        if not name:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            save(with_ending(Path(name), ending))
        except CycleDeskError as error:
            self._window.show_message(wording(error))
        finally:
            QApplication.restoreOverrideCursor()
