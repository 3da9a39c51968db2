"""The parts of which blocks are made, in a Word document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.text.paragraph import Paragraph

from reports.document import Document
from reports.docx_drawing import chart_drawing, icon_drawing
from reports.docx_page import NO_BREAK, Page, add_row, add_words, draw, fill, soft, strong
from reports.parts import SIGNAL, Block, Grid, Head, Profiles, Prose, Words
from reports.row_facts import beside, chart_of
from reports.trend_chart import TrendChart
from transforms.judged import JudgedRow

LETTER = 1.75
"""Millimetres to a letter of a table."""

LEAST, MOST, WHOLE, AROUND = 14, 60, 24, 4
"""Letters: of the narrowest and widest column of words, of the longest text kept on a line, and the room around one."""


ICON_LETTERS = 9
"""The room that two icons take."""


def add_block(page: Page, document: Document, block: Block) -> None:
    """A block: its heading, what it is about, and its parts."""
    page.heading(block.heading, 2)
    if block.lede:
        page.say(block.lede, "Report Lede")
    for part in block.parts:
        if part.heading:
            page.heading(part.heading, 3)
        if isinstance(part, Grid):
            _add_grid(page, part)
        elif isinstance(part, Prose):
            _add_prose(page, part)
        else:
            _add_profiles(page, document, part)


def _add_prose(page: Page, part: Prose) -> None:
    for text in part.texts:
        page.say(text, "List Bullet" if part.is_list else "Report Sentence")


def _add_grid(page: Page, part: Grid) -> None:
    heads = [(head.text, head.is_figure) for head in part.heads]
    table = page.table(part.caption, heads, _widths(part, page.width / LETTER))
    for row in part.rows:
        for at, (cell, words) in enumerate(zip(add_row(table), row, strict=True)):
            if words.variation:
                add_icons(page, fill(cell, Words(""), "Table Words"), words)
                continue
            fill(
                cell,
                words,
                "Table Figure" if part.heads[at].is_figure else "Table Words",
                "" if at else "Report Strong",
            )
    page.say(style="Report Legend")


def add_icons(page: Page, paragraph: Paragraph, words: Words) -> None:
    """Draw the icons that words name at the end of a paragraph, each with its own words for who cannot see it."""
    labels = words.text.split(". ")
    for name, label in zip([words.variation, words.assurance], labels, strict=False):
        draw(paragraph, icon_drawing(name, label, page.number()))
        add_words(paragraph, Words(NO_BREAK))


def _widths(part: Grid, room: float) -> list[float]:
    """The widths of a table's columns in letters: what cannot be broken has its own, and words share what is left."""
    columns = list(zip(*part.rows, strict=True)) or [()] * len(part.heads)
    whole = [_unbroken(head, column) for head, column in zip(part.heads, columns, strict=True)]
    longest = [min(MOST, max((len(words.text) for words in column), default=LEAST)) for column in columns]
    share = sum(letters for letters, kept in zip(longest, whole, strict=True) if not kept)
    left = max(room - sum(whole), share / 2)
    return [kept or max(LEAST, letters * left / share) for letters, kept in zip(longest, whole, strict=True)]


def _unbroken(head: Head, column: Sequence[Words]) -> float:
    """The letters that a column of figures, lights or trends needs to keep each on a line; nought for one of words."""
    if any(words.variation for words in column):
        return ICON_LETTERS
    longest = max((len(words.text) for words in column), default=0)
    is_short = head.is_figure or any(words.light or words.trend for words in column)
    if not is_short or longest > WHOLE:
        return 0
    return max([longest, *map(len, head.text.split())]) + AROUND


def _add_profiles(page: Page, document: Document, part: Profiles) -> None:
    rows = {row.indicator.code: document.latest(row) for row in document.rows}
    for code in part.codes:
        _add_profile(page, document, rows[code], 4 if part.heading else 3)


