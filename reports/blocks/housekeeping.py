"""Housekeeping: which indicators are worth asking about, each with its evidence and a question; the council decides.

The Audit Commission's standards for better quality data ask to "collect only what is used". No figure can say that it is of no use:
what never changes may be what nobody dares to stop watching. So the block says what was seen, and asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.document import Document
from reports.parts import Block, Grid, Head, Part, Prose, Words
from transforms.code import code_key
from transforms.housekeeping import (
    FEWEST_PERIODS,
    OFTEN,
    TROUBLED,
    UNEXPLAINED,
    YEARS,
    Effort,
    Reason,
    Suggestion,
    Upkeep,
)
from transforms.period import Length
from transforms.used_in import is_national
from transforms.words import in_words, joined, many, upper_first

MOST = 10
"""Indicators that took most, as far as a page is read."""

LOOKED_FOR: Mapping[Reason, str] = {
    Reason.IN_NO_REPORT: "No report of the register prints it",
    Reason.NOT_JUDGED: "It has no target, so it has no light",
    Reason.NEVER_MOVED: "It is printed as the same figure each time",
    Reason.NEVER_OFF_GREEN: "It was Good each time",
    Reason.NEVER_EXPLAINED: "A commentary was required, and none ever came",
    Reason.EXPENSIVE: f"One in {in_words(OFTEN)} of its figures needed a hand",
}

QUESTIONS: Mapping[Reason, str] = {
    Reason.IN_NO_REPORT: "Who uses it?",
    Reason.NOT_JUDGED: "What would be good?",
    Reason.NEVER_MOVED: "Would once a year tell as much?",
    Reason.NEVER_OFF_GREEN: "Is the target still one to aim at?",
    Reason.NEVER_EXPLAINED: "Who would miss it?",
    Reason.EXPENSIVE: "Can it come another way, or less often?",
}
NONE = "none"


def housekeeping(document: Document) -> Block | None:
    """What was looked for, the suggestions with their evidence, what is required anyway, and what took most."""
    looked_at = [
        document.upkeep[code] for row in document.rows if (code := code_key(row.indicator.code)) in document.upkeep
    ]
    if not looked_at:
        return None
    parts = [
        _overview(looked_at), *_suggestions(looked_at), *_required(looked_at), *_most(looked_at), _how_counted(document),
    ]  # fmt: skip
    return Block("housekeeping", "Collect only what is used", _lede(looked_at), parts)


def _lede(looked_at: Sequence[Upkeep]) -> str:
    found = [upkeep.suggestion for upkeep in looked_at]
    silent = sum(not upkeep.reasons for upkeep in looked_at)
    asked = [suggestion for suggestion in Suggestion if suggestion != Suggestion.KEEP and suggestion in found]
    told = joined([f"{found.count(each)} “{each.value}”" for each in asked])
    opening = (
        f"Of {many(len(looked_at), 'indicator')}, nothing speaks against {in_words(silent) if silent else 'none'}."
    )
    rest = f" Suggested: {told}." if told else " Nothing is suggested."
    return f"{opening}{rest} A suggestion is evidence and a question, never a verdict: the council decides."


def _overview(looked_at: Sequence[Upkeep]) -> Part:
    heads = [Head("Looked for"), Head("Means"), Head("Indicators", True), Head("Of them national", True)]
    rows = []
    for reason, means in LOOKED_FOR.items():
        found = [upkeep for upkeep in looked_at if reason in upkeep.reasons]
        national = sum(is_national(upkeep.indicator) for upkeep in found)
        cells = upper_first(reason.value), means, _number(len(found)), _number(national)
        rows.append([Words(text) for text in cells])
    return Grid("What was looked for, and of how many indicators it is so", heads, rows, "What was looked for")


def _suggestions(looked_at: Sequence[Upkeep]) -> list[Part]:
    asked = [upkeep for upkeep in looked_at if upkeep.suggestion != Suggestion.KEEP]
    if not asked:
        return []
    order = list(Suggestion)
    asked.sort(key=lambda upkeep: (order.index(upkeep.suggestion), -len(upkeep.reasons)))
    heads = [Head("Indicator"), Head("Suggestion"), Head("Because"), Head("To ask"), Head("Reports", True)]
    rows = [
        [
            Words(_name(upkeep)), Words(upkeep.suggestion.value), Words(because(upkeep)),
            Words(questions(upkeep)), Words(_number(len(upkeep.reports))),
        ]
        for upkeep in asked
    ]  # fmt: skip
    return [Grid("Indicators to ask about, each with what was seen", heads, rows, "Suggestions")]


def _required(looked_at: Sequence[Upkeep]) -> list[Part]:
    national = [upkeep for upkeep in looked_at if upkeep.reasons and is_national(upkeep.indicator)]
    rows = [[Words(_name(upkeep)), Words(because(upkeep))] for upkeep in national]
    heads = [Head("Indicator"), Head("What was seen")]
    heading = "National indicators: required, and kept"
    return [Grid("National indicators, which are required whatever was seen", heads, rows, heading)] if rows else []


def _most(looked_at: Sequence[Upkeep]) -> list[Part]:
    taken = [upkeep for upkeep in looked_at if upkeep.effort.troubled]
    taken.sort(key=lambda upkeep: (-upkeep.effort.troubled, -upkeep.effort.days, -upkeep.effort.reminders))
    heads = [
        Head("Indicator"), Head("Figures asked for", True), Head("Needed a hand", True), Head("Late", True),
        Head("Working days late", True), Head("Owed", True), Head("Refused", True), Head("Held", True),
        Head("Corrected", True), Head("Reminders", True),
    ]  # fmt: skip
    rows = [[Words(_name(upkeep)), *map(Words, _taken(upkeep.effort))] for upkeep in taken[:MOST]]
    heading = f"What took most: {in_words(len(rows))} of {len(taken)}" if len(taken) > MOST else "What took most"
    return [Grid("Indicators whose figures took most to collect", heads, rows, heading)] if rows else []


def _taken(effort: Effort) -> list[str]:
    numbers = (
        effort.asked, effort.troubled, effort.late, effort.days, effort.owed, effort.refused, effort.held,
        effort.corrected, effort.reminders,
    )  # fmt: skip
    return [_number(number) for number in numbers]


def _number(number: int) -> str:
    return str(number) if number else NONE


def _name(upkeep: Upkeep) -> str:
    return f"{upkeep.indicator.code} {upkeep.indicator.name}"


def because(upkeep: Upkeep) -> str:
    """What was seen, in a sentence for each reason."""
    noun = upkeep.indicator.frequency.length.name.casefold()
    effort = upkeep.effort
    told = {
        Reason.IN_NO_REPORT: "No report prints it.",
        Reason.NOT_JUDGED: f"Without a target, so without a light: {many(upkeep.printed, 'figure')}.",
        Reason.NEVER_MOVED: f"The same figure, as it is printed, in all {many(upkeep.printed, noun)}.",
        Reason.NEVER_OFF_GREEN: f"Good in all {many(upkeep.judged, noun)} that could be judged.",
        Reason.NEVER_EXPLAINED: f"A commentary was required {upkeep.required} times and never came.",
        Reason.EXPENSIVE: f"{effort.troubled} of {many(effort.asked, 'figure')} needed a hand: {_troubles(effort)}.",
    }
    return " ".join(told[reason] for reason in upkeep.reasons)


def questions(upkeep: Upkeep) -> str:
    """What to ask about it."""
    return " ".join(QUESTIONS[reason] for reason in upkeep.reasons)


def _troubles(effort: Effort) -> str:
    together = f", {many(effort.days, 'working day')} together" if effort.late > 1 else ""
    said = [
        f"{effort.late} late{together}" if effort.late else "",
        f"{effort.owed} owed" if effort.owed else "",
        f"{effort.refused} refused" if effort.refused else "",
        f"{effort.held} held for a check" if effort.held else "",
        f"{effort.corrected} corrected later" if effort.corrected else "",
        f"{many(effort.reminders, 'reminder')}" if effort.reminders else "",
    ]
    return "; ".join(part for part in said if part)


def _how_counted(document: Document) -> Part:
    month, quarter, year = (FEWEST_PERIODS[length] for length in (Length.MONTH, Length.QUARTER, Length.YEAR))
    end = document.period.label
    return Prose(
        [
            f"Figures of the {in_words(YEARS)} years up to the end of {end} were looked at, each indicator as often as it is measured now.",
            f"It takes {month} months, {quarter} quarters or {year} years to be called never moved or never off green.",
            f"Nothing is said of commentary unless it was required {in_words(UNEXPLAINED)} times.",
            "A report counts if its selection takes the indicator, whatever its light. This one does not count.",
            (
                "A figure needed a hand if it came late or is owed, was held or corrected, or was refused at first: it counts once. "
                f"Expensive is from {in_words(TROUBLED)} such figures on, if they are one in {in_words(OFTEN)} of those asked for. "
                "Hours were never measured, so none are named."
            ),
            (
                "“Consider dropping”: no report prints it, and something else speaks against it. “Consider yearly”: it never "
                "moves, or it is always Good and expensive. “Ask”: anything else that was looked for. National indicators are "
                "kept: central government requires them."
            ),
        ],
        "How this is counted",
        is_list=True,
    )
