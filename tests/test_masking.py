"""Nothing that the program holds or says tells one treatment from the other."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from scheduler.core.facts_text import write_facts
from scheduler.core.plan import make_plan
from scheduler.core.plan_text import plan_data
from scheduler.demo import demo_documents
from tests.commands import ROOT, Commands
from tests.core.profiles import FIRST

TODAY = date(2026, 11, 22)
PROFILE = ROOT / "resources" / "studies" / "js001-027-iii-hcc.toml"
MASKED = re.compile("toripalimab or placebo", re.IGNORECASE)
TELLING = re.compile(
    r"placebo|toripalimab|experimental|control group|comparator|\barms?\b"
    r"|(?<!\d)2\s*:\s*1(?!\d)|active drug|active treatment|one unit",
    re.IGNORECASE,
)


def telling(text: str) -> list[str]:
    """Return every word that tells a treatment, once the masked name is out."""
    return TELLING.findall(MASKED.sub("", text))


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


@pytest.mark.parametrize(
    "text",
    ["placebo", "Toripalimab 240 mg", "the arm", "randomized 2:1", "Control group"],
)
def test_a_telling_word_is_found(text: str):
    assert telling(text)


@pytest.mark.parametrize(
    "text", ["Toripalimab or placebo", "pharmacy", "warm", "22:15", "12:10"]
)
def test_the_masked_name_and_ordinary_words_are_not(text: str):
    assert telling(text) == []


def test_the_profile_tells_nothing():
    """I-07."""
    assert telling(PROFILE.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("at", range(24))
def test_facts_and_plans_tell_nothing(at: int):
    """I-07."""
    document = demo_documents(FIRST, TODAY)[at]
    plan = make_plan(FIRST, FIRST.settings, document, as_of=TODAY)
    written = json.dumps(plan_data(FIRST, plan), ensure_ascii=False)
    assert telling(written) == []
    assert telling(write_facts(document)) == []
    assert written.count("toripalimab or placebo") == 1


def test_the_command_line_tells_nothing(commands: Commands):
    printed = [commands.run("--help").out, commands.run("codes").out]
    printed += [commands.run(name, "--help").out for name in ("plan", "dose", "codes")]
    printed += [commands.run("dose", "60").out, commands.run("dose", "x").err]
    printed += [commands.run("check-profile", PROFILE).out]
    for document in demo_documents(FIRST, TODAY)[:6]:
        facts = commands.file(write_facts(document))
        answer = commands.run("plan", facts, "--as-of", TODAY.isoformat())
        printed.append(answer.out)
    assert all(printed)
    assert telling("\n".join(printed)) == []