def _add_profile(page: Page, document: Document, row: JudgedRow, level: int) -> None:
    facts = beside(row, document)
    page.heading(f"{row.indicator.code} {row.indicator.name}", level)
    standing = page.say()
    standing.paragraph_format.keep_with_next = True
    add_words(standing, Words.of_light(row))
    strong(standing, f" {f'{row.missing.label} {row.missing.shorthand}' if row.missing else row.value_text} ")
    for mark in row.marks:
        if mark not in row.status_label:
            soft(standing, f"{mark} ")
    lower = "Lower is better" if row.indicator.lower_is_better else ""
    soft(standing, " \N{MIDDLE DOT} ".join(filter(None, (facts["against"], lower, facts["figure_of"]))))
    _add_three_years(page, document, row, facts)
    _add_facts(page, document, row, facts)
    _add_said(page, row, facts)


def _add_three_years(page: Page, document: Document, row: JudgedRow, facts: Mapping[str, Any]) -> None:
    if not facts["three_years"]:
        return
    chart = chart_of(row, document)
    if chart:
        paragraph = page.say()
        paragraph.paragraph_format.keep_with_next = True
        draw(paragraph, chart_drawing(chart, page.number()))
        page.say(_legend(chart), "Report Legend").paragraph_format.keep_with_next = True
    if since := facts["three_years"]["since"]:
        page.say(since, "Report Legend").paragraph_format.keep_with_next = True
    if facts["three_years"]["by_year"]:
        _add_by_year(page, row, facts["three_years"]["by_year"])


def _add_by_year(page: Page, row: JudgedRow, by_year: Mapping[str, Any]) -> None:
    heads = [(head, at > 0) for at, head in enumerate(by_year["heads"])]
    table = page.table(f"{row.indicator.code}: figures of three years", heads, [1.5, *(1.0 for _ in heads[1:])])
    for year in by_year["rows"]:
        for at, (cell, text) in enumerate(zip(add_row(table), year, strict=True)):
            fill(cell, Words(text), "Table Figure" if at else "Table Words", "" if at else "Report Strong")
    page.say(style="Report Legend")


def _legend(chart: TrendChart) -> str:
    """What is drawn, with the words of the axes."""
    (_, foot), *_, (_, top) = chart.levels
    return (
        f"From {foot} at the foot to {top} at the top; {chart.periods[0][1]} to {chart.periods[-1][1]}. {chart.legend}"
    )


def _add_facts(page: Page, document: Document, row: JudgedRow, facts: Mapping[str, Any]) -> None:
    for earlier in facts["earlier"]:
        _add_earlier(page, earlier)
    if found := facts["comparison"]:
        _add_fact(page, "Beside others", found["told"])
    if facts["signal"]:
        _add_signal(page, document, row, facts["signal"])
    for each in facts["year"]["told"] if facts["year"] else ():
        _add_fact(page, each["name"], each["told"])
    if row.indicator.definition:
        _add_fact(page, "What it measures", row.indicator.definition)
    _add_fact(page, "Owner", row.indicator.owner)


def _add_signal(page: Page, document: Document, row: JudgedRow, told: str) -> None:
    paragraph, words = page.say(), Words.of_signal(document.signal_of(row))
    strong(paragraph, f"{SIGNAL}: ")
    if words.variation:
        add_icons(page, paragraph, words)
    add_words(paragraph, Words(told))


def _add_earlier(page: Page, earlier: Mapping[str, str]) -> None:
    paragraph = page.say()
    strong(paragraph, f"{earlier['name']}: ")
    add_words(paragraph, Words(f"{earlier['told']}  "))
    add_words(paragraph, Words(earlier["trend_label"], trend=earlier["trend"]))


def _add_fact(page: Page, name: str, text: str) -> None:
    paragraph = page.say()
    strong(paragraph, f"{name}: ")
    add_words(paragraph, Words(text))


def _add_said(page: Page, row: JudgedRow, facts: Mapping[str, Any]) -> None:
    if row.missing:
        _add_fact(page, "No figure", row.value_text)
    elif row.note:
        _add_fact(page, "Incomplete", row.note)
    if row.commentary_given:
        _add_fact(page, "Commentary", row.commentary)
    else:
        soft(page.say(), row.commentary)
    for action in facts["actions"]:
        paragraph = page.say(style="List Bullet")
        add_words(paragraph, Words(f"{action['kind_label']}: {action['what']} "))
        soft(paragraph, f"\N{MIDDLE DOT} {action['followed_up']}")
