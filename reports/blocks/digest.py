"""The digest for every household: outcomes in sentences, each computed from the rows and true of them.

Case study: *In Shape* "is distributed to every household three times a year and gives regular updates on the performance of
both the council and the LSP"; "citizens are interested in outcomes not statistics". Of each outcome: what got better, what
got worse, what is on target, and what is done about what is not; and how much of it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from reports.blocks.followed_up import is_shown
from reports.compose import ELSEWHERE
from reports.document import Document, Section
from reports.parts import Block, Part, Prose
from reports.summary import LIGHTS, furthest_first
from reports.told_row import Teller, aimed_at
from transforms.action import Action, ActionKind, Progress
from transforms.code import code_key
from transforms.judged import JudgedRow
from transforms.status import Status
from transforms.trend import Trend
from transforms.words import be, joined, long_date, many

NAMED = 2
"""What is named of what got better, and no more of it than of what got worse; the rest is counted."""

REST = "Other things"
KINDS_OF_COUNCIL = {"Borough", "City", "Council", "County", "District", "Metropolitan"}
"""What in a council's name is no name of a place."""

COMPARED = (Trend.IMPROVING, Trend.NO_CHANGE, Trend.GETTING_WORSE)


def digest(document: Document) -> Block | None:
    """A few sentences on each outcome under a heading that sums it up, and one on what is not known."""
    if not document.rows:
        return None
    teller = Teller(document.period, frozenset(document.council.split()) - KINDS_OF_COUNCIL)
    outcomes: list[Part] = [_outcome(document, section, teller) for section in document.sections]
    period = document.period.label
    lede = f"The figures are those of {period}, beside those of a year before. What is of another time says so."
    closing = Prose([_known(document, teller)], "How much is known")
    return Block("digest", f"How things went in {period}", lede, [*outcomes, closing])


def _outcome(document: Document, section: Section, teller: Teller) -> Prose:
    rows = [document.latest(row) for row in section.rows]
    better, worse = (_largest_moves(rows, trend, document)[:NAMED] for trend in (Trend.IMPROVING, Trend.GETTING_WORSE))
    missed = furthest_first(row for row in rows if row.status in LIGHTS and row.status != Status.GOOD)
    met = [row for row in rows if row.status == Status.GOOD]
    example = next((row for row in met if row not in [*better, *worse]), None)
    acted = next((row for row in missed if _action(document, row)), None)
    texts = [
        _changes("Better", better, teller),
        _changes("Worse", worse, teller),
        _targets(len(met), len(met) + len(missed), example, teller),
        _furthest(missed, teller),
        _done(document, missed, acted, teller),
        _left_out(rows, [*better, *worse, *missed[:1], *filter(None, [example, acted])]),
    ]
    name = REST if section.service == ELSEWHERE else section.service
    return Prose([text for text in texts if text], f"{name}: {_summed_up(rows)}")


def _largest_moves(rows: Iterable[JudgedRow], trend: Trend, document: Document) -> list[JudgedRow]:
    """The rows that moved so, those of the report's own period first, then by what share of itself each moved."""
    moved = [row for row in rows if row.previous_year.trend == trend]
    return sorted(moved, key=lambda row: (row.period == document.period, *_move(row)), reverse=True)


def _move(row: JudgedRow) -> tuple[bool, Decimal]:
    """What share of the earlier figure it is by which a row moved; no share can be had of nought: it comes before all."""
    now, before = row.value or Decimal(0), row.previous_year.value or Decimal(0)
    moved = abs(now - before)
    return (False, moved / abs(before)) if before else (True, moved)


def _summed_up(rows: Sequence[JudgedRow]) -> str:
    better, same, worse = (sum(row.previous_year.trend == trend for row in rows) for trend in COMPARED)
    compared = better + same + worse
    if not compared:
        return "nothing can be compared with the year before"
    if compared == 1:
        went = "got better" if better else "got worse" if worse else "got neither better nor worse"
        return f"the one thing that can be compared with the year before {went}"
    if compared in {better, worse}:
        return f"all {compared} things that can be compared with the year before got {'better' if better else 'worse'}"
    went = f"{better or 'none'} got better and {worse or 'none'} worse"
    return f"of {compared} things that can be compared with the year before, {went}"


