"""What has changed in a workbook since its layout was written: each change by its words, its sheet and its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from transforms.find_figures import FoundOnTable
from transforms.finding import Finding, Severity
from transforms.found_figure import FoundFigure, Place
from transforms.layout import Layout, Series, Where, label_of, matches
from transforms.layout_table import LayoutTable, missing_words
from transforms.words import joined
from transforms.workbook import Sheet, Workbook, column_letters, words_of

DRIFT = "layout-drift"
LIKE = 0.6
"""How alike two labels must be for one to be taken for the other's new name."""


def no_header(layout: Layout, workbook: Workbook, sheets: Sequence[Sheet]) -> Finding:
    """What is said where the layout's header stands on no sheet, or the sheet itself is not there."""
    edit = f"If this is the wrong file, or a heading was lost, send it again. {_ask(layout)}"
    if not sheets:
        named = joined([f"'{sheet.name}'" for sheet in workbook.sheets])
        message = (
            f"No sheet is named {' or '.join(layout.sheets)}, as the layout {layout.name} expects; there is {named}."
        )
        return Finding(Severity.ERROR, DRIFT, message, edit)
    sheet = min(sheets, key=lambda each: len(missing_words(layout, each)))
    missing = missing_words(layout, sheet)
    words = joined([f"'{word}'" for word in missing])
    message = f"The header that the layout {layout.name} expects is not found: no row of the sheet has {words}."
    if not missing:
        message = f"The header that the layout {layout.name} expects over several rows is not found as such."
    sheet_name, cell, near = _nearest(sheet, missing)
    return Finding(Severity.ERROR, DRIFT, message + near, edit, sheet_name, cell)


def drift(layout: Layout, found: Sequence[tuple[LayoutTable, FoundOnTable]]) -> Iterator[Finding]:
    """Series whose words stand nowhere any more, rows that are wanted and not there, and labels that are new."""
    known = [word for series in layout.series for word in series.words]
    new = {
        label: place
        for _, on_table in found
        for label, place in on_table.new_labels.items()
        if not any(matches(label, word) for word in known)
    }
    labels = {label for _, on_table in found for label in on_table.labels}
    met = {series for _, on_table in found for series in on_table.met}
    table = found[0][0]
    yield from columns_gone(layout, table)
    if any(on_table.rows for _, on_table in found) and not any(on_table.rows_taken for _, on_table in found):
        wanted = joined([f"{only.column} {only.value}" for only in layout.only])
        if wanted:
            yield _error(
                layout, f"No row is left of those that the layout {layout.name} reads: {wanted}.", _header(table)
            )
            return
    gone = [series for series in layout.series if series not in met]
    renamed = _renamed(layout, gone, labels, new, table)
    for series in gone:
        yield _gone(layout, series, labels, renamed, new, _header(table))
    for label, place in new.items():
        if label in renamed.values():
            continue
        message = f"'{label}' has figures and stands nowhere in the layout {layout.name}; they are not taken."
        remedy = (
            f"If it should be taken or left out from now on, ask the Policy Team, who keep the layout '{layout.name}'."
        )
        yield Finding(Severity.WARNING, DRIFT, message, remedy, place.sheet, place.cell)


def two_cells(one: FoundFigure, other: FoundFigure) -> Finding:
    """What is said where two cells claim to be the same part of the same figure."""
    period = one.period.period.label if one.period.period else one.period.text
    message = (
        f"{one.place.cell} ('{words_of(one.cell)}') and {other.place.cell} ('{words_of(other.cell)}') could both be "
        f"the {one.series.part} of {one.code} for {period}."
    )
    remedy = "Take out the one that is not meant. If both must stand, ask the Policy Team, whose layout must tell them apart."
    place = other.place
    return Finding(Severity.ERROR, DRIFT, message, remedy, place.sheet, place.cell, one.code)


