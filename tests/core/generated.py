"""Generated facts documents of the first study that contradict nothing."""

from datetime import date, time

from hypothesis import strategies as st

from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    EntryOnTreatment,
    Event,
    EventKind,
    ExtraDoses,
    Fact,
    FactsDocument,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    MissedDoses,
    Observation,
    Participant,
    Return,
    Sex,
    Site,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from tests.core.profiles import FIRST

START, TODAY = date(2020, 6, 29), date(2026, 11, 22)
DAYS = st.dates(START, TODAY)
TIMES = st.times().map(lambda found: time(found.hour, found.minute))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=20
).filter(str.strip)
LINES = TEXTS.map(lambda words: " ".join(words.split()))
MAYBE_TEXT, MAYBE_LINE = st.none() | TEXTS, st.none() | LINES
MOST = 9_999
COUNTS = st.integers(0, 9_999)
LEVELS = [level.name for level in FIRST.capsules.ladder]
VISITS = ["C3D1", "C999D1", "C1D8", "screening", "imaging week 6", "survival week 12"]
SETTINGS = {
    "next_day_1": "fixed",
    "imaging": [[6, 48], [9, None]],
    "treatment_cap": {"months": 24},
    "hold_warning_days": None,
    "interim_visits": ["C1D8"],
}


