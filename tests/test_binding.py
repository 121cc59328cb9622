"""The Qt binding must not eat references: PySide6 6.12.0 did, on Python 3.11.

There each call that returns nothing, True or False took one reference from it, until
the interpreter aborted. Python 3.12 and later never free these three, so that there
only the pinned version protects.
"""

import sys
from collections.abc import Callable
from importlib import metadata

import pytest
from PySide6.QtCore import QObject

CALLS = 20_000
NOISE = 1_000
MORTAL = sys.version_info < (3, 12)


@pytest.mark.parametrize(
    ("returned", "call"),
    [
        (None, lambda thing: thing.setObjectName("name")),
        (False, lambda thing: thing.signalsBlocked()),
        (True, lambda thing: thing.inherits("QObject")),
    ],
    ids=["none", "false", "true"],
)
def test_calls_into_qt_take_no_references(
    returned: bool | None, call: Callable[[QObject], bool | None]
):
    thing = QObject()
    before = sys.getrefcount(returned)
    for _ in range(CALLS):
        assert call(thing) is returned
    lost = before - sys.getrefcount(returned)
    assert lost < NOISE or not MORTAL


@pytest.mark.parametrize("package", ["PySide6_Essentials", "shiboken6"])
def test_the_binding_is_the_version_that_was_measured(package: str):
    assert metadata.version(package) == "6.11.3"
