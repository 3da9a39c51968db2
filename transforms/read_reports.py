"""Reads the reports that a council declares in `reports.toml`, each fault by line and key; and writes that file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from transforms import register_cell as cell
from transforms.errors import UsageError
from transforms.period import Length
from transforms.register_cell import Wrong
from transforms.register_table import REPORT_COLUMNS, REPORTS, Cells, Row, Table
from transforms.report_plan import (
    AD_HOC,
    BLOCKS,
    FORMATS,
    LAST_DAY,
    LAYOUTS,
    Grouping,
    Recipient,
    ReportPlan,
    Selection,
)
from transforms.status import Status

if TYPE_CHECKING:
    from transforms.register import Register

LISTS = (
    "quarters",
    "services",
    "departments",
    "senders",
    "themes",
    "codes",
    "lights",
    "compare",
    "focus",
    "formats",
    "recipients",
)
LENGTHS = {"month": Length.MONTH, "quarter": Length.QUARTER, "year": Length.YEAR}
REPORT_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 60
PLACES = {"{period}", "{dates}", "{group}"}
FIRST_DAY = 1


def read_reports_table(text: str) -> Table:
    """The tables of the file as rows of texts, lists between semicolons, each at the line on which it begins."""
    table = Table(REPORTS)
    try:
        declared = tomllib.loads(text.lstrip("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        table.fault(_line_of_error(error), "", f"is not TOML: {error}.")
        return table
    except RecursionError:
        table.fault(1, "", "holds lists in lists in lists; a report has none.")
        return table
    for name, said in declared.items():
        line = _line_of(text, name)
        if isinstance(said, dict):
            table.rows.append((line, {"report": name, **_texts(table, line, said)}))
        else:
            table.fault(line, name, f"stands outside of a report; begin one with [{name}].")
    return table


def _line_of_error(error: tomllib.TOMLDecodeError) -> int:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else 1


def _line_of(text: str, name: str) -> int:
    heads = (number for number, line in enumerate(text.splitlines(), start=1) if line.strip().strip("[]\"' ") == name)
    return next(heads, 1)


def _texts(table: Table, line: int, said: Mapping[str, Any]) -> Row:
    texts: dict[str, str] = {}
    for key, value in said.items():
        text = _text(key, value)
        if key not in REPORT_COLUMNS or key == "report":
            near = get_close_matches(key, REPORT_COLUMNS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"a report has {', '.join(REPORT_COLUMNS[1:])}."
            table.fault(line, key, f"is nothing that a report has; {hint}")
        elif text is None:
            table.fault(line, key, "must be a text, a number, true or false, or a list of texts.")
        else:
            texts[key] = text
    return texts


def _text(key: str, value: Any) -> str | None:
    """A value as the register keeps it; `None` where it is of no kind that it may be. A layout's blocks are listed by `+`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list) and all(isinstance(part, str | int) for part in value):
        return (" + " if key == "layout" else "; ").join(str(part).strip() for part in value)
    return " ".join(value.split()) if isinstance(value, str) else None


def read_reports(table: Table, services: Table, senders: Table) -> dict[str, ReportPlan]:
    """The declared reports by their names, in the order of the file; what is wrong is noted in the table."""
    found: dict[str, ReportPlan] = {}
    for line, row in table.rows:
        cells = Cells(table, line, row)
        plan = _plan(cells, services, senders)
        if cells.sound:
            for column, message in _contradictions(plan):
                cells.fault(column, message)
        if cells.sound:
            found[plan.report] = plan
    return found


def _plan(cells: Cells, services: Table, senders: Table) -> ReportPlan:
    return ReportPlan(
        report=cells.get("report", _name),
        title=cells.get("title", _title),
        audience=cells.get("audience", _title),
        layout=cells.get("layout", _layout),
        length=cells.get("period", _length),
        quarters=cells.get("quarters", _each(lambda text: cell.whole(1, 4)(text)), ()),
        per=cells.get("per", cell.choice(Grouping)) if cells.row.get("per") else None,
        group=cells.get("group", cell.choice(Grouping), Grouping.SERVICE),
        selection=_selection(cells, services, senders),
        compare=cells.get("compare", cell.themes, ()),
        focus=cells.get("focus", cell.themes, ()),
        formats=cells.get("formats", _each(_format), FORMATS),
        recipients=cells.get("recipients", _each(_recipient), ()),
        release=cells.get("release", cell.whole(FIRST_DAY, LAST_DAY), LAST_DAY),
        regular=cells.get("regular", cell.yes_no, True),
        published=cells.get("publish", cell.yes_no, False),
    )


def _selection(cells: Cells, services: Table, senders: Table) -> Selection:
    departments = {row.get("department", "") for _, row in services.rows}
    return Selection(
        services=cells.get("services", _each(cell.known(services.names("service"), "services")), ()),
        departments=cells.get("departments", _each(cell.known(departments, "services")), ()),
        senders=cells.get("senders", _each(cell.known(senders.names("sender"), "senders")), ()),
        themes=cells.get("themes", cell.themes, ()),
        codes=cells.get("codes", cell.themes, ()),
        lights=cells.get("lights", _each(cell.choice(Status)), ()),
        public_only=cells.get("public", cell.yes_no, False),
    )


