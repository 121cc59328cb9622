"""Every string of the window for translators: ``python -m tests.translations FOLDER``.

It collects the strings of ``ui`` into ``cycledesk.ts`` with Qt's lupdate, adds those
that lupdate does not see (``tests.said``), compiles each ``*.ts`` of the folder with
lrelease, and adds a pretended language, ``cycledesk_stretched``, in which every string
is there twice between brackets: what is cut in it will be cut in some real language,
and what has no brackets is not translated.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QTranslator

from tests.said import Said, said_below

ROOT = Path(__file__).parent.parent
COLLECTED, STRETCHED = "cycledesk.ts", "cycledesk_stretched.ts"
FORMS = 2  # of a text that counts, in English
OPEN, CLOSE = "\u27e6", "\u27e7"
_MNEMONIC = re.compile(r"&(?=\w)")


def main(argv: list[str]) -> int:
    """Collect, stretch and compile; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(argv).folder
    folder.mkdir(parents=True, exist_ok=True)
    collected = collect(folder)
    stretched_file(collected, folder / STRETCHED)
    for source in sorted(folder.glob("*.ts")):
        release(source)
    return 0


def collect(folder: Path) -> Path:
    """Write every string of the window, without a translation yet."""
    found = folder / COLLECTED
    found.unlink(missing_ok=True)  # lupdate would keep what is said no more
    sources = [str(path) for path in sorted((ROOT / "ui").rglob("*.py"))]
    _run(
        "pyside6-lupdate",
        *sources,
        "-no-obsolete",
        "-target-language",
        "en",
        "-ts",
        str(found),
    )
    _add_unseen(found)
    return found


def _add_unseen(collected: Path) -> None:
    tree = ET.parse(collected)  # noqa: S314  lupdate wrote it
    root = tree.getroot()
    contexts = {one.findtext("name", ""): one for one in root.iter("context")}
    for said in dict.fromkeys(said_below(ROOT / "ui")):
        context = contexts.get(said.context)
        if context is None:
            context = contexts[said.context] = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = said.context
        _add(context, said)
    tree.write(collected, encoding="utf-8", xml_declaration=True)


def _add(context: ET.Element, said: Said) -> None:
    """Add a text to its context, or that it counts, if lupdate has not seen that."""
    known = {one.findtext("source"): one for one in context.iter("message")}
    message = known.get(said.text)
    if message is None:
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = said.text
        ET.SubElement(message, "translation", type="unfinished")
    if said.counted and message.get("numerus") is None:
        message.set("numerus", "yes")
        translation = message.find("translation")
        assert translation is not None
        for _ in range(FORMS):
            ET.SubElement(translation, "numerusform")


def release(source: Path) -> Path:
    """Compile one language as the program loads it."""
    compiled = source.with_suffix(".qm")
    _run("pyside6-lrelease", "-silent", str(source), "-qm", str(compiled))
    return compiled


def stretched_file(collected: Path, to: Path) -> None:
    """Write the pretended language."""
    tree = ET.parse(collected)  # noqa: S314  lupdate wrote it
    for message in tree.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.pop("type", None)
        words = stretched(message.findtext("source", ""))
        forms = translation.findall("numerusform")
        for form in forms or [translation]:
            form.text = words
    tree.getroot().set("language", "en")
    tree.write(to, encoding="utf-8", xml_declaration=True)


def stretched(text: str) -> str:
    """Return a text twice between brackets; its mnemonic stays one.

    >>> stretched("&Save")
    '⟦&Save Save⟧'
    """
    return f"{OPEN}{text} {_MNEMONIC.sub('', text)}{CLOSE}"


def strings(collected: Path) -> Iterator[tuple[str, str]]:
    """Yield context and source of every string that was collected."""
    for context in ET.parse(collected).iter("context"):  # noqa: S314
        name = context.findtext("name", "")
        for message in context.iter("message"):
            yield name, message.findtext("source", "")


def stretching(folder: Path) -> QTranslator:
    """Return the pretended language, ready to be installed."""
    main([str(folder)])
    found = QTranslator()
    if not found.load(str((folder / STRETCHED).with_suffix(".qm"))):
        raise AssertionError(STRETCHED)
    return found


def _run(tool: str, *args: str) -> None:
    """Run one of Qt's tools, which lie beside the interpreter."""
    program = Path(sys.executable).with_name(tool)
    subprocess.run([program, *args], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
