"""The formulas of a pre-filled return: what a figure comes to and how it stands, live as it is typed.

They hold numbers and our own words only: no text of a register or a return is ever part of a formula. They go
by `limits_of`, so that the sheet and the report give the same light.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from reports.template_words import GAPS, HELD, PLEASE_CHECK, TO_FILL_IN, settled_words, status_words
from transforms.asked_figure import PARTS, AskedFigure
from transforms.figure import Unit, plain
from transforms.limits import Band, limits_of
from transforms.status import Status

Cells = Mapping[str, str]
"""The address of each cell of a row by what it holds: `numerator`, `value`, `commentary`, `comes_to` …"""

Case = tuple[str, str]
"""A condition, and the formula or words where it holds."""

MISTYPED_BELOW = 10
"""A percentage that was ten and more is not below one now: 64.56% was typed as a percentage and became 0.6456."""


def comes_to(asked: AskedFigure, at: Cells) -> str:
    """The figure at the indicator's decimals: from its parts, or as it was given; empty where it is neither."""
    decimals = asked.indicator.decimals
    given = f'IF(ISNUMBER({at["value"]}),ROUND({at["value"]},{decimals}),"")'
    if asked.indicator.unit == Unit.YES_NO:
        return f'=IF({at["value"]}="Yes",1,IF({at["value"]}="No",0,""))'
    if "numerator" not in asked.fields:
        return f"={given}"
    top, bottom = (at[part] for part in PARTS)
    worked_out = f'IF({bottom}=0,"",ROUND({top}*{plain(asked.indicator.scale)}/{bottom},{decimals}))'
    return f"=IF(COUNT({top},{bottom})=2,{worked_out},{given if 'value' in asked.fields else _words('')})"


def check(asked: AskedFigure, at: Cells) -> str:
    """How the row stands, in words: what is missing, what looks wrong, the light, whether a commentary is needed.

    No formula, but nothing, where what is typed changes nothing.
    """
    if not asked.fields:
        explained, silent = (settled_words(asked, explained=said) for said in (True, False))
        return "" if explained == silent else f"={_by_commentary(explained, silent, at)}"
    open_cells = [at[field] for field in asked.fields]
    cases = [
        (f"COUNTA({','.join(open_cells)})=0", _words(TO_FILL_IN)),
        *((_any(f'{cell}="{mark}"' for cell in open_cells), _words(said)) for mark, said in GAPS.values()),
        *_mistyped(asked, at, open_cells),
        *(_odd_parts(at) if "numerator" in asked.fields else []),
        *_unchanged(asked, at),
        *_odd(asked, at),
    ]
    return f"={_nested(cases, _light(asked, at))}"


def _mistyped(asked: AskedFigure, at: Cells, open_cells: Sequence[str]) -> list[Case]:
    """What is no number, or only half of one."""
    if asked.indicator.unit == Unit.YES_NO:
        return [(f'AND({at["value"]}<>"Yes",{at["value"]}<>"No")', _words("Yes or No, please"))]
    cells = ",".join(open_cells)
    cases = [(f"COUNT({cells})<COUNTA({cells})", _words("Numbers only, please"))]
    if "numerator" in asked.fields:
        top, bottom = (at[part] for part in PARTS)
        which = f"IF(ISNUMBER({top}),{_words('Denominator missing')},{_words('Numerator missing')})"
        half = f"COUNT({top},{bottom})=1" + (f",COUNT({at['value']})=0" if "value" in asked.fields else "")
        cases.append((f"AND({half})", which))
    return cases


def _unchanged(asked: AskedFigure, at: Cells) -> list[Case]:
    """A figure that was sent before is not doubted anew: it waits for a check, or counts already."""
    stated = asked.stated
    if stated is None:
        return []
    known = {field: getattr(stated, field) for field in asked.fields}
    same = [f"{at[field]}={plain(value)}" for field, value in known.items() if isinstance(value, Decimal)]
    if not same or asked.indicator.unit == Unit.YES_NO:
        return []
    return [(f"AND({','.join(same)})", _words(HELD) if asked.said.waits else _light(asked, at))]


def _odd(asked: AskedFigure, at: Cells) -> list[Case]:
    cases = [(f"N({at['comes_to']})<0", _words(f"Below zero: {PLEASE_CHECK}"))]
    if asked.indicator.is_part_of_whole:
        cases.append((f"N({at['comes_to']})>100", _words(f"More than 100%: {PLEASE_CHECK}")))
        if "value" in asked.fields and _was_ten_or_more(asked):
            cases.append((f"AND({at['value']}>0,{at['value']}<1)", _words("Write 64.56, not 64.56%")))
    return cases


def _odd_parts(at: Cells) -> list[Case]:
    top, bottom = (at[part] for part in PARTS)
    none = f"IF({top}=0,{_words('No cases')},{_words(f'Out of none: {PLEASE_CHECK}')})"
    return [(f"AND(ISNUMBER({bottom}),{bottom}=0)", none)]


def _was_ten_or_more(asked: AskedFigure) -> bool:
    row = asked.row
    earlier = (row.previous.value, row.previous_year.value, row.target.low if row.target else None)
    return any(value is not None and value >= MISTYPED_BELOW for value in earlier)


def _light(asked: AskedFigure, at: Cells) -> str:
    limits = limits_of(asked.row.target, asked.indicator)
    if limits is None:
        return _words(Status.DATA_ONLY.label)
    good, caution = (_within(band, at["comes_to"]) for band in limits)
    lights = {
        status: _by_commentary(status_words(status, explained=True), status_words(status, explained=False), at)
        for status in (Status.GOOD, Status.CAUTION, Status.REQUIRES_ATTENTION)
    }
    return _nested([(good, lights[Status.GOOD]), (caution, lights[Status.CAUTION])], lights[Status.REQUIRES_ATTENTION])


def _within(band: Band, cell: str) -> str:
    bounds = [
        f"{cell}{sign}{plain(bound)}" for sign, bound in ((">=", band.low), ("<=", band.high)) if bound is not None
    ]
    return f"AND({','.join(bounds)})"


def _by_commentary(explained: str, silent: str, at: Cells) -> str:
    """One text where there is a commentary, another where there is none yet."""
    if explained == silent:
        return _words(explained)
    return f"IF(LEN(TRIM({at['commentary']}))=0,{_words(silent)},{_words(explained)})"


def _nested(cases: Sequence[Case], otherwise: str) -> str:
    for condition, then in reversed(cases):
        otherwise = f"IF({condition},{then},{otherwise})"
    return otherwise


def _any(conditions: Iterable[str]) -> str:
    return f"OR({','.join(conditions)})"


def _words(text: str) -> str:
    """Our own words within a formula."""
    return f'"{text}"'
