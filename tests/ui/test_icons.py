"""Icons: each status its own shape, sharp, in the colours of the theme."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication

from scheduler.core.visits import Status
from ui.icons import STATUS_ICONS, VERDICT_ICON, icon
from ui.theme import DARK, LIGHT, Theme, apply_theme


def strongest(found: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    """Return the colour of the pixels that are covered whole."""
    picture = found.pixmap(QSize(24, 24), 4.0, mode).toImage()
    picture = picture.convertToFormat(QImage.Format.Format_ARGB32)
    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    solid = [
        picture.pixelColor(x, y)
        for x, y in places
        if picture.pixelColor(x, y).alpha() == 255
    ]
    return solid[0].name()


def test_every_status_has_a_shape_of_its_own():
    """C-01."""
    shapes = [*STATUS_ICONS.values(), VERDICT_ICON]
    assert set(STATUS_ICONS) == set(Status)
    assert len(set(shapes)) == len(shapes)
    for shape in shapes:
        assert not icon(shape).pixmap(16, 16).isNull()


def test_an_unknown_icon_says_which_there_are():
    with pytest.raises(LookupError, match=r"there are .*pill\.svg"):
        icon("no-such-icon")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_an_icon_has_as_many_pixels_as_the_screen(ratio: float):
    picture = icon("syringe").pixmap(QSize(20, 20), ratio)
    assert picture.size() == QSize(round(20 * ratio), round(20 * ratio))


def test_an_icon_follows_the_theme(qapp: QApplication):
    found = icon("pill")
    assert strongest(found) == LIGHT.text.lower()
    apply_theme(qapp, Theme.DARK)
    assert strongest(found) == DARK.text.lower()


def test_an_icon_takes_a_role_or_a_colour():
    assert strongest(icon("pill", QPalette.ColorRole.Accent)) == LIGHT.accent.lower()
    assert strongest(icon("pill", "#A32E00")) == QColor("#A32E00").name()


def test_a_disabled_icon_is_in_the_disabled_colour():
    found = strongest(icon("pill", "#A32E00"), QIcon.Mode.Disabled)
    assert found == LIGHT.disabled.lower()


def test_a_copied_icon_can_be_changed():
    copied = QIcon(icon("pill"))
    copied.addPixmap(icon("scale").pixmap(32, 32))
    assert not copied.pixmap(16, 16).isNull()
