"""What a reader finds in a finished PDF: its words and where its marks are."""

import re

import pypdfium2

POINTS_PER_MM = 72 / 25.4
EDGE = 1.0  # points: half of a rule, and how its ends are drawn


def text_of(made: bytes):
    pages = [page.get_textpage().get_text_range() for page in document(made)]
    return "\n".join(pages).replace("\r\n", "\n").replace("\u00a0", " ")


def document(made: bytes):
    return pypdfium2.PdfDocument(made)


def squeezed(text: str):
    return re.sub(r"[\s\u200b\u00a0\ufffe]+", "", text)


def marks(page: pypdfium2.PdfPage):
    """Yield the box of every letter, line and frame; a space leaves no mark."""
    text = page.get_textpage()
    for thing in page.get_objects():
        yield thing.get_bounds()
    for index in range(text.count_chars()):
        if not text.get_text_range(index, 1).isspace():
            yield text.get_charbox(index)
