"""The profile linter: what coordinators' own tables get wrong."""

from scheduler.core.study import Study
from scheduler.errors import ProfileError


def schedule_problems(study: Study) -> tuple[ProfileError, ...]:
    """Return what is wrong with the windows that settings make."""
    return ()


def lint_study(study: Study) -> tuple[ProfileError, ...]:
    """Return everything that is wrong with a profile that could be read."""
    return schedule_problems(study)
