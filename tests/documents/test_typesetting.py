from pathlib import Path

import pytest

from scheduler.documents.typesetting import Typesetter, TypesettingError
from tests.documents.samples import (
    PRINTED,
    RESOURCES,
    TEMPLATE,
    pdf,
    sheet,
    treated,
    typesetter,
)

FONTS = RESOURCES / "fonts"


@pytest.fixture
def templates(tmp_path: Path):
    return tmp_path


def setter(templates: Path, text: str):
    (templates / "small.typ").write_text(text)
    return Typesetter(templates, FONTS)


def test_the_same_data_give_the_same_bytes():
    found = sheet(treated())
    other = Typesetter(RESOURCES / "templates", FONTS)
    again = other.pdf(TEMPLATE, found.as_json(), page="A4", created=PRINTED)
    assert pdf(found) == pdf(found) == again


def test_another_text_or_another_paper_gives_other_bytes():
    found = sheet(treated())
    assert pdf(found) != pdf(found, "Letter")
    assert pdf(found) != pdf(sheet(treated("59")))


def test_data_are_text_and_never_markup(templates: Path):
    """F31."""
    found = setter(templates, "#let data = json(bytes(sys.inputs.data))\n#data.note")
    made = found.pdf(
        "small.typ", {"note": '#panic("x") $ *b* @r'}, page="A4", created=PRINTED
    )
    assert made.startswith(b"%PDF-1.7")


def test_a_template_that_does_not_fit_is_an_error_that_can_be_told(templates: Path):
    found = setter(templates, "#let data = json(bytes(sys.inputs.data))\n#data.gone")
    with pytest.raises(
        TypesettingError, match=r"Nothing was printed or saved"
    ) as error:
        found.pdf("small.typ", {"note": ""}, page="A4", created=PRINTED)
    assert error.value.template == "small.typ"


def test_a_template_that_is_not_there_is_an_error_that_can_be_told(templates: Path):
    with pytest.raises(TypesettingError, match=r"gone\.typ: not found"):
        Typesetter(templates, FONTS).pdf("gone.typ", {}, page="A4", created=PRINTED)


def test_no_font_of_the_computer_is_used():
    found = {font.path for font in typesetter()._fonts.fonts() if font.path}  # noqa: SLF001
    assert {Path(path).parent for path in found} == {FONTS}


def test_no_template_reaches_the_network():
    for path in (RESOURCES / "templates").glob("*.typ"):
        assert "@preview" not in path.read_text()
        assert "@local" not in path.read_text()
