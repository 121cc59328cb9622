"""How far colours lie apart for people who see fewer of them, from the tokens."""

from collections.abc import Sequence
from itertools import product

import pytest
from PySide6.QtGui import QColor

from ui.theme import DARK, LIGHT, Tokens

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear sRGB.
VISION: dict[str, Sequence[Sequence[float]]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# CIE XYZ of sRGB, each row divided by the white of D65.
XYZ = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)
LUMINANCE = XYZ[1]
CLEAR = 20  # of CIE76, where 2.3 can just be told apart
SHAPE = 3.0  # ux.md C-02
TEXT = 4.4  # 4.5 by C-02 as most see it; a simulation is not as exact
EVERY = pytest.mark.parametrize("vision", VISION)
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def times(
    matrix: Sequence[Sequence[float]], values: Sequence[float]
) -> tuple[float, ...]:
    return tuple(
        sum(factor * value for factor, value in zip(row, values, strict=True))
        for row in matrix
    )


def seen(colour: str, vision: str) -> tuple[float, ...]:
    """Return the linear sRGB of a colour as somebody sees it."""
    found = QColor(colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (found.redF(), found.greenF(), found.blueF())
    ]
    return tuple(min(max(part, 0), 1) for part in times(VISION[vision], linear))


def lab(linear: Sequence[float]) -> tuple[float, ...]:
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in times(XYZ, linear)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, vision: str) -> float:
    """Return the CIE76 distance of two colours for somebody."""
    pair = zip(lab(seen(one, vision)), lab(seen(other, vision)), strict=True)
    return float(sum((a - b) ** 2 for a, b in pair) ** 0.5)


def contrast(one: str, other: str, vision: str) -> float:
    """Return the contrast of WCAG 2.2, as somebody sees it."""
    ((a,), (b,)) = (times([LUMINANCE], seen(found, vision)) for found in (one, other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def test_distances_are_measured_as_the_design_measured_them():
    """The row of ux.md 5.2 for last day and out of window."""
    last, outside = LIGHT.badges["last day"].fill, LIGHT.verdict.fill
    found = [round(apart(last, outside, vision)) for vision in VISION]
    assert found == [70, 59, 49, 72]


@EVERY
@THEMES
def test_out_of_window_is_unlike_every_status(tokens: Tokens, vision: str):
    """C-01, C-02: the strongest colour is the strongest for everybody."""
    near = {
        name: round(distance)
        for name, badge in tokens.badges.items()
        if (distance := apart(badge.fill, tokens.verdict.fill, vision)) < CLEAR
    }
    assert near == {}


@EVERY
@THEMES
@pytest.mark.parametrize(
    ("one", "other"),
    [("last day", "recorded"), ("last day", "due"), ("overdue", "recorded")],
)
def test_what_is_urgent_is_unlike_what_is_not(
    tokens: Tokens, vision: str, one: str, other: str
):
    """C-01."""
    fills = tokens.badges[one].fill, tokens.badges[other].fill
    assert apart(*fills, vision) >= CLEAR / 2


@EVERY
@THEMES
def test_words_icons_and_borders_keep_their_contrast(tokens: Tokens, vision: str):
    """C-02: as everybody sees them, not only as most do."""
    messages = (tokens.info, tokens.warning, tokens.error, tokens.success)
    tints = (*tokens.badges.values(), *messages, tokens.verdict)
    faint = [one for one in tints if contrast(one.text, one.fill, vision) < TEXT]
    assert faint == []
    grounds = (tokens.window, tokens.surface, tokens.alternate, tokens.selection)
    lost = [
        pair
        for pair in product((tokens.border, tokens.accent), grounds)
        if contrast(*pair, vision) < SHAPE
    ]
    assert lost == []
