"""Compare the engine with the reference: ``python -m tests.reference [FIRST] [MANY]``.

It asks about so many histories from one number on, 20000 from 0 if nothing is said,
and leaves with 1 at the first on which the two disagree. The same number is always
the same history: ``python -m tests.reference 4711 1`` repeats one.
"""

import sys
from itertools import islice

from tests.reference.comparing import differences, sound_histories, told

ALL = 20_000


def main(first: int = 0, many: int = ALL) -> int:
    """Print what the two disagree on, or how many histories they agreed on."""
    seed = first
    for seed, case in islice(sound_histories(first), many):
        if found := differences(case):
            sys.stdout.write("\n".join([told(seed, case), *found, ""]))
            return 1
    kept = 100 * many // (seed - first + 1)
    said = f"{many} histories from {first} agree; {kept} % of those made were sound"
    sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