def _renamed(
    layout: Layout, gone: Sequence[Series], labels: set[str], new: Mapping[str, Place], table: LayoutTable
) -> Mapping[str, str]:
    """The words that are gone, each with the new label that it may be called now.

    It is the label most like it; or the only one left, where only one word is gone.
    """
    left = dict(new)
    words = list(dict.fromkeys(word for series in gone for word in _words_gone(series, labels)))
    found: dict[str, str] = {}
    for word in words:
        if near := closest([word], left):
            found[word] = near
            del left[near]
    body = table.header + len(layout.header)
    rows = [label for label, place in left.items() if layout.where != Where.ACROSS or place.row > body]
    if len(words) == len(rows) == 1 and not found:
        found[words[0]] = rows[0]
    return found


def _words_gone(series: Series, labels: set[str]) -> list[str]:
    return [word for word in series.words if not any(matches(label, word) for label in labels)]


def _gone(
    layout: Layout,
    series: Series,
    labels: set[str],
    renamed: Mapping[str, str],
    new: Mapping[str, Place],
    header: Place,
) -> Finding:
    """A series that found nothing: the word that is gone, and what it may be called now."""
    gone = _words_gone(series, labels)
    what = joined([f"'{word}'" for word in gone]) or f"'{series}' in one place"
    part = " of ".join(filter(None, [f"the {series.part}", series.code]))
    message = f"{what} is not there any more, where the layout {layout.name} finds {part}."
    if not gone and layout.where == Where.ACROSS:
        message = f"No heading over '{series}' names a period for certain, where the layout {layout.name} finds {part}."
        remedy = f"Write the year beside each month, such as Dec-09, and send the file again. {_ask(layout)}"
        return Finding(Severity.ERROR, DRIFT, message, remedy, header.sheet, header.cell, series.code)
    near = next((renamed[word] for word in gone if word in renamed), None)
    if near is None:
        return _error(layout, message, header, series.code)
    return _error(layout, f"{message} It may be called '{near}' now.", new[near], series.code)


def columns_gone(layout: Layout, table: LayoutTable) -> Iterator[Finding]:
    """The columns that a layout names and a table has not."""
    named = [layout.code_column, layout.commentary_column, layout.period_column, *(each.column for each in layout.only)]
    for words in dict.fromkeys(filter(None, [*named, *(answer.question for answer in layout.answers)])):
        if table.column(words) is None:
            yield _error(layout, f"No column is headed '{words}', as the layout {layout.name} expects.", _header(table))


def _error(layout: Layout, message: str, place: Place, code: str = "") -> Finding:
    remedy = (
        f"If a row, a column or its name was changed by mistake, put it back and send the file again. {_ask(layout)}"
    )
    return Finding(Severity.ERROR, DRIFT, message, remedy, place.sheet, place.cell, code)


def _header(table: LayoutTable) -> Place:
    return Place(table.sheet.name, table.header + 1, f"A{table.header + 1}")


def _nearest(sheet: Sheet, missing: Sequence[str]) -> tuple[str, str, str]:
    """The cell of a sheet that looks most like a word that is missing, and words that say so."""
    cells = {
        label_of(cell): f"{column_letters(at)}{number}"
        for number, row in enumerate(sheet.rows[:60], start=1)
        for at, cell in enumerate(row)
        if isinstance(cell, str)
    }
    near = closest(missing, cells)
    return (sheet.name, cells[near], f" It may be '{near}' now.") if near else (sheet.name, "A1", "")


def closest(words: Sequence[str], labels: Iterable[str]) -> str | None:
    """The label most like one of some words, in whatever order its own words stand."""
    in_order = {" ".join(sorted(label.split())): label for label in labels}
    keys = (" ".join(sorted(label_of(word).split())) for word in words)
    return next((in_order[near] for key in keys for near in get_close_matches(key, in_order, 1, LIKE)), None)


def _ask(layout: Layout) -> str:
    """What a sender is told who meant the change: layouts are not theirs to edit."""
    return f"If your template has changed, ask the Policy Team, whose layout '{layout.name}' must follow it."
