"""What holds at every stop of the tour: each page, each dialog, in each state."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog

from scheduler.core.study import Study
from tests.translations import stretching
from tests.ui.looks import (
    Words,
    cut,
    moving,
    nameless,
    out_of_order,
    silent,
    small,
    words_of,
)
from tests.ui.site_tour import site_tour
from tests.ui.tour import TYPICAL, Stop, demo_tour
from ui.dialogs.banner import BannerLine
from ui.pages.banner import Banner
from ui.theme import Theme, apply_theme

LOOKS = {
    "no name": nameless,
    "off without a reason": silent,
    "cut": cut,
    "moving": moving,
    "out of order": out_of_order,
}
ABOUT_ONE = {"fact", "participant", "record", "book", "correct", "delay", "unrecorded"}
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATE = re.compile(rf"\b(0[1-9]|[12]\d|3[01])-({MONTHS})-\d{{4}}\b")
SIGN = "[<>\u2264\u2265\u00b1@&/]"
NEVER = {
    "D-01": r"\b\d{1,4}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
    rf"|\b\d{{1,2}} ?({MONTHS})[a-z]* ?\d{{4}}\b",
    "D-03": rf"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b(?![ \n]\d\d-({MONTHS})|$)",
    "D-05": r"\b\d{1,2}(:\d{2})? ?[AaPp]\.?[Mm]\b",
    "D-06": r"^(\?+|-+|n/a|None|null|unknown)$",
    "D-09": r"\u00b1|\+/-",
    "N-01": r"\d\.0+[\s\u00a0]?mg",
    "N-02": r"(?<![\d\w])\.\d|\b\d{4,}[\s\u00a0](mg|capsules)",
    "N-03": r"\d (mg|mL|kg)\b|\d(mg|mL|kg|ml)\b|\b(mg|mL|kg)\.(?= [a-z])",
    "N-04": r"(?i)\b(QD|OD|QOD|EOD|BID|TID|q\d+[wd]|q\.d\.)\b",
    "N-05": rf"(mg|kg)[^.]*{SIGN}|{SIGN}[^.]*(mg|kg)\b",
    "I-07": r"(?i)\b(arm|active|unblinded)\b|(?<!or\u00a0)(?<!or )\bplacebo\b",
    "F-02": r"(?i)\b(invalid|illegal|failed|you must|error|oops)\b|!",
}
RELATIVE = re.compile(r"\b(yesterday|tomorrow|in \d+ days?|\d+ days? (late|early))\b")
WITHOUT_YEAR = re.compile(rf"\b\d\d-({MONTHS})\b(?!-)(?! to \d\d-({MONTHS})-\d{{4}})")


class Seen:
    """What a whole tour showed: the words, and what was found at each stop."""

    def __init__(self) -> None:
        self.found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.words: dict[Words, str] = {}
        self.stops: set[str] = set()

    def look(self, stop: Stop, body: float) -> None:
        """Look at everything of one stop; say of each thing where it was first."""
        self.stops.add(f"{stop}")
        for name, look in LOOKS.items():
            self._note(name, look(stop), stop)
        self._note("small", small(stop, body), stop)
        self._note("banner", banners(stop), stop)
        self._note("no focus", unfocused(stop), stop)
        for words in words_of(stop.widget):
            if words.text:
                self.words.setdefault(plain(words), f"{stop}")
        self._note("out of order", out_of_order(stop), stop)  # last: it moves the focus

    def _note(self, name: str, found: Iterator[str], stop: Stop) -> None:
        for one in found:
            self.found[name].setdefault(one, f"{stop}")


def plain(words: Words) -> Words:
    """Return words without the marks that keep a date on one line."""
    beside = words.beside.replace("\u2060", "")
    return words._replace(text=words.text.replace("\u2060", ""), beside=beside)


def banners(stop: Stop) -> Iterator[str]:
    """Yield a page of one participant without a banner, and any other with one."""
    kind = BannerLine if isinstance(stop.widget, QDialog) else Banner
    shown = any(one.isVisible() for one in stop.widget.findChildren(kind))
    named = stop.name.split()[0] in ABOUT_ONE
    if shown is not named:
        yield f"{stop.name}: banner {shown}"


def unfocused(stop: Stop) -> Iterator[str]:
    """Yield a dialog that opens with the focus on nothing."""
    if isinstance(stop.widget, QDialog) and stop.widget.focusWidget() is None:
        yield stop.name


@pytest.fixture(scope="session")
def system_font(qapp: QApplication) -> QFont:
    """The font of the system: one pass may still be at its own size of text."""
    return qapp.font()


@pytest.fixture(scope="module", params=[1.0, 2.0], ids=["usual text", "twice the text"])
def seen(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    system_font: QFont,
    shipped_study: Study,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Seen]:
    """Everything, seen once at each size of text."""
    font = QFont(system_font)
    font.setPointSizeF(font.pointSizeF() * request.param)
    qapp.setStyle("Fusion")
    qapp.setFont(font)
    apply_theme(qapp, Theme.LIGHT)
    found = Seen()
    demo = demo_tour(tmp_path_factory.mktemp("demo"))
    for stop in chain(demo, site_tour(shipped_study, tmp_path_factory.mktemp("site"))):
        found.look(stop, qapp.font().pointSizeF())
    yield found
    qapp.setFont(system_font)


def test_the_tour_sees_every_state(seen: Seen):
    """K-07: what is not looked at is not known."""
    states = {name.split(", ")[1] for name in seen.stops}
    assert {"empty", "typical", "extreme", "error", "asked"} <= states
    assert len(seen.words) > 1_000


def test_every_control_has_a_name(seen: Seen):
    """K-07: none is unnamed in the tree that screen readers read."""
    assert seen.found["no name"] == {}


def test_what_is_off_says_why(seen: Seen):
    """F-04, K-05: each action and each button that is off, by tooltip and aloud."""
    assert seen.found["off without a reason"] == {}


def test_no_word_has_less_room_than_it_needs(seen: Seen):
    """K-11, I-06: labels, buttons and choices, also at twice the size of text."""
    assert seen.found["cut"] == {}


def test_no_text_is_smaller_than_nine_tenths_of_the_systems(seen: Seen):
    """K-12, K-11: sizes follow the font of the system."""
    assert seen.found["small"] == {}


def test_tab_goes_as_one_reads(seen: Seen):
    """K-01, K-02: it reaches every control, downwards and to the right, in a ring."""
    assert seen.found["out of order"] == {}


def test_a_dialog_opens_with_the_focus_on_a_control(seen: Seen):
    """K-02."""
    assert seen.found["no focus"] == {}


def test_nothing_moves_by_itself(seen: Seen):
    """C-06: no animation runs on any screen."""
    assert seen.found["moving"] == {}


def test_whose_it_is_stands_above_everything_about_one_participant(seen: Seen):
    """I-01, I-02: a banner on pages and dialogs of one participant, nowhere else."""
    assert seen.found["banner"] == {}


@pytest.mark.parametrize("rule", NEVER)
def test_no_screen_breaks_a_rule_of_writing(seen: Seen, rule: str):
    """D-01, D-03, D-05, D-06, D-09, N-01, N-02, N-03, N-04, N-05, I-07, F-02."""
    written = re.compile(NEVER[rule])
    broken = {
        words.text: at
        for words, at in seen.words.items()
        # A reason that is chosen is what people say, not what is said of them.
        if words.kind != "line" and written.search(words.text)
    }
    assert broken == {}


def test_a_relative_word_stands_beside_its_date(seen: Seen):
    """D-10: 2 days late means little without the days it is counted from."""
    alone = {
        words.text: at
        for words, at in seen.words.items()
        if RELATIVE.search(words.text)
        and not DATE.search(f"{words.text} {words.beside}")
        and not WITHOUT_YEAR.search(words.beside)
    }
    assert alone == {}


def test_a_year_is_left_out_only_in_cells_below_a_date_with_its_year(seen: Seen):
    """D-13: never in a dialog, a banner, a sentence or a tooltip."""
    short = {
        words: at for words, at in seen.words.items() if WITHOUT_YEAR.search(words.text)
    }
    assert {words.text: at for words, at in short.items() if not is_cell(words)} == {}
    pages = {at.split(",")[0] for at in short.values()}
    assert pages <= {"today", "participant overview", "participant calendar"}


def is_cell(words: Words) -> bool:
    return words.kind in {"cell", "heading"}


def test_the_code_is_never_shortened(seen: Seen):
    """I-06."""
    told = [words.text for words in seen.words if "PL03-" in words.text]
    shortened = re.compile(r"PL03-\d{0,3}(?!\d)")
    assert any(TYPICAL in text for text in told)
    assert [text for text in told if shortened.search(text)] == []


def test_a_language_of_twice_the_length_cuts_no_word(
    qapp: QApplication,
    system_font: QFont,
    shipped_study: Study,
    tmp_path_factory: pytest.TempPathFactory,
):
    """E-05: no language is as long as the pretended one."""
    before = qapp.font()
    qapp.setFont(system_font)
    language = stretching(tmp_path_factory.mktemp("language"))
    demo = demo_tour(tmp_path_factory.mktemp("demo"))
    site = site_tour(shipped_study, tmp_path_factory.mktemp("site"))
    qapp.installTranslator(language)
    try:
        found = {one: f"{stop}" for stop in chain(demo, site) for one in cut(stop)}
    finally:
        qapp.removeTranslator(language)
        qapp.setFont(before)
    assert found == {}
