"""What cannot be true of one participant is refused before it is saved.

The rules are those of the facts document, so that whatever is kept here can be
handed on as one, and computed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from scheduler.core.contradictions import contradictions
from scheduler.core.dates import clinical_date
from scheduler.core.facts import Fact, FactsDocument
from scheduler.core.facts_text import refuse_unreadable
from scheduler.core.own_contradictions import own_contradictions
from scheduler.core.setting_text import settings_with
from scheduler.core.standing import date_of
from scheduler.core.study import Study
from scheduler.errors import ImpossibleFactError
from scheduler.store.fact_rows import in_words, kind_of
from scheduler.store.shelf import document
from scheduler.store.values import ParticipantId
from scheduler.store.writing import Transaction

F = TypeVar("F", bound=Fact)

_FACT = re.compile(r"facts\[([0-9]+)\](\.[a-z_]+)?")
_KEY = re.compile(r"participant\.([a-z_0-9]+)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@contextmanager
def possible(
    tx: Transaction, study: Study, participant: ParticipantId
) -> Iterator[None]:
    """Refuse what the block saves if it contradicts what is recorded.

    What contradicted already hinders nothing: care goes on, and each of the two can
    still be corrected.

    Raises:
        ImpossibleFactError: with both facts named.
        FactsError: what is recorded cannot be, so another program has changed it.
    """
    before = document(tx.conn, participant)
    yield
    after = document(tx.conn, participant)
    if after:
        try:
            refuse_impossible(after, study, before)
        except (ValueError, LookupError):
            # Rules take what a document can hold; the records were changed to more.
            for fact in after.facts:
                refuse_unreadable(fact, study)
            raise


def refuse_impossible(
    found: FactsDocument, study: Study, before: FactsDocument | None = None
) -> None:
    """Raise for the first contradiction that was not there before.

    Source:
        product.md, decision 7: impossible is refused; facts.md, Facts.
    """
    said = Counter(_contradictions(found, study))
    if said and before:
        said -= Counter(_contradictions(before, study))
    for sentence in said:
        raise ImpossibleFactError(said=sentence)


def readable(facts: Iterable[F], study: Study) -> Iterator[F]:
    """Hand facts on, but none that a facts document could not hold.

    Raises:
        FactsError: with the kind of the fact and its key.
        ImpossibleFactError: the fact contradicts itself.
    """
    for fact in facts:
        refuse_unfit(fact, study)
        yield fact


def refuse_unfit(fact: Fact, study: Study) -> None:
    """Raise for a fact that a facts document could not hold, whatever else it holds.

    Raises:
        FactsError: with the kind of the fact and its key.
        ImpossibleFactError: the fact contradicts itself.
    """
    refuse_unreadable(fact, study)
    for problem in own_contradictions((fact,)):
        raise ImpossibleFactError(said=_sentence(str(problem), (fact,)))


def _contradictions(found: FactsDocument, study: Study) -> Iterator[str]:
    settings = settings_with(study, found.settings)
    for error in contradictions(found, study, settings):
        yield _sentence(str(error), found.facts)


def _sentence(problem: str, facts: tuple[Fact, ...]) -> str:
    """Name facts by what they are, where a document would give their place.

    That also makes a sentence the same wherever in the document its facts stand.
    """
    said = _FACT.sub(lambda match: _named(facts[int(match[1])]), problem)
    said = _KEY.sub(lambda match: match[1].replace("_", " "), said)
    said = _DAY.sub(_shown, said)
    return said[:1].upper() + said[1:]


def _named(fact: Fact) -> str:
    return f"{in_words(kind_of(fact))} of {date_of(fact)}"


def _shown(day: re.Match[str]) -> str:
    return clinical_date(date.fromisoformat(day[0]))
