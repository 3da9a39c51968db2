"""The tiny council with a public site: all its indicators are public but one, and one report is for everybody."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from flows.register_steps import apply_register
from flows.report_steps import settled_instant
from flows.site_steps import make_site, print_pages, publish
from infra.wiring import House
from tests.council import GOLDEN, INDICATORS, REPORTS, at, drop, make_council
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import ITS_DAY, send
from tests.flows.take_in import take_in

SECRET_CODE, SECRET_NAME, SECRET_WORDS = "NI 777", "Grievances raised", "The tribunal sits in May"
SECRET = f"Code,Value,Period,Commentary\n{SECRET_CODE},31415,Dec-09,{SECRET_WORDS}\n{SECRET_CODE},27182,Nov-09,\n"

PUBLIC_REPORTS = f"""{REPORTS}
[website]
title = "How your council is doing - {{period}}"
audience = "Residents and the public"
layout = "list"
period = "quarter"
public = true
publish = true
formats = ["html", "csv", "json"]
"""


def indicators(*, secret_name: str = SECRET_NAME, but: str = "", hidden: str = "") -> str:
    """The register's indicators with one that is not public, without one, or with another hidden."""
    rows = list(csv.DictReader(io.StringIO(INDICATORS)))
    secret = {**rows[0], "code": SECRET_CODE, "name": secret_name, "unit": "number", "themes": "NI"}
    sink = io.StringIO()
    writer = csv.DictWriter(sink, [*rows[0], "public"], lineterminator="\n")
    writer.writeheader()
    for row in [*rows, secret]:
        themes = row["themes"] or ("NI;SCS:green" if row["code"].startswith("NI") else "")
        public = "no" if row["code"] in {SECRET_CODE, hidden} else "yes"
        if row["code"] != but:
            writer.writerow({**row, "themes": themes, "public": public})
    return sink.getvalue()


def register_anew(house: House, **files: str) -> None:
    """Change files of the register, and apply it."""
    for name, text in files.items():
        ending = "toml" if name == "reports" else "csv"
        (house.workspace / "register" / f"{name}.{ending}").write_text(text, encoding="utf-8")
    assert apply_register(house).applied


def make_public_council(folder: Path, **named: str) -> House:
    """The council with its figures in, one of an indicator that is not public among them."""
    house = make_council(folder)
    register_anew(house, indicators=indicators(**named), reports=PUBLIC_REPORTS)
    for sender, text in GOLDEN.items():
        send(house, sender, text, "golden")
    drop(house, "cs", "secret.csv", SECRET)
    take_in(house)
    return house


def release(house: House) -> House:
    """Let the reports of the third quarter out on their day; returns the house on that day."""
    on_its_day = at(house, ITS_DAY)
    assert {issue.report for issue in issue_due(on_its_day)} == {"scrutiny", "website"}
    return on_its_day


def pages_of(house: House, instant: datetime | None = None, *, asked: bool = True) -> Mapping[str, bytes]:
    """Every file of the site."""
    return print_pages(make_site(house, instant or settled_instant(house), asked=asked))


def publish_site(house: House) -> Mapping[str, bytes]:
    """Publish the site as the flow does; returns every file that lies there."""
    site = make_site(house, settled_instant(house), asked=True)
    publish(house, site, print_pages(site))
    return {name: house.site.get(name) for name in house.site.lying()}


def every_byte(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The names and contents of files, and of the parts of those that are packed."""
    for name, content in files.items():
        yield name, name.encode() + b"\n" + content
        if content.startswith(b"PK"):
            packed = zipfile.ZipFile(io.BytesIO(content))
            yield from ((f"{name}/{part}", packed.read(part)) for part in packed.namelist())
