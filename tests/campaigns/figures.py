"""What a campaign counts, and how it prints it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TextIO

from tests.campaigns.violations import WORDS, Violation

SHOWN = 12


@dataclass
class Figures:
    """Counts of what was tried, and each violation in words."""

    out: TextIO | None = None
    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    def count(self, what: str, times: int = 1) -> None:
        self.tried[what] += times

    def judge(self, wrong: Violation | None, where: str) -> None:
        if wrong:
            self.found[wrong.word] += 1
            self.violations.append(f"{wrong.word}: {where}: {wrong.said}")

    def progress(self, what: str) -> None:
        if self.out and self.out.isatty():
            self.out.write(f"\r{what:75}")
            self.out.flush()

    def _shown(self) -> list[str]:
        left = len(self.violations) - SHOWN
        more = [f"and {left} more"] if left > 0 else []
        return self.violations[:SHOWN] + more

    def report(self, title: str) -> int:
        """Print everything and return the exit status."""
        lines = [f"{times:8} {what}" for what, times in sorted(self.tried.items())]
        lines += [f"{self.found[word]:8} {word}" for word in WORDS]
        text = "\n".join([f"\r{title:75}", *lines, *self._shown()])
        if self.out:
            self.out.write(text + "\n")
        return 1 if self.violations else 0
