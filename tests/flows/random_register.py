"""What may become of a tiny council's register: each change is small, and applied at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import strategies as st

from tests.flows.random_town import LAYOUTS, Town

SENT_BY = {"LPI CS 1": "cs", "LPI CS 7": "cs", "NI 157a": "dev"}
"""The indicators that are sent, and by whom."""

FORMULA, GROUP = "LPI CS 10", "LPI CS 11"
FORMULAS = {
    "both": {"numerator": "[LPI CS 1] + [NI 157a]", "denominator": "[LPI CS 1] + [NI 157a]"},
    "one": {"numerator": "[NI 157a]", "denominator": "[NI 157a] + 1"},
    "difference": {"value": "[NI 157a] - [LPI CS 1]"},
}


def target(town: Town, code: str, period: str, value: str) -> None:
    stated = [row for row in town.tables["targets"] if (row["code"], row["period"]) != (code, period)]
    town.tables["targets"] = [*stated, {"code": code, "period": period, "target": value}] if value else stated
    town.apply()


def setting_of_indicator(town: Town, code: str, column: str, value: str) -> None:
    town.indicator(code)[column] = value
    town.apply()


def redefined(town: Town, code: str, day: str) -> None:
    """Another definition from a day on."""
    before = town.indicator(code)
    town.tables["indicators"].append({**before, "from": day, "definition": f"Counted anew from {day}", "decimals": "1"})
    before["to"] = f"{datetime.fromisoformat(day) - timedelta(days=1):%Y-%m-%d}"
    town.apply()


def new_indicator(town: Town, code: str) -> None:
    model = town.indicator("LPI CS 7")
    town.tables["indicators"].append({**model, "code": code, "name": f"Newly counted: {code}"})
    town.apply()


def dropped(town: Town, code: str) -> None:
    town.tables["indicators"] = [row for row in town.tables["indicators"] if row["code"] != code]
    town.tables["targets"] = [row for row in town.tables["targets"] if row["code"] != code]
    town.apply()


def renamed(town: Town, table: str, name: str) -> None:
    town.tables[table][0]["name"] = name
    town.apply()


def declared(town: Town, layout: str) -> None:
    town.reports = layout
    town.apply()


def worked_out(town: Town, formula: str, since: str) -> None:
    """An indicator that follows from others, by another formula from a day on."""
    _add(town, FORMULA)
    town.tables["formulas"] = [{"code": FORMULA, **FORMULAS[formula], "from": since}]
    town.apply()


def grouped(town: Town, member: str, weight: str) -> None:
    """A group that a member joins, or in which it weighs otherwise."""
    _add(town, GROUP)
    others = [row for row in town.tables.get("groups", []) if row["member"] != member]
    town.tables["groups"] = [*others, {"group": GROUP, "member": member, "weight": weight}]
    town.apply()


def _add(town: Town, code: str) -> None:
    if all(row["code"] != code for row in town.tables["indicators"]):
        model = {**town.indicator("NI 157a"), "from": "", "to": ""}
        town.tables["indicators"].append({**model, "code": code, "name": f"Worked out: {code}"})


def rebased(town: Town, code: str, day: str) -> None:
    town.tables["rebased"] = [{"code": code, "from": day, "reason": "A new contractor"}]
    town.apply()


def shared_out(town: Town, most: str) -> None:
    """A profile by which a year's target is shared over its months, most of it in one."""
    shares = dict.fromkeys(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), "5")
    town.tables["profiles"] = [{"code": "LPI CS 7", **shares, most: "45"}]
    town.apply()


CHANGES: dict[str, Callable[..., None]] = {
    "target": target,
    "setting of indicator": setting_of_indicator,
    "redefined": redefined,
    "new indicator": new_indicator,
    "dropped": dropped,
    "renamed": renamed,
    "declared": declared,
    "worked out": worked_out,
    "grouped": grouped,
    "rebased": rebased,
    "shared out": shared_out,
}

CODES = st.sampled_from([*SENT_BY, FORMULA, GROUP])
SETTINGS = st.sampled_from(
    [
        *(("polarity", each) for each in ("minimise", "on-target", "none", "maximise")),
        *(("tolerance", each) for each in ("5", "25")),
        *(("definition", each) for each in ("As the county counts it", "")),
        *(("decimals", each) for each in ("0", "1", "")),
        *(("service", each) for each in ("EN", "DS")),
        *(("name", each) for each in ("Calls answered at once", "Another name")),
        *(("frequency", each) for each in ("quarterly", "monthly")),
        *(("owner", each) for each in ("Director of Services",)),
        *(("public", each) for each in ("no",)),
    ]
)

WHAT_CHANGES: dict[str, st.SearchStrategy[tuple[str, ...]]] = {
    "target": st.tuples(
        CODES, st.sampled_from(["2009-10", "2009-10 Q3", "2009-12"]), st.sampled_from(["60", "75", "80.0", ""])
    ),
    "setting of indicator": st.tuples(CODES, SETTINGS).map(lambda said: (said[0], *said[1])),
    "redefined": st.tuples(CODES, st.sampled_from(["2009-10-01", "2009-12-01"])),
    "new indicator": st.tuples(st.sampled_from(["LPI CS 8", "LPI CS 9"])),
    "dropped": st.tuples(CODES),
    "renamed": st.sampled_from([("senders", "Contact Centre"), ("services", "Customers")]),
    "declared": st.tuples(st.sampled_from(list(LAYOUTS))),
    "worked out": st.tuples(st.sampled_from(list(FORMULAS)), st.sampled_from(["", "2009-10-01", "2009-12-01"])),
    "grouped": st.tuples(st.sampled_from([*SENT_BY, FORMULA]), st.sampled_from(["", "3"])),
    "rebased": st.tuples(CODES, st.sampled_from(["2009-10-01", "2009-12-01"])),
    "shared out": st.tuples(st.sampled_from(["jan", "oct", "dec"])),
}
"""Each change with what may be said of it."""
