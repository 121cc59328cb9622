import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path
from typing import Never

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from scheduler.documents.stamp import PageSize
from tests.ui.preview_desk import Desk, RefusedError
from ui.dialogs import print_preview
from ui.dialogs.print_preview import PrintPreview
from ui.printing import (
    PdfPages,
    PrintError,
)

POINTS = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def preview(qtbot: QtBot, desk: Desk):
    return shown(qtbot, desk)


def shown(qtbot: QtBot, desk: Desk):
    dialog = PrintPreview(desk.make, desk.record)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def buttons(dialog: QWidget) -> Iterator[QAbstractButton]:
    yield from dialog.findChildren(QAbstractButton)


def test_the_same_bytes_are_previewed_and_saved(preview: PrintPreview, tmp_path: Path):
    target = tmp_path / "sheet.pdf"
    preview.save_to(target)
    assert target.read_bytes() == preview.rendered.pdf
    assert "Saved as" in preview.message.text()


def test_an_issue_is_recorded_once_however_often_it_is_saved(
    preview: PrintPreview, desk: Desk, tmp_path: Path
):
    for name in ("one.pdf", "two.pdf", "one.pdf"):
        preview.save_to(tmp_path / name)
    assert desk.kept == [("S000482", 1, "A4")]
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_looking_records_nothing(qtbot: QtBot, preview: PrintPreview, desk: Desk):
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert preview.isHidden()
    assert desk.kept == []


def test_what_is_not_recorded_is_not_written(
    preview: PrintPreview, desk: Desk, tmp_path: Path
):
    desk.refuses = RefusedError("The disk is full.")
    preview.save_to(tmp_path / "sheet.pdf")
    assert list(tmp_path.iterdir()) == []
    assert preview.message.text().startswith("Nothing was printed or saved.")
    assert preview.isVisible()


def test_a_failed_write_says_that_the_issue_stands_without_paper(
    preview: PrintPreview, desk: Desk, tmp_path: Path
):
    preview.save_to(tmp_path / "gone" / "sheet.pdf")
    said = preview.message.text()
    assert "Issue 1 of sheet S000482 is recorded as printed, but no paper came" in said
    assert "it stays issue 1" in said
    assert preview.isVisible()
    preview.save_to(tmp_path / "sheet.pdf")
    assert desk.kept == [("S000482", 1, "A4")]
    assert (tmp_path / "sheet.pdf").exists()


def test_a_name_without_an_ending_gets_one(preview: PrintPreview, tmp_path: Path):
    preview.save_to(tmp_path / "sheet")
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_sheet_never_takes_the_place_of_another_kind_of_file(
    preview: PrintPreview, tmp_path: Path
):
    records, sheet = tmp_path / "PL03.cycledesk", tmp_path / "PL03.cycledesk.pdf"
    records.write_bytes(b"records")
    preview.save_to(records)
    assert sheet.read_bytes() == preview.rendered.pdf
    sheet.write_bytes(b"another")
    preview.save_to(records)
    assert "there is one already" in preview.message.text()
    assert (records.read_bytes(), sheet.read_bytes()) == (b"records", b"another")


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_the_paper_that_is_chosen_is_drawn(
    preview: PrintPreview, desk: Desk, tmp_path: Path, page: PageSize
):
    choice = next(one for one in buttons(preview) if one.text() == page)
    choice.click()
    assert PdfPages(preview.rendered.pdf).size(0) == pytest.approx(POINTS[page], 1e-3)
    preview.save_to(tmp_path / "sheet.pdf")
    assert desk.kept == [("S000482", 1, page)]


def test_a_paper_that_cannot_be_drawn_leaves_the_other(
    preview: PrintPreview, desk: Desk
):
    before = preview.rendered
    desk.cannot_draw = RefusedError("The disk is full.")
    next(one for one in buttons(preview) if one.text() == "Letter").click()
    assert preview.rendered is before
    assert preview.page == "A4"
    assert next(one for one in buttons(preview) if one.text() == "A4").isChecked()
    assert preview.message.isVisible()


def test_without_a_sheet_nothing_can_be_printed(qtbot: QtBot, desk: Desk):
    desk.cannot_draw = RefusedError("The disk is full.")
    dialog = shown(qtbot, desk)
    assert not dialog.save.isEnabled()
    assert not dialog.print.isEnabled()
    dialog.ask_print()
    dialog.ask_save()
    assert desk.kept == []


