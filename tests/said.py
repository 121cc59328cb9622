"""Every text that the window hands to Qt's translation, read from the program text.

Qt's lupdate sees neither what stands inside of an f-string, nor a module's own short
name for ``translate``, nor that a text counts where the count is a variable.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SHORT = "_tr"  # what modules without a class call their translate
COUNTED = {"tr": 3, "translate": 4}  # so many arguments have a number among them


class Said(NamedTuple):
    """One text with the context in which Qt looks for it."""

    context: str
    text: str
    counted: bool


def said_below(folder: Path) -> Iterator[Said]:
    """Yield every text of every module, in the order of the files."""
    for path in sorted(folder.rglob("*.py")):
        yield from _of_module(ast.parse(path.read_text("utf-8")))


def _of_module(tree: ast.Module) -> Iterator[Said]:
    short = next(
        (_context(node) for node in tree.body if _is_short(node)),
        "",
    )
    for node in tree.body:
        context = node.name if isinstance(node, ast.ClassDef) else ""
        for call in ast.walk(node):
            if isinstance(call, ast.Call):
                yield from _of_call(call, context, short)


def _is_short(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == SHORT


def _context(node: ast.stmt) -> str:
    """Return the context that a module's own translate puts before each text."""
    calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
    return next(_literal(one.args[0]) for one in calls if _name(one) == "translate")


def _of_call(call: ast.Call, inside: str, short: str) -> Iterator[Said]:
    name, args = _name(call), [_literal(one) for one in call.args]
    if name == SHORT and args and args[0]:
        yield Said(short, args[0], counted=False)
    elif name == "tr" and args and args[0]:
        yield Said(inside, args[0], counted=len(args) >= COUNTED[name])
    elif name == "translate" and len(args) > 1 and args[1]:
        yield Said(args[0], args[1], counted=len(args) >= COUNTED[name])


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _literal(node: ast.expr) -> str:
    """Return a text that stands there; empty if it is none."""
    found = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if found else ""
