import io
import re
from datetime import date
from itertools import pairwise

import pypdf
import pytest

from scheduler.documents.dosing_sheet import content_lines
from scheduler.documents.sheet_data import SheetData
from tests.documents.paper import (
    EDGE,
    POINTS_PER_MM,
    document,
    marks,
    squeezed,
    text_of,
)
from tests.documents.samples import (
    HOLD,
    booked,
    every_other_day,
    extreme,
    pdf,
    second_issues,
    sheet,
    stamp,
    treated,
)

SIZES_MM = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
BOX_MM = (186.0, 255.0)
DATE = re.compile(
    r"\b(0[1-9]|[12]\d|3[01])-"
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{4}\b"
)
TIME_TO_FILL_IN = "__:__"
SIGNING = 5  # people
FORBIDDEN = {
    "N-01 trailing zero on a dose": r"\d\.0+\s?mg",
    "N-02 naked decimal": r"(?<!\d)\.\d",
    "N-03 unit run together": r"\d(mg|mL|kg|ml)\b",
    "N-03 unit with a stop": r"\b(mg|mL|kg)\.(?=\s[a-z])",
    "N-04 frequency abbreviated": r"\b(QD|OD|QOD|EOD|BID|q3w|Q3W|q\.d\.)\b",
    "N-05 sign": r"[<>\u2264\u2265\u00b1@&]",
    "N-08 brackets in a drug line": r"DOSE[^\n]*[()]",
    "D-01 another date": r"\b\d{1,4}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
    "D-05 twelve-hour clock": r"\b\d{1,2}(:\d{2})? ?[AaPp]\.?[Mm]\b",
    "D-09 window by sign": r"\u00b1|\+/-",
    "I-07 arm": r"(?i)\b(arm|active|unblinded)\b",
    "nothing promised": "(?i)" + "|".join(["valid" + "ated", "certif" + "ied"]),
}


def sheets():
    stamped = stamp(issue=2, replaces=1, replaces_on=date(2026, 11, 20))
    before = content_lines(sheet(treated()))
    return {
        "typical": sheet(treated()),
        "below 60": sheet(treated("59.95")),
        "second issue": sheet([*treated(), booked()], previous=before, stamped=stamped),
        "every other day": sheet(every_other_day(), settings={"spare_days": 3}),
        "dose unknown": sheet([], "C1D1", as_of="2026-02-22"),
        "hold": sheet([*treated(), {**HOLD, "drug": "lenvatinib"}]),
        "demo": sheet(treated(), stamped=stamp(demo=True, profile_confirmed=False)),
        **second_issues(),
        "extreme": extreme(),
    }


SHEETS = sheets()


@pytest.fixture(params=SHEETS, scope="module")
def found(request: pytest.FixtureRequest):
    return SHEETS[request.param]


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_nothing_lies_outside_the_box_that_fits_both_papers(
    found: SheetData, page: str
):
    """F14."""
    for one in document(pdf(found, page)):
        width, height = one.get_size()
        size = SIZES_MM[page]
        assert (width, height) == pytest.approx(
            [mm * POINTS_PER_MM for mm in size], 1e-4
        )
        sides = [
            ((whole - box) / 2 * POINTS_PER_MM, (whole + box) / 2 * POINTS_PER_MM)
            for whole, box in zip(size, BOX_MM, strict=True)
        ]
        for left, bottom, right, top in marks(one):
            assert sides[0][0] - EDGE <= left <= right <= sides[0][1] + EDGE
            assert sides[1][0] - EDGE <= bottom <= top <= sides[1][1] + EDGE


@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.parametrize("name", [name for name in SHEETS if name != "extreme"])
def test_an_ordinary_sheet_is_one_page(name: str, page: str):
    assert len(document(pdf(SHEETS[name], page))) == 1


def test_the_second_issues_tell_up_to_four_lines_and_what_came_along():
    told = [len(found.changes) for found in second_issues().values()]
    assert (min(told), max(told)) == (2, 5)


@pytest.mark.parametrize("name", [*second_issues(), "typical"])
def test_a_hand_has_6_mm_to_sign(name: str):
    page = document(pdf(SHEETS[name]))[0].get_textpage()
    text = page.get_text_range()
    found = [one.start() for one in re.finditer(TIME_TO_FILL_IN, text)]
    heights = [page.get_charbox(index)[1] for index in found[-SIGNING:]]
    assert len(heights) == SIGNING
    for upper, lower in pairwise(heights):
        assert upper - lower >= 6.2 * POINTS_PER_MM


def test_every_line_of_content_is_on_paper(found: SheetData):
    paper = squeezed(text_of(pdf(found)))
    for label, text in content_lines(found).items():
        parts = re.split(r" \u2013 |; |, | to |: ", text)
        missing = [part for part in parts if squeezed(part) not in paper]
        assert missing == [], label


