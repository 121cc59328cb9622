"""No byte of a site file, and no word of a paper, tells the treatments apart."""

import json
import re
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from scheduler.core.plan import Plan, make_plan
from scheduler.demo import COUNTRY, SITE_CODE, SITE_NAME, demo_documents
from scheduler.documents.dosing_sheet import content_lines, dosing_sheet, sheet_digest
from scheduler.documents.sheet_data import SheetData
from scheduler.store.connection import create_database, open_database
from scheduler.store.store import Store
from scheduler.store.values import Paper, ParticipantId, Sheet, StudySite
from tests.core.profiles import FIRST
from tests.documents.paper import text_of
from tests.documents.samples import PRINTED, TEMPLATE, stamp, typesetter
from tests.keys import keys_of
from tests.people import PASSWORDS, found
from tests.store.given import AK, clock
from tests.test_masking import telling

TODAY = clock().date()
SITE = StudySite(study=FIRST.key, code=SITE_CODE, name=SITE_NAME, country=COUNTRY)
# The masked name may lie across two pages of the file, so only the dump is searched
# for its halves.
NEVER = re.compile(rb"experimental|control group|comparator|active (drug|treatment)")


def last_sheet(plan: Plan, number: str) -> SheetData:
    """Return the sheet of the Day 1 that comes next, or of the last one."""
    day_1s = [visit for visit in plan.visits if visit.day == 1]
    visit = next((v for v in day_1s if v.actual is None), day_1s[-1])
    return dosing_sheet(FIRST, plan, visit, stamp(sheet=number))


@pytest.fixture(scope="module")
def sheets() -> list[SheetData]:
    return [
        last_sheet(
            make_plan(FIRST, FIRST.settings, document, as_of=TODAY), f"S{at:06d}"
        )
        for at, document in enumerate(demo_documents(FIRST, TODAY), start=1)
    ]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, sheets: list[SheetData]) -> Path:
    """A site file with every demo participant and a printed sheet of each."""
    path = tmp_path_factory.mktemp("masked") / "site.cycledesk"
    with closing(create_database(path, keys_of(path))) as database:
        store = Store(database, clock, FIRST, PASSWORDS)
        found(store, SITE, AK)
        store.load_documents(demo_documents(FIRST, TODAY), by=AK)
        numbers = {one.participant.code: one.id for one in store.participants()}
        for sheet in sheets:
            store.print_sheet(logged(sheet, numbers[sheet.participant]), by=AK)
    return path


def logged(sheet: SheetData, participant: ParticipantId) -> Sheet:
    return Sheet(
        number=sheet.stamp.sheet,
        participant=participant,
        visit=sheet.visit,
        issue=1,
        replaces=None,
        digest=sheet_digest(sheet),
        content=json.dumps(content_lines(sheet), ensure_ascii=False),
        paper=Paper.A4,
        printed_at=PRINTED,
        person=AK.person,
    )


def test_no_table_and_no_row_of_a_site_file_tells(file: Path):
    """I-07, R39, F17."""
    database = open_database(file, keys_of(file))
    with closing(Store(database, clock, FIRST, PASSWORDS)) as store:
        dump = "\n".join(store.database.db.conn.iterdump())
        assert len(store.participants()) == len(demo_documents(FIRST, TODAY))
    assert dump.count("toripalimab or placebo") >= 24
    assert telling(dump) == []


def test_no_byte_of_a_site_file_tells(file: Path):
    """R39, F17."""
    assert NEVER.findall(file.read_bytes().lower()) == []
    written = {other.name for other in file.parent.iterdir()}
    assert written == {file.name, f"{file.name}.anchor", "keys"}
    anchor = file.with_name(f"{file.name}.anchor").read_bytes()
    assert NEVER.findall(anchor.lower()) == []


@pytest.mark.parametrize("at", range(24))
def test_no_paper_tells(sheets: list[SheetData], at: int):
    """I-07, R39, F18."""
    made = typesetter().pdf(TEMPLATE, sheets[at].as_json(), page="A4", created=PRINTED)
    reader = PdfReader(BytesIO(made))
    hidden = f"{reader.metadata}{reader.xmp_metadata}{sheets[at].file_name}"
    streams = b"".join(page.get_contents().get_data() for page in reader.pages)
    words = " ".join(text_of(made).split())
    assert "toripalimab or placebo" in words.lower()
    assert telling(words) == []
    assert telling(hidden) == []
    assert NEVER.findall(streams.lower()) == []
