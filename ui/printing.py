"""A finished PDF on its way out: to the screen, into a file, onto paper.

The same bytes are looked at, saved and printed; nothing is ever scaled to fit.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QProcess, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from scheduler.documents.stamp import PageSize
from scheduler.durable import write_durably
from scheduler.errors import CycleDeskError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

POINTS_PER_INCH = 72
PRINT_DPI = 600
HANDED_OVER_WITHIN_MS = 30_000
SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


@dataclass(frozen=True, slots=True)
class RenderedSheet:
    """One issue of one sheet, finished.

    Attributes:
        pdf: the bytes that are previewed, saved and printed.
        title: what it is, in words.
        file_name: the name to offer when it is saved.
        sheet: its number.
        issue: from 1.
    """

    pdf: bytes
    title: str
    file_name: str
    sheet: str
    issue: int


class SaveError(CycleDeskError):
    """A file could not be written."""

    def __init__(self, *, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(
            f"{path} could not be written ({problem}). Close it if another program "
            "shows it, or choose another folder."
        )


class PrintError(CycleDeskError):
    """A printer did not take the paper."""

    def __init__(self, *, printer: str, problem: str) -> None:
        self.printer, self.problem = printer, problem
        super().__init__(
            f"{printer or 'The printer'} did not take it ({problem}). "
            "Look at the printer, or save the PDF and print that."
        )


class PaperError(CycleDeskError):
    """The printer is set to another paper than the sheet was made for."""

    def __init__(self, *, wanted: str, found: str) -> None:
        self.wanted, self.found = wanted, found
        super().__init__(
            f"The sheet is made for {wanted} and the printer is set to {found}. A "
            "sheet is never scaled: choose the same paper in both places."
        )


class PdfPages:
    """The pages of a PDF as pictures.

    Args:
        pdf: the whole file.
    """

    def __init__(self, pdf: bytes) -> None:
        # Imported late: the library is large, and the window does not wait for it.
        import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

        self._document = pypdfium2.PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """Return the width and the height of a page in points."""
        width, height = self._document[index].get_size()
        return float(width), float(height)

    def image(self, index: int, dots_per_inch: float) -> QImage:
        """Return one page as a picture; a dot is a pixel of the device."""
        scale = dots_per_inch / POINTS_PER_INCH
        bitmap = self._document[index].render(scale=scale, prefer_bgrx=True)
        return QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()


def save_file(content: bytes, path: Path) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        SaveError: it could not be written; what was there before is untouched.

    Source:
        reliability.md R56: a file beside it, fsync, then in its place.
    """
    try:
        write_durably(path, content)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise SaveError(path=str(path), problem=problem) from error


def with_ending(path: Path, ending: str) -> Path:
    """Return a path with its ending, so that no file of another kind is replaced.

    Raises:
        SaveError: there is a file of the longer name, and nobody was asked about it.

    >>> with_ending(Path("PL03.cycledesk"), ".pdf").name
    'PL03.cycledesk.pdf'
    """
    if path.suffix.lower() == ending:
        return path
    whole = path.with_name(path.name + ending)
    if whole.exists():
        raise SaveError(path=str(whole), problem="there is one already")
    return whole


def printer_for(page: PageSize, name: str) -> "QPrinter":
    """Return the system's printer, set up for one sheet at its true size.

    Args:
        page: the paper that the sheet was made for.
        name: of the job in the printer's list.
    """
    # Imported late: it loads the system's printing library.
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(SIZES[page]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setDocName(name)
    return printer


def has_printers() -> bool:
    """Say whether this computer knows a printer."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415  as above

    return bool(QPrinterInfo.availablePrinterNames())


def print_pdf(pdf: bytes, printer: "QPrinter", page: PageSize) -> None:
    """Put a PDF on paper with the options of the print dialog.

    A print system that takes PDF gets the file itself; others get pictures of
    its pages at their true size.

    Raises:
        PaperError: the printer is set to other paper.
        PrintError: the printer did not take it.
        SaveError: it was to be printed to a file, which could not be written.
    """
    found = printer.pageLayout().pageSize()
    if not found.isEquivalentTo(QPageSize(SIZES[page])):
        raise PaperError(wanted=page, found=found.name())
    if file_name := printer.outputFileName():
        save_file(pdf, Path(file_name))
    elif lp := shutil.which("lp"):
        _hand_over(pdf, lp, lp_options(printer, page), printer.printerName())
    else:
        _paint(PdfPages(pdf), printer)


def lp_options(printer: "QPrinter", page: PageSize) -> list[str]:
    """Return what the print dialog chose, as options of ``lp``."""
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415  as above

    duplex = {
        QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
    }.get(printer.duplex(), "one-sided")
    options = [
        f"media={page}",
        "print-scaling=none",
        f"sides={duplex}",
        f"collate={str(printer.collateCopies()).lower()}",
    ]
    found = ["-t", printer.docName() or "CycleDesk"]
    if printer.printerName():
        found += ["-d", printer.printerName()]
    if printer.fromPage():
        found += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    found += [part for option in options for part in ("-o", option)]
    return [*found, "-n", str(printer.copyCount())]


def _hand_over(pdf: bytes, program: str, options: list[str], printer: str) -> None:
    process = QProcess()
    process.start(program, options)
    process.write(pdf)
    process.closeWriteChannel()
    if not process.waitForFinished(HANDED_OVER_WITHIN_MS):
        problem = process.errorString()
        process.kill()
        process.waitForFinished()
        raise PrintError(printer=printer, problem=problem)
    if process.exitCode() != 0:
        said = bytes(process.readAllStandardError().data()).decode(errors="replace")
        raise PrintError(printer=printer, problem=said.strip() or "no reason given")


def _paint(pages: PdfPages, printer: "QPrinter") -> None:
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError(printer=printer.printerName(), problem="it did not start")
    try:
        for index in range(first - 1, min(last, len(pages))):
            if index >= first and not printer.newPage():
                problem = f"it stopped after page {index}"
                raise PrintError(printer=printer.printerName(), problem=problem)
            _paint_page(pages, index, painter, printer.resolution())
    finally:
        painter.end()


def _paint_page(
    pages: PdfPages, index: int, painter: QPainter, dots_per_inch: int
) -> None:
    width, height = pages.size(index)
    scale = dots_per_inch / POINTS_PER_INCH
    paper = QRectF(QPointF(0, 0), QPointF(width * scale, height * scale))
    painter.drawImage(paper, pages.image(index, dots_per_inch))
