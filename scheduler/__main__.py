"""``python -m scheduler`` is ``cycledesk-cli``."""

import sys

from scheduler.cli import main

if __name__ == "__main__":
    sys.exit(main())
