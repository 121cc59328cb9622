"""One waiting driver for all short campaigns."""

from collections.abc import Iterator

import pytest

from tests.campaigns.processes import Driver, driver, missing


@pytest.fixture(scope="session")
def waiting() -> Iterator[Driver]:
    """Return the driver; where no campaign can run, say why."""
    if problem := missing():
        pytest.skip(problem)
    with driver() as found:
        yield found
