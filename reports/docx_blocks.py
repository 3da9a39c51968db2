"""The blocks of a report that are printed in their own way, in a Word document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports.document import Document, Section, period_words
from reports.docx_drawing import icon_drawing, sparkline_drawing
from reports.docx_page import NO_BREAK, Page, add_row, add_words, draw, fill, join_rows, soft, strong
from reports.docx_parts import add_icons
from reports.key import ICON_MEANINGS, ICONS_TELL, LIGHT_MEANINGS, SIGNS, TRENDS
from reports.parts import SIGNAL, Words
from reports.revised import revised_words
from reports.sparkline import sparkline
from reports.summary import LIGHTS, counts, requires_attention, sentences
from transforms.gap import Gap
from transforms.judged import HISTORY, JudgedRow
from transforms.period import Period
from transforms.status import Status

Each = TypeVar("Each")
WIDTHS = (8, 20, 8, 8, 15, 9, 11, 9, 11, 14)
"""Shares of the committee table's columns."""

LIGHT = 4
BESIDE_ICONS, ICONS_WIDTH = (8, 19, 8, 8, 15, 9, 12, 9, 12, 15), 7
"""Which of them is the light; the shares beside a column of icons, and its own."""


def add_replaced(page: Page, document: Document) -> None:
    """What changed since the version before."""
    if not (replaced := document.replaces):
        return
    page.heading(f"What changed since version {replaced.version}", 2)
    page.say(
        f"Version {replaced.version} of this report went out as at {document.instant_words(replaced.as_at)}. "
        "Figures or settings that came later, or were corrected, make it read otherwise now:"
    )
    for differing in replaced.differing:
        paragraph = page.say(style="List Bullet")
        strong(paragraph, f"{differing.code} {differing.name}. ")
        add_words(paragraph, Words("; ".join(cell.words for cell in differing.cells) + "."))


def add_summary(page: Page, document: Document) -> None:
    """The answer first: how many lights of each kind, three sentences, and what to ask about."""
    page.heading("At a glance", 2)
    numbers = counts(document.rows)
    judged = sum(numbers[light.value] for light in LIGHTS)
    tally = page.say()
    for light in LIGHTS if judged else ():
        _count(tally, Words.of_status(light), numbers[light.value], f" of {judged}")
    owed = numbers[Status.NOT_JUDGED.value] - numbers[Gap.NOT_MEASURED.value]
    for light, number in ((Status.DATA_ONLY, numbers[Status.DATA_ONLY.value]), (Status.NOT_JUDGED, owed)):
        if number:
            _count(tally, Words.of_status(light), number)
    if apart := numbers[Gap.NOT_MEASURED.value]:
        _count(tally, Words(f"Not measured this {document.period.noun}"), apart)
    for sentence in sentences(document.rows):
        page.say(sentence, "Report Sentence")
    _ask_first(page, document)


def _count(paragraph: Paragraph, words: Words, number: int, after: str = "") -> None:
    add_words(paragraph, words)
    strong(paragraph, f"\N{NO-BREAK SPACE}{number}")
    soft(paragraph, f"{after}     ")


def _ask_first(page: Page, document: Document) -> None:
    if not (red := requires_attention(document.rows)):
        return
    page.heading("Requires Attention, furthest from target first", 3)
    for row in red:
        paragraph = page.say(style="List Bullet")
        add_words(paragraph, Words(f"{row.indicator.code} {row.indicator.name} "))
        soft(paragraph, f"{row.value_text} against {row.target_text}")


def add_key(page: Page, document: Document) -> None:
    """The key of symbols in the case study's layout, then the shorthands."""
    page.heading("Key of symbols", 2)
    noun = document.period.noun
    short = [f"Short term trend, against the previous {noun}"] if document.has_short_term else []
    heads = ["PI status", *short, "Long term trend, against the previous year"]
    table = page.table("What the symbols of this report mean", [(head, False) for head in heads], [1] * len(heads))
    for light, trend in zip(reversed(LIGHTS), TRENDS, strict=True):
        cells = add_row(table)
        for cell, words in zip(
            cells, (Words.of_status(light), *[Words.of_trend(trend)] * (len(heads) - 1)), strict=True
        ):
            fill(cell, words, "Table Words")
    page.say(style="Report Legend")
    for status in (Status.DATA_ONLY, Status.NOT_JUDGED):
        paragraph = page.say(style="Report Legend")
        add_words(paragraph, Words.of_status(status))
        add_words(paragraph, Words(f" {LIGHT_MEANINGS[status]}"))
    if document.has_icons:
        add_icon_key(page)
    for sign, meaning in SIGNS.items():
        paragraph = page.say(style="Report Legend")
        strong(paragraph, f"{sign} ")
        add_words(paragraph, Words(meaning))


def add_icon_key(page: Page) -> None:
    """What the icons mean, a line each."""
    page.say(ICONS_TELL, "Report Legend")
    for each in ICON_MEANINGS:
        paragraph = page.say(style="Report Legend")
        for name in each.icons:
            draw(paragraph, icon_drawing(name, each.label, page.number()))
            add_words(paragraph, Words(NO_BREAK))
        strong(paragraph, f"{each.label}. ")
        add_words(paragraph, Words(each.meaning))


def add_indicators(page: Page, document: Document) -> None:
    """The committee's table, section by section."""
    page.heading(f"Indicators by {document.grouped_by}", 2)
    for section in document.sections:
        page.heading(section.service, 3)
        if section.measured:
            _add_table(page, document, section)
        _add_not_measured(page, section)


