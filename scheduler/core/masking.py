"""Words that could tell the treatments of a blinded study apart, in five languages.

They are looked for in what people type freely. The list knows no study: it holds what
arms are called, and the ending by which antibodies are named everywhere.
"""

import re

_MASKED = re.compile(
    r"\w*(?:mab\w?|маб\w{0,2}) (?:or|o|lub|або|чи) (?:placebo|плацебо)"
    r"|\w*单抗或安慰剂",
    re.IGNORECASE,
)
_LANGUAGES = {
    # "arm" alone is where blood pressure is measured.
    "English": r"\bplacebos?\b|\barm [ab12]\b|\bcomparator\b"
    r"|\b(?:active|control|experimental|treatment|study) (?:arm|group)\b"
    r"|\bactive (?:drug|treatment|substance|medication)\b",
    "Italian": r"\b(?:braccio|gruppo) (?:attivo|sperimentale|(?:di )?controllo)\b"
    r"|\b(?:farmaco|trattamento|principio) attivo\b",
    "Polish": r"\b(?:rami\w+|grup\w+) (?:aktywn|kontroln|eksperymentaln|badawcz)\w+"
    r"|\baktywn\w+ (?:lek|leczeni|substancj)\w*|\blek\w* aktywn\w+",
    "Ukrainian": r"плацебо"
    r"|\b(?:контрольн|експериментальн|активн)\w+ (?:груп|гілк)\w+"
    r"|\bактивн\w+ (?:препарат|лікуванн|речовин)\w*",
    "Chinese": r"安慰剂|对照组|试验组|实验组|活性药",
    "antibodies": r"\b\w{3,}mab(?:s|u|em|ie|y)?\b|\b\w+маб\w{0,2}\b|\w*单抗",
}
_TELLING = re.compile("|".join(_LANGUAGES.values()), re.IGNORECASE)


def telling_words(text: str) -> tuple[str, ...]:
    """Return what in a text could tell the treatments apart, as it stands there.

    The masked name, which names both, tells nothing.

    >>> telling_words("Felt as if on placebo"), telling_words("drugimab or placebo")
    (('placebo',), ())

    Source:
        reliability.md R42, F21.
    """
    return tuple(dict.fromkeys(_TELLING.findall(_MASKED.sub(" ", text))))
