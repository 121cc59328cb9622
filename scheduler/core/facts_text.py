"""The facts document of one participant: JSON text to values and back."""

import json
from collections.abc import Iterator
from datetime import date

from scheduler.core.contradictions import contradictions
from scheduler.core.fact_kinds import ENTRY, KINDS, PARTICIPANT, SITE
from scheduler.core.facts import Fact, FactsDocument, Participant, Site
from scheduler.core.plain_data import At, Doubled, Table, shown, table
from scheduler.core.setting_text import settings_with
from scheduler.core.study import Study
from scheduler.errors import FactsError

_KIND_OF = {record.make: kind for kind, record in KINDS.items()}


def read_facts(
    source: str, study: Study, *, today: date | None = None
) -> FactsDocument:
    """Return the facts of a document; nothing is guessed and nothing is left out.

    Args:
        source: the document, as JSON text.
        study: the study that the document must belong to.
        today: what has happened cannot be later than this; None asks nothing.

    Raises:
        FactsError: the text is not JSON, a key is missing, unknown, written twice
            or of the wrong type, or two facts contradict each other.

    Source:
        facts.md.
    """
    root = At(FactsError)
    found = table(
        _json(source, root),
        root,
        needs=("study", "participant"),
        takes=("settings", "site", "facts"),
    )
    if found.text("study") != study.key:
        raise root.key("study").refuse(
            f"{found['study']!r} is another study, and this one is {study.key!r}. "
            "Open the document with its own profile."
        )
    document = FactsDocument(
        study=study.key,
        participant=_participant(found["participant"], study, today),
        facts=tuple(_facts(found, study, today)),
        settings=_settings(found),
        site=_site(found.values.get("site", {}), root.key("site"), study),
    )
    settings = settings_with(study, document.settings)
    for problem in contradictions(document, study, settings):
        raise problem
    return document


def write_facts(document: FactsDocument) -> str:
    """Return a document as JSON text that reads back as the same value."""
    plain: dict[str, object] = {"study": document.study}
    if document.settings:
        plain["settings"] = dict(document.settings)
    if document.site != Site():
        plain["site"] = SITE.write(document.site)
    plain["participant"] = _written_participant(document.participant)
    plain["facts"] = [_written(fact) for fact in document.facts]
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def refuse_unreadable(value: Fact | Participant | Site, study: Study) -> None:
    """Raise for a fact, a participant or a site that would not read back.

    Raises:
        FactsError: a word, a level, a visit, a version or a text is none that a
            document takes.
    """
    if isinstance(value, Participant):
        again: object = _participant(_written_participant(value), study, None)
        at = At(FactsError, "participant")
    elif isinstance(value, Site):
        again = _site(SITE.write(value), At(FactsError, "site"), study)
        at = At(FactsError, "site")
    else:
        at = At(FactsError, _KIND_OF[type(value)])
        again = _fact(_written(value), at, study, None)
    if again != value:
        raise at.refuse("cannot be written down exactly. Enter it again.")


def _json(source: str, at: At) -> object:
    try:
        return json.loads(source, object_pairs_hook=_table)
    except (ValueError, RecursionError) as error:
        raise at.refuse(f"is not JSON: {error}. Correct the text.") from error


def _table(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return one JSON object, which remembers a key that it has twice."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    return Doubled(next(name for name in names if names.count(name) > 1))


def _participant(value: object, study: Study, today: date | None) -> Participant:
    at = At(FactsError, "participant")
    entered = isinstance(value, dict) and "from_cycle" in value
    entry_keys = (*ENTRY.needs(), *ENTRY.takes())
    found = table(
        value,
        at,
        needs=(
            *PARTICIPANT.needs(),
            *(ENTRY.needs() if entered else ("first_day_1",)),
        ),
        takes=(*PARTICIPANT.takes(), *entry_keys),
    )
    for name in entry_keys:
        if name in found and not entered:
            raise at.key(name).refuse(
                "is there without from_cycle. Add the cycle, or leave it out."
            )
    entry = ENTRY.read(found, study, today) if entered else None
    if entry is None and found["first_day_1"] is None:
        raise at.key("first_day_1").refuse("is null. Give the planned Day 1.")
    participant: Participant = PARTICIPANT.read(
        found, study, today, entry=entry, first_day_1=None
    )
    return participant


def _facts(found: Table, study: Study, today: date | None) -> Iterator[Fact]:
    for value, at in found.items("facts") if "facts" in found else ():
        yield _fact(value, at, study, today)


def _fact(value: object, at: At, study: Study, today: date | None) -> Fact:
    record = KINDS[_kind(value, at)]
    keys = table(value, at, needs=("kind", *record.needs()), takes=record.takes())
    fact: Fact = record.read(keys, study, today)
    return fact


def _kind(value: object, at: At) -> str:
    """Return the kind of a fact, which says what its other keys are."""
    everything = value if isinstance(value, dict) else ()
    return table(value, at, needs=("kind",), takes=everything).one_of("kind", KINDS)


def _settings(found: Table) -> tuple[tuple[str, object], ...]:
    value = found.values.get("settings", {})
    if not isinstance(value, dict):
        raise found.at.key("settings").refuse(f"must be a table, not {shown(value)}")
    chosen = table(value, found.at.key("settings"), needs=(), takes=value)
    return tuple(chosen.values.items())


def _site(value: object, at: At, study: Study) -> Site:
    keys = table(value, at, needs=(), takes=SITE.takes())
    site: Site = SITE.read(keys, study, None)
    return site


def _written_participant(participant: Participant) -> dict[str, object]:
    plain = PARTICIPANT.write(participant)
    return plain | (ENTRY.write(participant.entry) if participant.entry else {})


def _written(fact: Fact) -> dict[str, object]:
    kind = _KIND_OF[type(fact)]
    return {"kind": kind, **KINDS[kind].write(fact)}
