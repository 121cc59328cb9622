"""Sheets that stay on their page."""

import io
import re

import pypdf
import pytest
import zxingcpp

from scheduler.documents.dosing_sheet import dosing_sheet
from tests.documents.paper import (
    document,
    squeezed,
    text_of,
)
from tests.documents.samples import (
    pdf,
    plan,
    sheet,
    stamp,
    study,
    treated,
    typesetter,
    weight,
)
from tests.documents.test_sheet_pdf import SHEETS


def test_the_file_is_tagged_and_has_a_title_and_a_language():
    reader = pypdf.PdfReader(io.BytesIO(pdf(SHEETS["typical"])))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title == "Dosing sheet S000482 issue 1, PL03-0012 C14D1"
    packet = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in packet
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet


def test_text_is_read_in_the_order_of_the_sheet():
    text = text_of(pdf(SHEETS["typical"]))
    order = ["1  INFUSION", "2  CAPSULES", "3  WEIGHT", "4  CHECKS", "5  NEXT", "Role"]
    places = [re.sub(" +", " ", text).index(re.sub(" +", " ", one)) for one in order]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["typical", "second issue", "demo", "extreme"])
def test_the_code_is_read_from_paper(name: str):
    found = SHEETS[name]
    picture = document(pdf(found))[0].render(scale=300 / 72, grayscale=True).to_pil()
    codes = zxingcpp.read_barcodes(picture)
    assert [code.text for code in codes] == [
        f"NCT04523493|{found.participant}|{found.visit}|S000482|I{found.stamp.issue}"
    ]


def test_several_sheets_in_one_file_count_their_own_pages():
    longer = sheet(treated(), note="word " * 500, stamped=stamp(demo=True))
    data = {"sheets": [SHEETS["typical"].as_json(), longer.as_json()]}
    created = SHEETS["typical"].stamp.printed_at
    made = typesetter().pdf("dosing_sheet.typ", data, page="A4", created=created)
    texts = [page.get_textpage().get_text_range() for page in document(made)]
    found = [re.search(r"Page (\d) of (\d)", text).groups() for text in texts]
    assert found == [("1", "1"), ("1", "2"), ("2", "2")]
    assert ["DEMO" in text for text in texts] == [False, True, True]


def test_the_header_stands_on_every_page():
    for page in document(pdf(SHEETS["extreme"])):
        text = squeezed(page.get_textpage().get_text_range())
        for words in ("DOSINGSHEET", "ABCDEFGHIJKLMNO01I1l", "RND-2020-0000471"):
            assert words in text


def test_weights_of_both_bands_give_the_dose_of_the_band():
    for grams, dose in (("59.99", "8 mg"), ("60.0", "12 mg")):
        found = plan([weight(grams)], as_of="2026-02-22")
        made = pdf(dosing_sheet(study(), found, found.visit("C1D1"), stamp()))
        assert f"DOSE {dose}" in text_of(made)