def _changes(way: str, rows: Sequence[JudgedRow], teller: Teller) -> str:
    told = "; and ".join(teller.moved(row) for row in rows)
    return f"{way} than a year before: {told}." if told else ""


def _targets(met: int, of: int, example: JudgedRow | None, teller: Teller) -> str:
    if not of:
        return "Nothing here can be held against a target."
    if of == 1:
        told = f"The one target was {'met' if met else 'missed'}"
    else:
        number = "None" if not met else "All" if met == of else str(met)
        told = f"{number} of the {of} targets {'was' if met <= 1 else 'were'} met"
    if not example:
        return f"{told}."
    one = ":" if met == 1 else ", one of them for"
    return f"{told}{one} {teller.name(example)}, at {teller.stands(example)}."


def _furthest(missed: Sequence[JudgedRow], teller: Teller) -> str:
    if not missed:
        return ""
    first = "Furthest from its target is" if len(missed) > 1 else "The one missed is"
    row = missed[0]
    return f"{first} {teller.name(row)}, at {teller.stands(row)}, where {aimed_at(row)} was aimed at."


def _done(document: Document, missed: Sequence[JudgedRow], acted: JudgedRow | None, teller: Teller) -> str:
    """What is done about the furthest of what missed its target of which anything is; and of how many nothing is told."""
    if not missed:
        return ""
    silent = sum(_action(document, row) is None for row in missed)
    if acted is None or not (action := _action(document, acted)):
        what = "it" if len(missed) == 1 else f"any of the {len(missed)} that are not on target"
        return f"Nothing that we know of is under way about {what}."
    about = "it" if acted is missed[0] else teller.name(acted)
    others = (
        f" Nothing that we know of is under way about {silent} of the {len(missed)} that are not on target."
        if silent
        else ""
    )
    return f"What is being done about {about}: {_standing(action, document)}.{others}"


def _action(document: Document, row: JudgedRow) -> Action | None:
    """What is under way about a row, else what was asked of somebody, else what was done since the period began."""
    shown = [each for each in document.actions.get(code_key(row.indicator.code), ()) if is_shown(each, document)]
    return min(shown, key=lambda each: (each.done is not None, each.kind != ActionKind.ACTION), default=None)


def _standing(action: Action, document: Document) -> str:
    """In the words of who stated it, as a quotation."""
    referred = f", referred to {action.who}" if action.kind == ActionKind.REFERRAL else ""
    told = f"“{action.what.strip().rstrip('.')}”{referred}"
    progress = action.progress(document.today)
    if progress == Progress.DONE and action.done:
        return f"{told}, done on {long_date(action.done)}"
    if not action.by_when:
        return told
    by_when = long_date(action.by_when)
    return f"{told}, due by {by_when} and not done yet" if progress == Progress.OVERDUE else f"{told}, by {by_when}"


def _left_out(rows: Sequence[JudgedRow], told: Sequence[JudgedRow]) -> str:
    rest = len(rows) - len({row.indicator.code for row in told})
    if not rest:
        return ""
    return f"{many(rest, 'more thing')} {be(rest)} measured and not mentioned here."


def _known(document: Document, teller: Teller) -> str:
    """Of how much there is a figure of the period, an older one, a part of one, or none; nothing is passed over."""
    rows = [document.latest(row) for row in document.rows]
    none = [row for row in rows if row.value is None]
    part = [row for row in rows if row.value is not None and not row.is_whole]
    whole = [row for row in rows if row.is_whole]
    own = [row for row in whole if row.period == document.period]
    told = [
        _has(len(own), f"a figure of {document.period.label}"),
        _has(len(whole) - len(own), "only an older figure"),
        _has(len(part), "only part of a figure"),
        _has(len(none), f"no figure of the last three years ({_some(none, teller.name)})"),
    ]
    return f"Of {many(len(rows), 'thing')} measured, {joined([each for each in told if each])}."


def _has(number: int, what: str) -> str:
    return f"{number} {'has' if number == 1 else 'have'} {what}" if number else ""


def _some(rows: Sequence[JudgedRow], name: Callable[[JudgedRow], str]) -> str:
    rest = len(rows) - NAMED
    return "; ".join([*map(name, rows[:NAMED]), *([f"and {rest} more"] if rest > 0 else [])])
