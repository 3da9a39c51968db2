"""`mortar revisions`: how an indicator's figures changed after they were first stated, in the terminal and as a page."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE
from flows.commands.asked import folder_named, known_at, period_named
from flows.commands.printing import print_aside, print_json, print_line, print_table
from flows.report_steps import write_files
from flows.revisions import revisions
from infra.wiring import open_house
from reports.revisions_page import file_name, revisions_page
from reports.revisions_words import columns, facts, rows, sentences
from transforms.triangle import Triangle


def run(arguments: argparse.Namespace) -> int:
    """Print the triangle and write its page."""
    house = open_house(Path(arguments.workspace))
    first, last = (period_named(house, named) if named else None for named in (arguments.first, arguments.last))
    triangle = revisions(house, arguments.code, first, last, known_at(house, arguments.as_at))
    pages = {file_name(triangle): revisions_page(triangle)}
    [path] = write_files(pages, folder_named(house, arguments.out))
    if arguments.format == "json":
        print_json(facts(triangle))
        print_aside(str(path))
    else:
        _print(triangle)
        print_line(str(path))
    return DONE


def _print(triangle: Triangle) -> None:
    """The columns one below the other, and what they come to."""
    print_line(f"{triangle.indicator.code}, {triangle.indicator.name}")
    lines = [
        ["Period", *columns(triangle)],
        *([label, *(cell.text for cell in cells)] for _, label, cells in rows(triangle)),
    ]
    if triangle.lines:
        print_table(lines, figures=True)
    for sentence in sentences(triangle):
        print_line(sentence)
