"""Which words typed freely are pointed out, and which are everyday ones."""

import pytest

from scheduler.core.masking import telling_words

TELLING = {
    "Placebo suspected": "Placebo",
    "rash, so not on PLACEBO": "PLACEBO",
    "he is in the control arm": "control arm",
    "thinks she has active drug": "active drug",
    "Arm B?": "Arm B",
    "reaction to toripalimab": "toripalimab",
    "gruppo di controllo": "gruppo di controllo",
    "riceve il farmaco attivo": "farmaco attivo",
    "grupa kontrolna": "grupa kontrolna",
    "w ramieniu eksperymentalnym": "ramieniu eksperymentalnym",
    "po toripalimabie": "toripalimabie",
    "отримує плацебо": "плацебо",
    "контрольна група": "контрольна група",
    "після торипалімабу": "торипалімабу",
    "可能是安慰剂": "安慰剂",
    "对照组患者": "对照组",
    "特瑞普利单抗反应": "特瑞普利单抗",
}
EVERYDAY = [
    "",
    "blood pressure on the left arm",
    "support group",
    "treatment delayed by a week",
    "physically active",
    "toripalimab or placebo given late",
    "Toripalimab lub placebo",
    "торипалімаб або плацебо",
    "特瑞普利单抗或安慰剂",
    "grupa wsparcia",
    "braccio sinistro",
    "persona amabile",
    "ліва рука",
    "患者要求改期",
]


@pytest.mark.parametrize("text", TELLING)
def test_a_word_that_tells_the_treatment_is_found(text: str):
    """R42, F21."""
    assert telling_words(text) == (TELLING[text],)


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_and_the_masked_name_are_not(text: str):
    """R42: a warning that comes for nothing is soon not read."""
    assert telling_words(text) == ()


def test_each_word_is_named_once():
    said = "Placebo? No: toripalimab. Placebo"
    assert telling_words(said) == ("Placebo", "toripalimab")
