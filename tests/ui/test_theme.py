"""Colours: enough contrast in both themes, and never colour alone."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from scheduler.core.visits import Status
from ui.icons import STATUS_ICONS, VERDICT_ICON
from ui.theme import (
    DARK,
    LIGHT,
    Badge,
    Theme,
    Tokens,
    apply_theme,
    build_palette,
    tokens_of,
)
from ui.wording import status_word

TEXT, SHAPE = 4.5, 3.0  # ux.md C-02
GROUNDS = ("window", "surface", "alternate", "sidebar", "selection")
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, from sRGB."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def low(tokens: Tokens, pairs: list[tuple[str, str]], least: float) -> list[str]:
    """Return every pair of colours that has less contrast than asked."""
    found = [(a, b, contrast(getattr(tokens, a), getattr(tokens, b))) for a, b in pairs]
    return [f"{a} on {b}: {ratio:.2f}" for a, b, ratio in found if ratio < least]


def test_contrast_is_measured_as_the_design_measured_it():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast(LIGHT.text, LIGHT.window) == pytest.approx(15.19, abs=0.01)
    assert contrast(DARK.on_ribbon, DARK.ribbon) == pytest.approx(6.59, abs=0.01)


@THEMES
def test_text_can_be_read_on_every_ground(tokens: Tokens):
    """C-02."""
    pairs = list(product(("text", "label"), GROUNDS))
    pairs += [("placeholder", "surface"), ("placeholder", "window")]
    pairs += [("on_accent", "accent"), ("on_ribbon", "ribbon")]
    pairs += [("accent", "window"), ("accent", "surface")]
    assert low(tokens, pairs, TEXT) == []


@THEMES
def test_borders_and_the_ring_of_the_focus_can_be_seen(tokens: Tokens):
    """C-02, K-02."""
    pairs = list(product(("border", "accent"), GROUNDS))
    pairs += [("disabled", "surface")]
    assert low(tokens, pairs, SHAPE) == []


@THEMES
@pytest.mark.parametrize("name", ["info", "warning", "error", "success", "verdict"])
def test_messages_can_be_read(tokens: Tokens, name: str):
    """C-02."""
    tint: Badge = getattr(tokens, name)
    assert contrast(tint.text, tint.fill) >= TEXT


@THEMES
@pytest.mark.parametrize("status", list(Status))
def test_every_badge_can_be_read(tokens: Tokens, status: Status):
    """C-02."""
    badge = tokens.badges[status]
    assert contrast(badge.text, badge.fill) >= TEXT


@THEMES
def test_the_border_of_a_badge_is_seen_on_every_row(tokens: Tokens):
    """C-02."""
    pairs = [("border", ground) for ground in ("surface", "alternate", "selection")]
    assert low(tokens, pairs, SHAPE) == []


@THEMES
def test_a_wrong_field_is_seen_beside_a_right_one(tokens: Tokens):
    """C-02."""
    pairs = [("wrong", ground) for ground in ("surface", "window", "alternate")]
    assert low(tokens, pairs, SHAPE) == []


def test_no_status_is_told_by_colour_alone():
    """C-01."""
    words = {status_word(status) for status in Status}
    shapes = {STATUS_ICONS[status] for status in Status} | {VERDICT_ICON}
    assert len(words) == len(Status)
    assert len(shapes) == len(Status) + 1


@pytest.mark.parametrize(
    ("theme", "tokens"), [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK)], ids=str
)
def test_no_colour_of_the_system_is_left(
    qapp: QApplication, theme: Theme, tokens: Tokens
):
    apply_theme(qapp, theme)
    assert tokens_of(qapp.palette()) is tokens
    ours = {
        QColor(value).name()
        for name in Tokens.__slots__
        if isinstance(value := getattr(tokens, name), str)
    }
    roles = [role for role in QPalette.ColorRole if role.name != "NColorRoles"]
    built = build_palette(tokens)
    strange = {
        role.name: built.color(role).name()
        for role in roles
        if role is not QPalette.ColorRole.NoRole
        and built.color(role).name() not in ours
    }
    assert strange == {}


def test_the_system_is_followed_where_nothing_else_was_chosen(qapp: QApplication):
    apply_theme(qapp, Theme.SYSTEM)
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert tokens_of(qapp.palette()) is (DARK if dark else LIGHT)