def _add_table(page: Page, document: Document, section: Section) -> None:
    table = page.table(f"{section.service}: indicators for {document.period.label}", *_columns(document))
    for row in section.measured:
        _add_figures(page, table, row, document)
        _add_commentary(table, row)
        join_rows(table, -2, -1)
    page.say(style="Report Legend")


def _columns(document: Document) -> tuple[list[tuple[str, bool]], list[int]]:
    """The heads of the columns and their widths. Of a year the previous period is the previous year, and stands once."""
    heads = _without_repetition(document, _heads(document.period))
    widths = _without_repetition(document, BESIDE_ICONS if document.has_icons else WIDTHS)
    return _with_icons(document, heads, (SIGNAL, False)), _with_icons(document, widths, ICONS_WIDTH)


def _with_icons(document: Document, columns: Sequence[Each], icons: Each) -> list[Each]:
    """The columns with that of icons behind that of lights, in a report that has any."""
    return [*columns[: LIGHT + 1], *([icons] if document.has_icons else []), *columns[LIGHT + 1 :]]


def _without_repetition(document: Document, columns: Sequence[Each]) -> list[Each]:
    return [*columns[:5], *columns[5 if document.has_short_term else 7 :]]


def _heads(period: Period) -> list[tuple[str, bool]]:
    """The heads of the columns, in one row: a table with two is read wrongly by what reads aloud."""
    noun = period.noun
    before, year = period_words(period.previous()), period_words(period.year_before())
    return [
        ("Code", False), ("Short name", False), ("Current value", True), ("Current target", True), ("Traffic light", False),
        (f"Previous {noun}, {before}", True), ("Short trend", False), (f"Previous year, {year}", True),
        ("Long trend", False), (f"Last {HISTORY} {noun}s and target", False),
    ]  # fmt: skip


def _add_figures(page: Page, table: Table, row: JudgedRow, document: Document) -> None:
    cells = add_row(table)
    previous, year = row.previous, row.previous_year
    lower = "\nLower is better" if row.indicator.lower_is_better else ""
    figure = f"{row.missing.label} {row.missing.shorthand}" if row.missing else row.value_text
    marks = "".join(f" {mark}" for mark in row.marks if mark not in row.status_label)
    shown = (
        (Words(row.indicator.code), "Table Words", "Report Strong"),
        (Words(row.indicator.name + lower), "Table Words", ""),
        (Words(figure + marks), "Table Figure", "Report Soft" if row.missing else "Report Strong"),
        (Words(row.target_text), "Table Figure", ""),
        (Words.of_light(row), "Table Words", ""),
        (Words(previous.value_text), "Table Figure", ""),
        (Words.of_trend(previous.trend), "Table Words", ""),
        (Words(year.value_text), "Table Figure", ""),
        (Words.of_trend(year.trend), "Table Words", ""),
    )
    icons = Words.of_signal(document.signal_of(row))
    printed = _with_icons(document, _without_repetition(document, shown), (icons, "Table Words", "Report Soft"))
    for cell, (words, style, letters) in zip(cells, printed, strict=False):
        paragraph = fill(cell, Words("") if words.variation else words, style, letters)
        paragraph.paragraph_format.keep_with_next = True
        if words.variation:
            add_icons(page, paragraph, words)
    _add_sparkline(page, cells[-1], row)


def _add_sparkline(page: Page, cell: _Cell, row: JudgedRow) -> None:
    drawn = sparkline(row)
    paragraph = fill(cell, Words("" if drawn else "Too few figures"), "Table Words", "Report Soft")
    if drawn:
        draw(paragraph, sparkline_drawing(drawn, page.number()))


def _add_commentary(table: Table, row: JudgedRow) -> None:
    """What is said of a figure, across the row beneath it."""
    first, *others = add_row(table)
    fill(first, Words(""), "Table Commentary")
    cell = others[0].merge(others[-1])
    paragraph = fill(cell, Words(""), "Table Commentary")
    if row.missing:
        strong(paragraph, "No figure ")
        add_words(paragraph, Words(f"{row.value_text}. "))
    elif row.note:
        strong(paragraph, "Incomplete ")
        add_words(paragraph, Words(f"{row.note}. "))
    if row.commentary_given:
        strong(paragraph, "Commentary ")
        add_words(paragraph, Words(row.commentary))
    else:
        soft(paragraph, row.commentary)


def _add_not_measured(page: Page, section: Section) -> None:
    rows = sorted(section.not_measured, key=lambda row: row.value_text)
    for reason, group in groupby(rows, key=lambda row: row.value_text):
        page.heading(reason, 4)
        for row in group:
            paragraph = page.say(style="List Bullet")
            strong(paragraph, f"{row.indicator.code} ")
            said = f" Commentary: {row.commentary}" if row.commentary_given else ""
            add_words(paragraph, Words(row.indicator.name + said))


def add_changes(page: Page, document: Document) -> None:
    """Figures that were revised."""
    if not document.changes:
        return
    page.heading("Figures revised", 2)
    page.say("These figures were corrected after they first came in.")
    for revised in revised_words(document.changes):
        paragraph = page.say(style="List Bullet")
        strong(paragraph, revised.code)
        add_words(paragraph, Words(revised.told))


PRINTED: Mapping[str, Callable[[Page, Document], None]] = {
    "replaced": add_replaced,
    "summary": add_summary,
    "key": add_key,
    "indicators": add_indicators,
    "changes": add_changes,
}
"""The blocks by their names; all others are built of parts."""
