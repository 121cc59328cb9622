import pytest

from tests.core.profiles import SECOND_TEXT, plain, problems

UP, LOW, MIDDLE = plain(SECOND_TEXT)["capsules"]["bands"]

# One breach a row: what is planted, the key that is named, what is said.
BREACHES = [
    pytest.param(
        ("capsules.strength_mg", 4),
        "capsules.ladder[0].mg",
        "20 mg is not 4 x 4 mg",
        id="dose is not capsules times strength",
    ),
    pytest.param(
        ("capsules.ladder[3].every_days", 2),
        "capsules.ladder[3].name",
        "'10 mg every 3 days' contradicts '10 mg every other day'",
        id="level name contradicts its days",
    ),
    pytest.param(
        ("capsules.ladder[3].every_days", 1),
        "capsules.ladder[3]",
        "is not lower than 10 mg daily",
        id="ladder that does not go down",
    ),
    pytest.param(
        ("capsules.bands[1].below_kg", "49.5"),
        "capsules.bands[2]",
        "leaves a gap",
        id="bands with a gap",
    ),
    pytest.param(
        ("capsules.bands[1].below_kg", "50.01"),
        "capsules.bands[2]",
        "overlaps",
        id="bands that overlap by ten grams",
    ),
    pytest.param(
        ("capsules.bands[1].text", "less than 55 kg"),
        "capsules.bands[1].text",
        "does not say below_kg 50.0",
        id="band text contradicts its edge",
    ),
    pytest.param(
        ("capsules.bands[2].from_kg", "90"),
        "capsules.bands[2].from_kg",
        "90.0 is not below 80.5",
        id="low above high",
    ),
    pytest.param(
        ("capsules.bands", [LOW, MIDDLE]),
        "capsules.bands",
        "no band holds a weight of 80.5 kg or more",
        id="bands that end",
    ),
    pytest.param(
        ("capsules.bands", [MIDDLE, UP]),
        "capsules.bands[0]",
        "leaves a gap",
        id="bands that begin late",
    ),
    pytest.param(
        ("capsules.bands", [LOW, MIDDLE, UP, UP]),
        "capsules.bands[3]",
        "overlaps",
        id="band after the last",
    ),
    pytest.param(
        ("capsules.bands", []),
        "capsules.bands",
        "no band holds a weight of 0.0 kg or more",
        id="no bands",
    ),
]


@pytest.mark.parametrize(("change", "path", "says"), BREACHES)
def test_a_ladder_or_band_in_breach_is_refused_with_the_path_of_its_key(
    change: tuple[str, object], path: str, says: str
):
    assert says in problems(SECOND_TEXT, change)[path]
