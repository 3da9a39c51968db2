"""A tiny council for tests: three senders, a handful of indicators, and returns written as CSV."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from infra.settings import Settings
from infra.wiring import House
from infra.workspace import make_workspace

SENDERS = """\
sender,name,kind,email,manager_email,due_day
cs,Customer Services,department,cs@council.example,head@council.example,15
dev,Development Services,department,dev@council.example,,15
pct,West Kent PCT,partner,,,15
kcc,Kent County Council,feed,,,15
"""
SERVICES = """\
service,name,department,head,portfolio_holder
CS,Customer Services,Corporate,,
DS,Development Services,Planning,,
EN,Refuse & Recycling,Environment,,
"""
INDICATORS = """\
code,name,service,sender,owner,provider,unit,polarity,frequency,rollup,themes
LPI CS 1,Percentage of phone calls answered within 20 seconds by the Contact Centre,CS,cs,Head of CS,Ann Bell,percent,maximise,monthly,,
LPI CS 3,Percentage of all queries answered at first point of contact by the Contact Centre,CS,cs,Head of CS,Ann Bell,percent,maximise,monthly,,
LPI CS 7,Visitors to reception,CS,cs,Head of CS,Ann Bell,number,none,monthly,sum,
NI 157a,Processing of planning applications: Major applications (x BV 109a),DS,dev,Head of DS,Tom Frost,percent,maximise,monthly,,
BV 9,Council tax collected since April,CS,cs,Head of CS,Ann Bell,percent,maximise,monthly,latest,cumulative
NI 192,Household waste recycled,EN,kcc,Head of EN,County,percent,maximise,quarterly,,
NI 137,Healthy life expectancy at 65,EN,pct,PCT,PCT clerk,number,maximise,annual,latest,
LPI RR 1,Missed bins per 100 000,EN,dev,Head of EN,Tom Frost,number,minimise,monthly,latest,
"""
TARGETS = """\
code,period,target
LPI CS 1,2009-10,80
LPI CS 3,2009-10,65
NI 157a,2009-10,80.00
LPI RR 1,2009-10,40
"""
FILES = {"senders": SENDERS, "services": SERVICES, "indicators": INDICATORS, "targets": TARGETS}

REPORTS = """\
[scrutiny]
title = "P&G Committee - {period} Report"
audience = "Performance and Governance Committee"
layout = "committee"
period = "quarter"
formats = ["html", "csv", "json"]
"""
"""The committee's report, without the formats that take longest."""

SQLITE = "sqlite:///warehouse.db"
COMMENTARY = "Staff shortages, combined with impacts from severe weather during December."

GOLDEN = {
    "cs": """\
Code,Value,Period,Commentary
LPI CS 1,64.56%,Q3 2009/10,"Staff shortages, combined with impacts from severe weather during December."
LPI CS 1,62.93%,Q2 2009/10,
LPI CS 1,75.94%,Q3 2008/09,
LPI CS 3,63.73%,Q3 2009/10,Expected to be within target levels by year end.
LPI CS 3,62.25%,Q2 2009/10,
LPI CS 3,60.54%,Q3 2008/09,
""",
    "dev": """\
Code,Numerator,Denominator,Period
NI 157a,5,6,Oct-09
NI 157a,7,8,Nov-09
NI 157a,7,9,Dec-09
NI 157a,6,7,Q2 2009/10
NI 157a,19,27,Q3 2008/09
""",
}
"""The case study's figures, NI 157a by months."""


def make_council(folder: Path, warehouse: str = SQLITE) -> House:
    """A workspace with the tiny register in its files, on 18 January 2010; nothing is applied yet."""
    make_workspace(folder, "Sevenoaks District Council")
    for name, text in FILES.items():
        (folder / "register" / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "register" / "reports.toml").write_text(REPORTS, encoding="utf-8")
    return council_at(folder, warehouse)


def council_at(folder: Path, warehouse: str) -> House:
    """The house of the tiny council in a folder."""
    return House(folder, Settings(council="Sevenoaks District Council", warehouse=warehouse, today="2010-01-18"))


def at(house: House, instant: str) -> House:
    """The same house at another day or instant."""
    return House(house.workspace, house.settings.model_copy(update={"today": instant}))


def drop(house: House, sender: str, file: str, content: str | bytes) -> Path:
    """Drop a file into a sender's folder of the inbox."""
    path = house.inbox.root / sender / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def utc(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
