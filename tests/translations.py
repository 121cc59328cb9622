"""Every string of the window for translators: ``python -m tests.translations FOLDER``.

It collects the strings of ``ui`` into ``cycledesk.ts`` with Qt's lupdate, compiles each
``*.ts`` of the folder with lrelease, and adds a pretended language,
``cycledesk_stretched``, in which every string is there twice between brackets: what is
cut in it will be cut in some real language, and what has no brackets is not translated.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parent.parent
COLLECTED, STRETCHED = "cycledesk.ts", "cycledesk_stretched.ts"
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
    return found


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