@pytest.mark.parametrize(
    "words",
    [
        "DOSING SHEET",
        "Protocol JS001-027-III-HCC",
        "Registry NCT04523493",
        "Site PL03",
        "Participant PL03-0012",
        "Randomization no. 4711",
        "Initials J-W",
        "Born 1961",
        "Sex male",
        "Cycle 14 Day 1",
        "Mon 23-Nov-2026",
        "20-Nov-2026 to 26-Nov-2026",
        "Actual date",
        "toripalimab or placebo",
        "DOSE 240 mg",
        "over 30 minutes",
        "first infusion 60",
        "Kit number",
        "Expiry",
        "Start",
        "Stop",
        "complete",
        "stopped early, volume",
        "not given, reason",
        "DOSE 12 mg",
        "12 mg = three capsules of 4 mg",
        "Last dose Sun 13-Dec-2026",
        "21 days",
        "3 capsules of 4 mg x 21 days = 63 capsules",
        "latest visit date is 17-Dec-2026",
        "Dispensed",
        "Batch",
        "Returned",
        "Difference",
        "Today",
        "61.4 kg on 20-Feb-2026, at baseline",
        "60 kg or more = 12 mg; less than 60 kg = 8 mg",
        "capsules counted",
        "Cycle 15 Day 1, Mon 14-Dec-2026, window 11-Dec-2026 to 17-Dec-2026",
        "Check against the protocol and the signed order.",
        "Correct by single line, initials, date, reason. 24-hour clock.",
        "Prescriber",
        "Prepared",
        "Checked (second person)",
        "Administered",
        "__-___-____",
        "__:__",
        "Printed 23-Nov-2026 08:12 (UTC+01:00) by AK",
        "Issue 1",
        "Page 1 of 1",
        "Trial administration aid for protocol JS001-027-III-HCC, version 0.1.0.",
        "Not a medical device",
    ],
)
def test_a_typical_sheet_shows(words: str):
    assert squeezed(words) in squeezed(text_of(pdf(SHEETS["typical"])))


def test_each_drug_has_its_own_order():
    text = text_of(pdf(SHEETS["typical"]))
    assert text.count("continue") == text.count("hold") == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("below 60", "DOSE 8 mg"),
        ("below 60", "59.95 kg on 20-Feb-2026"),
        ("dose unknown", "DOSE not known: no baseline weight"),
        ("dose unknown", "Dose by the signed order"),
        ("every other day", "every other day"),
        ("every other day", "4 mg = one capsule of 4 mg"),
        ("every other day", "25-Nov-2026"),
        ("hold", "DOSE none: on hold"),
        ("second issue", "since issue 1"),
        ("second issue", "Issue 2 replaces issue 1 of 20-Nov-2026"),
        ("second issue", "Visit moved from Mon 23-Nov-2026 to Wed 25-Nov-2026 09:30"),
        ("demo", "PROFILE NOT CONFIRMED"),
        ("extreme", "ABCDEFGHIJKLMNO01I1l"),
    ],
)
def test_a_special_sheet_shows(name: str, words: str):
    assert squeezed(words) in squeezed(text_of(pdf(SHEETS[name])))


def test_only_what_is_true_is_marked():
    text = text_of(pdf(SHEETS["typical"]))
    assert "DEMO" not in text
    assert "CONFIRMED" not in text
    assert "CHANGES" not in text


def test_a_demo_sheet_is_marked_twice():
    assert squeezed(text_of(pdf(SHEETS["demo"]))).count("DEMO") == 2


@pytest.mark.parametrize(("kg", "shown"), [("60", "60.0 kg"), ("59.95", "59.95 kg")])
def test_a_weight_keeps_its_precision_and_a_dose_has_none(kg: str, shown: str):
    """N-01."""
    text = text_of(pdf(sheet(treated(kg))))
    assert shown in text
    assert not re.search(r"\b(8|12)\.0", text)


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_sheet_breaks_a_rule_of_writing(found: SheetData, rule: str):
    """D-01, D-05, D-09, N-01, N-02, N-03, N-04, N-05, N-08, I-07, R12."""
    assert re.findall(FORBIDDEN[rule], text_of(pdf(found))) == []


def test_every_date_is_written_in_one_way(found: SheetData):
    """D-01."""
    text = text_of(pdf(found))
    likely = re.findall(r"\b\d{1,2}[- ][A-Za-z]{3,9}[- ,]+\d{2,4}\b", text)
    assert len(likely) > 5
    assert [one for one in likely if not DATE.fullmatch(one)] == []


def test_the_infusion_is_masked_on_every_sheet(found: SheetData):
    """I-07, F18."""
    text = squeezed(text_of(pdf(found)))
    masked = text.count("toripalimaborplacebo")
    assert text.count("placebo") == text.count("toripalimab") == masked
    assert masked >= 1


def test_every_font_is_in_the_file(found: SheetData):
    fonts = [
        font["/DescendantFonts"][0]["/FontDescriptor"]
        for page in pypdf.PdfReader(io.BytesIO(pdf(found))).pages
        for font in (ref.get_object() for ref in page["/Resources"]["/Font"].values())
    ]
    assert fonts
    assert all(set(font) & {"/FontFile2", "/FontFile3"} for font in fonts)
    assert all("NotoSans" in font["/FontName"] for font in fonts)
