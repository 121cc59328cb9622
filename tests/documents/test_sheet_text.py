import pytest

from tests.documents.paper import (
    EDGE,
    POINTS_PER_MM,
    document,
    marks,
    squeezed,
    text_of,
)
from tests.documents.samples import booked, every_other_day, pdf, sheet, treated

INJECTIONS = [
    '#panic("x")',
    "$ x^2 $",
    "*b* _i_ `raw`",
    "<label> @ref",
    "= Heading",
    '#import "sheet_base.typ": *',
    r"\u{1F600} \ back \\ slash",
    "<b>12</b> mg & <script>alert(1)</script>",
    "//comment /* more */ ~ -- --- ...",
    "'single' \"double\" #{}[]()",
    "{{ template }} ${HOME} %s {0}",
    "=SUM(A1) +1 -1",
    "Пацієнт Ґанок Єва Їжак; zażółć gęślą jaźń",
    "患者在家服用胶囊。人日方一",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_free_text_prints_as_it_was_typed(text: str):
    facts = [*every_other_day(text), booked(reason=text)]
    made = pdf(sheet(facts, note=text))
    assert squeezed(text_of(made)).count(squeezed(text)) >= 3


@pytest.mark.parametrize("text", ["12\u202e mg\u2066", "nul\x00 bell\x07", "\ufeffx"])
def test_hidden_characters_are_seen(text: str):
    assert "\ufffd" in text_of(pdf(sheet(treated(), note=text)))


@pytest.mark.parametrize("note", ["word " * 2000, "x" * 10_000])
def test_a_note_of_any_length_is_printed_whole_inside_the_box(note: str):
    made = pdf(sheet(treated(), note=note))
    assert len(document(made)) > 1
    letter = note[0]
    body = text_of(made).split("NOTE")[1]
    assert body.count(letter) >= note.count(letter)
    left, right = 12 * POINTS_PER_MM - EDGE, 198 * POINTS_PER_MM + EDGE
    for page in document(made):
        assert all(left <= box[0] and box[2] <= right for box in marks(page))
