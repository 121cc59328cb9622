"""The lines of text that screen, paper and files share, letter for letter."""

from scheduler.core.quantities import capsules_text, dose_text, weight_text
from scheduler.core.study import Capsules, Infusion, Level

DASH = " \u2013 "


def infusion_line(infusion: Infusion) -> str:
    """Write the masked line of the infusion, the same for everybody.

    Source:
        ux.md N-08; domain.md G59.
    """
    return DASH.join(
        [
            infusion.name,
            infusion.form,
            f"DOSE {dose_text(infusion.dose_mg)}",
            infusion.route,
            infusion.frequency,
        ]
    )


def capsules_line(capsules: Capsules, level: Level) -> str:
    """Write the line of the capsules at one level.

    Source:
        ux.md N-08; domain.md G58.
    """
    return DASH.join(
        [
            capsules.name,
            capsules.form,
            f"DOSE {dose_text(level.mg)}",
            capsules_text(level.capsules),
            capsules.route,
            level.frequency,
        ]
    )


def level_text(level: Level) -> str:
    """Write one level as a dose and its frequency.

    Source:
        ux.md N-04: the frequency in words.
    """
    return f"{dose_text(level.mg)} {level.frequency}"


def band_text(capsules: Capsules, grams: int) -> str:
    """Write what one weight gives, with the band that it lies in."""
    band = capsules.band(grams)
    return DASH.join([weight_text(grams), band.text, level_text(band.level)])