def test_the_page_is_as_sharp_as_the_screen(preview: PrintPreview):
    preview.view.true_size()
    image = preview.view.image
    ratio = preview.devicePixelRatioF()
    wanted = round(POINTS["A4"][0] / 72 * preview.logicalDpiX() * ratio)
    assert abs(image.width() - wanted) <= 1
    assert image.devicePixelRatio() == ratio


def test_zoom_goes_in_steps_and_back_to_the_whole_page(preview: PrintPreview):
    fitted = preview.view.zoom
    preview.tools.true_size.click()
    assert preview.tools.scale.text() == "100 %"
    preview.tools.larger.click()
    assert preview.tools.scale.text() == "125 %"
    preview.tools.smaller.click()
    preview.tools.smaller.click()
    assert preview.tools.scale.text() == "75 %"
    preview.tools.fit.click()
    assert preview.view.zoom == pytest.approx(fitted)


def test_the_whole_page_follows_the_window(preview: PrintPreview):
    before = preview.view.zoom
    preview.resize(QSize(500, 500))
    assert preview.view.zoom < before
    assert preview.view.image.height() < 500 * preview.devicePixelRatioF()


def test_pages_are_turned(qtbot: QtBot, desk: Desk):
    desk.note = "word " * 1000
    dialog = shown(qtbot, desk)
    assert dialog.tools.position.text() == "Page 1 of 3"
    assert not dialog.tools.before.isEnabled()
    for _ in range(5):
        dialog.tools.after.click()
    assert dialog.tools.position.text() == "Page 3 of 3"
    assert not dialog.tools.after.isEnabled()
    dialog.tools.before.click()
    assert dialog.tools.position.text() == "Page 2 of 3"


def test_everything_has_a_name_and_a_key(preview: PrintPreview):
    for button in buttons(preview):
        assert button.accessibleName(), button.text()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert not getattr(button, "autoDefault", bool)()
    assert preview.view.accessibleName()


@pytest.mark.parametrize(
    ("key", "method"), [(Qt.Key.Key_S, "ask_save"), (Qt.Key.Key_P, "ask_print")]
)
def test_the_usual_keys_save_and_print(
    qtbot: QtBot,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    key: Qt.Key,
    method: str,
):
    asked: list[str] = []
    monkeypatch.setattr(PrintPreview, method, lambda _self: asked.append(method))
    dialog = shown(qtbot, desk)
    dialog.activateWindow()
    qtbot.waitActive(dialog).__enter__().__exit__(None, None, None)
    qtbot.keyClick(dialog, key, Qt.KeyboardModifier.ControlModifier)
    assert asked == [method]


def test_saving_offers_the_name_of_the_sheet(
    preview: PrintPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / "chosen.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    preview.save.click()
    assert offered == ["PL03-0012_C14D1_issue1.pdf"]
    assert (tmp_path / "chosen.pdf").exists()


def test_no_name_saves_nothing(
    preview: PrintPreview, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    preview.ask_save()
    assert desk.kept == []


def test_without_a_printer_the_file_is_offered(
    preview: PrintPreview, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    preview.print.click()
    assert "No printer is set up" in preview.message.text()
    assert preview.focusWidget() is preview.save
    assert desk.kept == []


@pytest.mark.parametrize("accepted", [True, False])
def test_what_the_print_dialog_accepts_is_printed(
    preview: PrintPreview,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    accepted: bool,
):
    printed: list[bytes] = []
    answer = QDialog.DialogCode.Accepted if accepted else QDialog.DialogCode.Rejected
    monkeypatch.setattr(print_preview, "has_printers", lambda: True)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: answer)
    monkeypatch.setattr(print_preview, "print_pdf", lambda pdf, *_: printed.append(pdf))
    preview.ask_print()
    assert printed == ([preview.rendered.pdf] if accepted else [])
    assert len(desk.kept) == accepted


def test_a_printer_that_fails_is_told_and_the_issue_stands(
    preview: PrintPreview, desk: Desk
):
    def fail() -> Never:
        raise PrintError(printer="Oncology 2", problem="offline")

    preview.deliver(fail, "")
    assert "Oncology 2 did not take it (offline)" in preview.message.text()
    assert desk.kept == [("S000482", 1, "A4")]
