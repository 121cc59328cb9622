import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path
from typing import Never

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from scheduler.documents.stamp import PageSize
from tests.documents.samples import pdf, sheet, treated
from ui import printing
from ui.printing import (
    PaperError,
    PdfPages,
    PrintError,
    SaveError,
    lp_options,
    print_pdf,
    printer_for,
    save_file,
)

POINTS = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}


@pytest.fixture
def printer(qapp: QApplication) -> QPrinter:
    assert qapp
    return printer_for("A4", "sheet")


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """R56."""
    target = tmp_path / "sheet.pdf"
    save_file(b"before", target)

    def full(_handle: int) -> Never:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="No space left on device"):
        save_file(b"after", target)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    with pytest.raises(SaveError, match="choose another folder"):
        save_file(b"", tmp_path / "gone" / "sheet.pdf")


def fake_lp(folder: Path, monkeypatch: pytest.MonkeyPatch, status: int):
    program = folder / "lp"
    program.write_text(
        "#!/bin/sh\n"
        f'echo "$@" > {folder}/options\ncat > {folder}/job\n'
        f'echo "lp: no such queue" >&2\nexit {status}\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(printing.shutil, "which", lambda _name: str(program))


@pytest.mark.skipif(os.name != "posix", reason="print systems that take PDF")
def test_a_print_system_gets_the_file_itself_and_the_options(
    printer: QPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    fake_lp(tmp_path, monkeypatch, 0)
    printer.setCopyCount(2)
    both_sides = QPrinter.DuplexMode.DuplexLongSide
    monkeypatch.setattr(QPrinter, "duplex", lambda _self: both_sides)
    printer.setFromTo(1, 2)
    made = b"%PDF" + bytes(range(256)) * 900
    print_pdf(made, printer, "A4")
    assert (tmp_path / "job").read_bytes() == made
    assert (tmp_path / "options").read_text().split() == [
        *("-t", "sheet", "-P", "1-2", "-o", "media=A4", "-o", "print-scaling=none"),
        *("-o", "sides=two-sided-long-edge", "-o", "collate=true", "-n", "2"),
    ]


@pytest.mark.skipif(os.name != "posix", reason="print systems that take PDF")
def test_a_print_system_that_refuses_is_quoted(
    printer: QPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    fake_lp(tmp_path, monkeypatch, 1)
    with pytest.raises(PrintError, match="no such queue"):
        print_pdf(b"%PDF", printer, "A4")


def test_a_print_system_that_cannot_start_is_told(
    printer: QPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(printing.shutil, "which", lambda _name: str(tmp_path / "gone"))
    with pytest.raises(PrintError, match="did not take it"):
        print_pdf(b"%PDF", printer, "A4")


def test_a_sheet_is_never_put_on_other_paper(printer: QPrinter):
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    with pytest.raises(PaperError, match="never scaled"):
        print_pdf(b"%PDF", printer, "A4")


def test_printing_to_a_file_writes_the_same_bytes(printer: QPrinter, tmp_path: Path):
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    made = pdf(sheet(treated()))
    print_pdf(made, printer, "A4")
    assert (tmp_path / "out.pdf").read_bytes() == made


@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.usefixtures("qapp")
def test_pages_are_painted_at_their_true_size(tmp_path: Path, page: PageSize):
    printer = printer_for(page, "sheet")
    printer.setResolution(100)
    printer.setOutputFileName(str(tmp_path / "painted.pdf"))
    pages = PdfPages(pdf(sheet(treated(), note="word " * 600), page))
    printing._paint(pages, printer)  # noqa: SLF001  only where there is no lp
    painted = PdfPages((tmp_path / "painted.pdf").read_bytes())
    assert len(painted) == len(pages) == 2
    assert painted.size(0) == pytest.approx(POINTS[page], abs=1)
    for wanted, found in zip(ink(pages), ink(painted), strict=True):
        assert found == pytest.approx(wanted, abs=2)


@pytest.mark.usefixtures("qapp")
def test_a_range_of_pages_is_painted(tmp_path: Path):
    printer = printer_for("A4", "sheet")
    printer.setResolution(72)
    printer.setOutputFileName(str(tmp_path / "painted.pdf"))
    printer.setFromTo(2, 2)
    pages = PdfPages(pdf(sheet(treated(), note="word " * 600)))
    printing._paint(pages, printer)  # noqa: SLF001  only where there is no lp
    assert len(PdfPages((tmp_path / "painted.pdf").read_bytes())) == 1


def ink(pages: PdfPages):
    """Return how far the first page's marks reach, in pixels of a screen."""
    image = pages.image(0, 96)
    dark = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 128
    ]
    columns, rows = zip(*dark, strict=True)
    return min(columns), max(columns), min(rows), max(rows)


def test_options_name_the_printer(printer: QPrinter, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QPrinter, "printerName", lambda _self: "Oncology 2")
    assert lp_options(printer, "Letter")[2:4] == ["-d", "Oncology 2"]
