# ruff: noqa: INP001  a script beside the fonts, not a module of the program
"""Make the Chinese font of the papers smaller, from the whole Noto Sans SC.

    python -m pip install fonttools
    python resources/fonts/make_subset.py NotoSansSC_400Regular.ttf

The whole font is 400Regular of the npm package ``@expo-google-fonts/noto-sans-sc``.
Kept are the characters of GB 2312, about 2.5 MB of 10. Left out are the radicals,
U+2E80 to U+2FDF: text copied out of a PDF must hold the characters themselves.

Run by a developer who changes the font; the program itself never runs it.
"""

import subprocess
import sys
from pathlib import Path

OUTPUT = Path(__file__).parent / "NotoSansSC-Regular.ttf"
RADICALS = range(0x2E80, 0x2FE0)
ROWS = COLUMNS = range(0xA1, 0xFF)


def gb2312() -> set[int]:
    """Return the code points of the 94 rows and columns of GB 2312."""
    pairs = (bytes([row, column]) for row in ROWS for column in COLUMNS)
    found = {text for pair in pairs if (text := pair.decode("gb2312", "ignore"))}
    return {ord(text) for text in found} - set(RADICALS)


def main() -> int:
    """Write the smaller font beside this file."""
    kept = ",".join(f"{code:X}" for code in sorted(gb2312() | set(range(0x20, 0x7F))))
    return subprocess.call(  # noqa: S603  arguments of a developer, not of a user
        [
            sys.executable,
            *("-m", "fontTools.subset", sys.argv[1]),
            f"--unicodes={kept}",
            f"--output-file={OUTPUT}",
            "--no-hinting",
            "--name-IDs=0,1,2,3,4,5,6,13,14",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
