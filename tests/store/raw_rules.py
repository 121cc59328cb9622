"""Rows whose cells are each as they should be, but not together."""

from tests.store.raw_rows import Cell

ROW_RULES: list[tuple[str, dict[str, Cell]]] = [
    ("participants", {"entry_day_1": None}),
    ("participants", {"entry_level": None}),
    ("participants", {"entry_from_cycle": None}),
    (
        "participants",
        {"entry_from_cycle": None, "entry_day_1": None, "entry_level": None},
    ),
    (
        "participants",
        {
            "first_day_1": None,
            "entry_from_cycle": None,
            "entry_day_1": None,
            "entry_level": None,
            "entry_level_reason": None,
        },
    ),
    ("saves", {"undoes": 1}),
    ("saves", {"source": "undo"}),
    ("sheets", {"issue": 2}),
    ("sheets", {"issue": 1, "replaces": "S000001"}),
    ("history", {"new": "60000"}),
    ("history", {"record_id": None}),
    ("history", {"reason": None}),
    ("history", {"reason": "typo"}),
    ("history", {"reason": "   a   "}),
    ("history", {"action": "withdraw", "reason": None}),
    ("history", {"action": "restore", "reason": None}),
    ("holds", {"ends": "2024-04-30"}),
    ("missed_doses", {"ends": "2024-03-09"}),
    ("extra_doses", {"capsules": 0}),
    ("unscheduled_visits", {"reason": None}),
]
