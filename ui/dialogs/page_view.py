"""One page of a PDF on the screen, sharp at every zoom and pixel ratio."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ui.printing import POINTS_PER_INCH, PdfPages
from ui.theme import SPACE, tokens_of

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class PageView(QScrollArea):
    """Shows one page, in its true size or so that the whole of it is seen.

    Attributes:
        page: the index of the page shown, from 0.
        fitted: True while the zoom follows the size of the window.

    Signals:
        shown: another page, or the same one larger or smaller.
    """

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = 0
        self.fitted = True
        self._zoom = 1.0
        self._pages: PdfPages | None = None
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def zoom(self) -> float:
        """How large the page is; 1 is its true size."""
        return self._fitting_zoom() if self.fitted else self._zoom

    @property
    def image(self) -> QImage:
        """The picture on the screen, in pixels of the device."""
        return self._sheet.image

    def set_pages(self, pages: PdfPages) -> None:
        """Show another document, on the same page if it has one."""
        self._pages = pages
        self.show_page(min(self.page, len(pages) - 1))

    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages) if self._pages else 0

    @Slot()
    def show_next(self) -> None:
        """Show the page after this one, if there is one."""
        self.show_page(self.page + 1)

    @Slot()
    def show_previous(self) -> None:
        """Show the page before this one, if there is one."""
        self.show_page(self.page - 1)

    def show_page(self, page: int) -> None:
        """Show a page from its top."""
        if 0 <= page < self.count():
            self.page = page
            self._draw()
            self.verticalScrollBar().setValue(0)

    @Slot()
    def fit(self) -> None:
        """Show the whole page, whatever the size of the window."""
        self.fitted = True
        self._draw()

    @Slot()
    def true_size(self) -> None:
        """Show the page as large as it is on paper."""
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Show the page so much larger than it is on paper."""
        self.fitted, self._zoom = False, zoom
        self._draw()

    @Slot()
    def zoom_in(self) -> None:
        """Show it one step larger."""
        self.set_zoom(min((z for z in ZOOMS if z > self.zoom), default=ZOOMS[-1]))

    @Slot()
    def zoom_out(self) -> None:
        """Show it one step smaller."""
        self.set_zoom(max((z for z in ZOOMS if z < self.zoom), default=ZOOMS[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page anew."""
        super().resizeEvent(event)
        if self.fitted:
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew on a screen of another pixel ratio."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._draw()

    def _draw(self) -> None:
        if self._pages is None:
            return
        ratio = self.devicePixelRatioF()
        dots = self.logicalDpiX() * self.zoom * ratio
        image = self._pages.image(self.page, dots)
        image.setDevicePixelRatio(ratio)
        self._sheet.show_image(image)
        self.shown.emit()

    def _fitting_zoom(self) -> float:
        if self._pages is None:
            return 1.0
        width, height = self._pages.size(self.page)
        scale = self.logicalDpiX() / POINTS_PER_INCH
        room = self.maximumViewportSize() - QSize(2 * SPACE[3], 2 * SPACE[3])
        found = min(room.width() / (width * scale), room.height() / (height * scale))
        return max(found, ZOOMS[0] / 2)


class _Sheet(QWidget):
    """The paper with its edge."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage) -> None:
        """Take another picture and its size."""
        self.image = image
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the picture in points of the screen, with its edge."""
        return self.image.deviceIndependentSize().toSize() + QSize(2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page pixel by pixel, then the edge of the paper."""
        painter = QPainter(self)
        painter.drawImage(1, 1, self.image)
        painter.setPen(QPen(tokens_of(self.palette()).border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