SELECTED_BY = ("services", "departments", "senders", "themes", "codes", "lights")


def read_selection(text: str, register: Register) -> Selection:
    """What an ad-hoc report is about, as somebody asks for it: `themes=SCS:safer, services=housing; licensing`.

    Raises `UsageError` where nothing is named, or something that the register does not have.
    """
    named = dict(part.split("=", 1) for part in text.split(",") if "=" in part)
    row = {key.strip(): value for key, value in named.items() if key.strip() in SELECTED_BY}
    table = Table(REPORTS)
    services, senders = Table("services"), Table("senders")
    services.rows = [
        (0, {"service": each.service, "department": each.department}) for each in register.services.values()
    ]
    senders.rows = [(0, {"sender": sender}) for sender in register.senders]
    selection = _selection(Cells(table, 1, row), services, senders)
    if unknown := [part.strip() for part in text.split(",") if part.split("=")[0].strip() not in row]:
        raise UsageError(
            f"'{unknown[0]}' selects nothing.", f"Write one of {', '.join(SELECTED_BY)}, then = and names."
        )
    if table.faults:
        fault = table.faults[0]
        raise UsageError(f"{fault.column} {fault.message}", "Name what stands in the register.")
    if not row:
        raise UsageError("An ad-hoc report needs to know what it is about.", "Add --select 'themes=NI'.")
    return selection


def _each(read: Any) -> Any:
    """Reads a list between semicolons, each part by a function."""
    return lambda text: tuple(read(part) for part in cell.themes(text))


def _name(text: str) -> str:
    if not REPORT_NAME.fullmatch(text) or len(text) > LONGEST_NAME:
        raise Wrong(
            f"'{text[:LONGEST_NAME]}' cannot name a report; use up to {LONGEST_NAME} small letters, digits and -."
        )
    if text == AD_HOC:
        raise Wrong(f"'{text}' is what a report is called that nobody declared; take another name.")
    return text


def _title(text: str) -> str:
    if unknown := set(re.findall(r"{[^}]*}?", text)) - PLACES:
        raise Wrong(
            f"names {min(unknown)}, which is nothing that is filled in; that are {{period}}, {{dates}} and {{group}}."
        )
    return cell.text(text)


def _length(text: str) -> Length:
    if text not in LENGTHS:
        raise Wrong(f"'{text}' is none of {', '.join(LENGTHS)}.")
    return LENGTHS[text]


def _layout(text: str) -> tuple[str, ...]:
    if text in LAYOUTS:
        return LAYOUTS[text]
    blocks = tuple(block.strip() for block in text.split("+"))
    if unknown := [block for block in blocks if block not in BLOCKS]:
        raise Wrong(
            f"'{unknown[0]}' is neither a layout ({', '.join(LAYOUTS)}) nor a block to make one of ({', '.join(BLOCKS)})."
        )
    if twice := [block for block in blocks if blocks.count(block) > 1]:
        raise Wrong(f"names {twice[0]} twice.")
    return blocks


def _format(text: str) -> str:
    if text not in FORMATS:
        raise Wrong(f"'{text}' is none of {', '.join(FORMATS)}.")
    return text


def _recipient(text: str) -> Recipient:
    """An address, or `group: address`."""
    group, _, written = text.rpartition(":")
    if not cell.MAIL_ADDRESS.fullmatch(address := written.strip()):
        raise Wrong(f"'{address[:80]}' is not a mail address; write name@council.example and nothing beside.")
    return Recipient(address, group.strip())


def _contradictions(plan: ReportPlan) -> Iterator[tuple[str, str]]:
    if plan.per and "{group}" not in plan.title:
        yield "title", "must name {group}, as one is made for each."
    if not plan.per and "{group}" in plan.title + plan.audience:
        yield "per", "is blank, and {group} is named."
    if plan.quarters and plan.length != Length.QUARTER:
        yield "quarters", f"has no meaning for a report on a {plan.length.name.casefold()}."
    if plan.published and not plan.selection.public_only:
        yield "publish", "needs public = true beside it: a report on the public site holds public indicators alone."
    if not plan.per and any(who.group for who in plan.recipients):
        yield "recipients", "names a group, and one report is made for all."


def reports_toml(rows: Sequence[Row]) -> str:
    """The file of such rows, as the council edits it."""
    return "\n".join(_table(row) for row in rows)


def _table(row: Row) -> str:
    said = [f"{key} = {_toml(key, row[key])}" for key in REPORT_COLUMNS[1:] if row.get(key)]
    return "\n".join([f"[{row['report']}]", *said, ""])


def _toml(key: str, text: str) -> str:
    if key in LISTS:
        return json.dumps(list(cell.themes(text)), ensure_ascii=False)
    if key == "layout" and "+" in text:
        return json.dumps([block.strip() for block in text.split("+")], ensure_ascii=False)
    if text in {"yes", "no"}:
        return "true" if text == "yes" else "false"
    return text if key == "release" else json.dumps(text, ensure_ascii=False)