def each(kind: type, **parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(st.builds(kind, **parts), max_size=2)


def once(kind: type, by: str, **parts: st.SearchStrategy) -> st.SearchStrategy:
    """Return facts of which no two share one attribute."""
    unlike = st.builds(kind, **parts)
    return st.lists(unlike, max_size=3, unique_by=lambda fact: getattr(fact, by))


ANYTHING = st.tuples(
    once(
        Booking,
        "visit",
        visit=st.sampled_from(VISITS),
        on=DAYS,
        at=st.none() | TIMES,
        reason=MAYBE_TEXT,
    ),
    once(
        VisitRecord,
        "visit",
        visit=st.sampled_from(VISITS[2:]),
        on=DAYS,
        outcome=st.sampled_from(VisitOutcome),
        reason=MAYBE_TEXT,
    ),
    once(
        Weight,
        "on",
        on=DAYS,
        grams=st.integers(2_500, 25_000).map(lambda tens: 10 * tens),
    ),
    each(ExtraDoses, on=DAYS, capsules=st.integers(1, 9_999), reason=MAYBE_TEXT),
    each(UnscheduledVisit, on=DAYS, reason=TEXTS),
    each(
        Observation,
        on=DAYS,
        value=MAYBE_TEXT,
        procedure=st.sampled_from([p.name for p in FIRST.procedures]),
    ),
    once(
        Event,
        "on",
        on=DAYS,
        reason=MAYBE_TEXT,
        event=st.sampled_from([kind for kind in EventKind if kind != "death"]),
    ),
).map(lambda lists: [fact for facts in lists for fact in facts])


def spans() -> st.SearchStrategy:
    """Return ranges of days in order, none of which touches another."""
    days = st.lists(DAYS, max_size=6, unique=True).map(sorted)
    return days.map(lambda found: list(zip(found[::2], found[1::2], strict=False)))


@st.composite
def supplies(draw: st.DrawFn) -> list[Fact]:
    """Return hand-outs, and returns of no more than was handed out until then."""
    out, found = 0, list[Fact]()
    for on in sorted(draw(st.lists(DAYS, max_size=4))):
        found.append(Dispensing(on=on, capsules=draw(COUNTS)))
        out += found[-1].capsules
        back = draw(st.integers(0, min(out, MOST)))
        lost = draw(st.integers(0, min(out - back, MOST)))
        out -= back + lost
        came = st.builds(
            Return,
            on=st.just(on) | st.dates(on, TODAY),
            capsules=st.just(back),
            lost=st.just(lost),
            containers_returned=st.booleans(),
            reason=MAYBE_TEXT,
        )
        found += draw(st.lists(came, max_size=1))
    return found


@st.composite
def infusions(draw: st.DrawFn, since: date) -> list[Fact]:
    days = sorted(draw(st.lists(st.dates(since, TODAY), max_size=4, unique=True)))
    return [draw(infusion(cycle, day)) for cycle, day in enumerate(days, start=1)]


def infusion(cycle: int, on: date) -> st.SearchStrategy:
    told = {"reason": MAYBE_TEXT, "kit": MAYBE_LINE}
    fixed = {"cycle": st.just(cycle), "on": st.just(on)}
    times = st.tuples(TIMES, TIMES).map(sorted)
    given = times.flatmap(
        lambda found: st.builds(
            InfusionRecord,
            outcome=st.sampled_from(["given", "stopped early"]).map(InfusionOutcome),
            start=st.none() | st.just(found[0]),
            stop=st.none() | st.just(found[1]),
            **fixed,
            **told,
        )
    )
    not_given = st.just(InfusionOutcome.NOT_GIVEN)
    return given | st.builds(InfusionRecord, outcome=not_given, **fixed, **told)


@st.composite
def decisions(draw: st.DrawFn) -> list[Fact]:
    """Return reductions down the ladder, each on a later day."""
    days = sorted(draw(st.lists(DAYS, max_size=3, unique=True)))
    return [
        draw(
            st.builds(
                DoseDecision,
                on=st.just(day),
                action=st.just(DoseAction.REDUCE),
                starts=st.none() | st.just(day),
                to=st.just(level),
                reason=MAYBE_TEXT,
                term=MAYBE_LINE,
                grade=st.none() | st.integers(1, 5),
                occurrence=st.none() | st.integers(1, 9),
                decided_by=MAYBE_LINE,
            )
        )
        for day, level in zip(days, LEVELS, strict=False)
    ]


@st.composite
def held(draw: st.DrawFn) -> list[Fact]:
    holds = [
        draw(
            st.builds(
                Hold,
                drug=st.just(drug),
                starts=st.just(starts),
                ends=st.just(ends),
                reason=MAYBE_TEXT,
                decided_by=MAYBE_LINE,
            )
        )
        for drug in ("lenvatinib", "infusion")
        for starts, ends in draw(spans())
    ]
    missed = [MissedDoses(starts=first, ends=last) for first, last in draw(spans())]
    return [*holds, *missed]


ENTRIES = st.builds(
    EntryOnTreatment,
    from_cycle=st.integers(2, 999),
    day_1=DAYS,
    level=st.sampled_from(LEVELS),
    level_reason=MAYBE_TEXT,
)
IDENTITY = {
    "code": LINES,
    "birth_year": st.none() | st.integers(1900, 2199),
    "sex": st.none() | st.sampled_from(Sex),
    "randomization_number": MAYBE_LINE,
    "consented": st.none() | DAYS,
    "randomized": st.none() | DAYS,
    "initials": MAYBE_LINE,
    "hospital_number": MAYBE_LINE,
}
SITES = st.builds(
    Site,
    country=st.none() | st.sampled_from(["PL", "IT", "CN", "SG", "UA"]),
    closed_days=st.lists(DAYS, max_size=3, unique=True).map(tuple),
    open_days=st.lists(
        st.dates(date(2027, 1, 1), date(2028, 1, 1)), max_size=2, unique=True
    ).map(tuple),
)


def ends(participant: Participant, facts: list[Fact]) -> st.SearchStrategy[list[Fact]]:
    """Return an end of the capsules, not before treatment began, or none."""
    began = participant.entry.day_1 if participant.entry else participant.first_day_1
    recorded = [fact.on for fact in facts if isinstance(fact, InfusionRecord)]
    since = max([began or START, *recorded])
    if since > TODAY:
        return st.just([])
    end = st.builds(
        EndOfTreatment,
        drug=st.just("lenvatinib"),
        last_dose=st.dates(since, TODAY),
        reason=MAYBE_TEXT,
    )
    return st.lists(end, max_size=1)


@st.composite
def documents(draw: st.DrawFn) -> FactsDocument:
    entered = draw(st.booleans())
    participant = draw(
        st.builds(
            Participant,
            first_day_1=st.none() if entered else st.dates(START, date(2030, 1, 1)),
            entry=ENTRIES if entered else st.none(),
            **IDENTITY,
        )
    )
    facts = draw(ANYTHING) + draw(held()) + draw(supplies())
    if not entered:
        facts += draw(infusions(participant.consented or START)) + draw(decisions())
    facts += draw(ends(participant, facts))
    names = draw(st.lists(st.sampled_from(list(SETTINGS)), max_size=3, unique=True))
    return FactsDocument(
        study=FIRST.key,
        participant=participant,
        facts=tuple(draw(st.permutations(facts))),
        settings=tuple((name, SETTINGS[name]) for name in names),
        site=draw(SITES),
    )
