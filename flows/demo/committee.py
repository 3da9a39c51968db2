"""What the demo's Performance and Governance Committee refers to Cabinet after the second quarter's report.

The case study: it "refers issues to Cabinet where necessary (eg Benefit Fraud and Housing issues)".
"""

from __future__ import annotations

from datetime import UTC, datetime

from flows.record_action import Recorded, Typed, record_action
from infra.clock import instant_text
from infra.wiring import House, open_house
from transforms.action import ActionKind

COMMITTEE = "Performance and Governance Committee"
MET = datetime(2009, 11, 24, 20, 30, tzinfo=UTC)
REFERRED = (
    Typed(
        "BV 76d",
        "Whether benefit fraud is followed up as far as the law allows",
        COMMITTEE,
        "Cabinet",
        "2010-02-11",
        kind=ActionKind.REFERRAL,
    ),
    Typed(
        "BV 183a",
        "Families wait longer in bed and breakfast each quarter; are there enough flats to let?",
        COMMITTEE,
        "Cabinet",
        "2010-02-11",
        kind=ActionKind.REFERRAL,
    ),
)


def refer(house: House) -> list[Recorded]:
    """Record what the committee referred at its meeting, as its clerk does on the desk."""
    at = open_house(house.workspace, instant_text(MET))
    return [record_action(at, typed) for typed in REFERRED]
