"""Tokens to palette: every colour of the program, light and dark."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from string import Template
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

import resources

SPACE = (4, 8, 12, 16, 24, 32)
CONTROL_HEIGHT = 32
ROW_HEIGHT = 36
RADIUS = 6


class Theme(StrEnum):
    """What the person chose: follow the system, or not."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Badge:
    """The colours of one status: text on fill."""

    text: str
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour by its use; ratios are in ux.md 5.1 and tested.

    Attributes:
        verdict: the strongest colour, for a visit out of its window.
        wrong: the border of a field that something stands against.
        badges: by the word of a status; by word, because the window is painted
            before the rules are imported.
    """

    window: str
    surface: str
    alternate: str
    sidebar: str
    selection: str
    text: str
    label: str
    placeholder: str
    disabled: str
    accent: str
    on_accent: str
    border: str
    hairline: str
    ribbon: str
    on_ribbon: str
    info: Badge
    warning: Badge
    error: Badge
    success: Badge
    verdict: Badge
    wrong: str
    badges: Mapping[str, Badge]


LIGHT = Tokens(
    window="#F4F6F8",
    surface="#FFFFFF",
    alternate="#EEF1F4",
    sidebar="#E8ECF0",
    selection="#CFE3F1",
    text="#17202A",
    label="#4A5663",
    placeholder="#525E6A",
    disabled="#88929C",
    accent="#0B5C8A",
    on_accent="#FFFFFF",
    border="#6B7885",
    hairline="#D5DBE1",
    ribbon="#5B3A8E",
    on_ribbon="#FFFFFF",
    info=Badge("#17202A", "#E3EFF7"),
    warning=Badge("#3D2600", "#FFF0D1"),
    error=Badge("#5A1A00", "#FDE7DD"),
    success=Badge("#0A3B2F", "#E0F1EB"),
    verdict=Badge("#FFFFFF", "#A32E00"),
    wrong="#A32E00",
    badges=MappingProxyType(
        {
            "planned": Badge("#4A5663", "#FFFFFF"),
            "due": Badge("#0A4A70", "#CBE2F5"),
            "recorded": Badge("#0A5A47", "#D3EDE1"),
            "last day": Badge("#5C3800", "#FFDD7A"),
            "overdue": Badge("#5A1A00", "#F5BBA1"),
            "missed": Badge("#5A1A00", "#F3D5C8"),
            "awaiting confirmation": Badge("#3D2600", "#FFF0D1"),
            "on hold": Badge("#2B333B", "#BAC1C9"),
            "not done": Badge("#2B333B", "#DDE2E7"),
            "cancelled": Badge("#4A5663", "#EEF1F4"),
        }
    ),
)

DARK = Tokens(
    window="#1B2026",
    surface="#232A31",
    alternate="#2A323A",
    sidebar="#161A1F",
    selection="#1F4A66",
    text="#E8EDF2",
    label="#B3BEC9",
    placeholder="#98A4B0",
    disabled="#727D88",
    accent="#6DB7E3",
    on_accent="#0B1D29",
    border="#8E9CAA",
    hairline="#3A444E",
    ribbon="#6D4BA3",
    on_ribbon="#FFFFFF",
    info=Badge("#E8EDF2", "#17354A"),
    warning=Badge("#FFE9BF", "#3F2F0C"),
    error=Badge("#FFD9C9", "#4A2013"),
    success=Badge("#D4F3E8", "#12382F"),
    verdict=Badge("#FFFFFF", "#C2400F"),
    wrong="#E8703F",
    badges=MappingProxyType(
        {
            "planned": Badge("#B3BEC9", "#232A31"),
            "due": Badge("#D6EBF9", "#1F5A82"),
            "recorded": Badge("#9BE3CA", "#124234"),
            "last day": Badge("#1E1600", "#E0A93B"),
            "overdue": Badge("#FFD9C9", "#4A2013"),
            "missed": Badge("#FFD9C9", "#5C2E20"),
            "awaiting confirmation": Badge("#FFE9BF", "#3F2F0C"),
            "on hold": Badge("#F0F3F6", "#5B6672"),
            "not done": Badge("#E8EDF2", "#3A444E"),
            "cancelled": Badge("#B3BEC9", "#2A323A"),
        }
    ),
)


def tokens_of(palette: QPalette) -> Tokens:
    """Return the tokens that a palette was made from, by the tone of its window.

    A widget asks its own palette, so nobody has to be told when the theme turns.
    """
    window = palette.color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT  # noqa: PLR2004  half of 255


def build_palette(tokens: Tokens) -> QPalette:
    """Return a palette with every role set, so that no system colour is left."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for found, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.alternate,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.PlaceholderText: tokens.placeholder,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.Accent: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.alternate,
        role.Mid: tokens.hairline,
        role.Dark: tokens.border,
        role.Shadow: tokens.border,
        role.BrightText: tokens.on_accent,
    }.items():
        palette.setColor(found, QColor(colour))
    for found in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, found, QColor(tokens.disabled))
    return palette


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the application its palette and its short style sheet.

    Where the system asks for high contrast, its own colours are left alone.
    """
    hints = app.styleHints()
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        app.setPalette(QPalette())
        app.setStyleSheet("")
        return
    dark = theme is Theme.DARK or (
        theme is Theme.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
    )
    tokens = DARK if dark else LIGHT
    app.setPalette(build_palette(tokens))
    app.setStyleSheet(style_sheet(tokens))


def style_sheet(tokens: Tokens) -> str:
    """Return ``resources/style/window.qss`` in the colours of a theme."""
    sheet = resources.path("style", "window.qss").read_text(encoding="utf-8")
    words = {"radius": str(RADIUS)}
    for name in ("arrow", "check"):
        words[f"drawing_{name}"] = _drawing(name, tokens)
    for field in fields(tokens):
        value = getattr(tokens, field.name)
        if isinstance(value, Badge):
            words[f"{field.name}_text"] = value.text
            words[f"{field.name}_fill"] = value.fill
        elif isinstance(value, str):
            words[field.name] = value
    return Template(sheet).substitute(words)


def _drawing(name: str, tokens: Tokens) -> str:
    """Return where a drawing in the colours of a theme is, as a style sheet asks."""
    theme = "dark" if tokens is DARK else "light"
    return resources.path("style", f"{name}-{theme}.svg").as_posix()


def sized(font: QFont, points: float, *, bold: bool = False) -> QFont:
    """Return the system font at a size of ux.md 5.3, figures of one width.

    The size is given for a system font of 10 points and grows with the real one.
    """
    found = QFont(font)
    found.setPointSizeF(points * max(font.pointSizeF(), 1.0) / 10)
    found.setBold(bold)
    found.setFeature(QFont.Tag("tnum"), 1)
    return found
