"""`mortar timeliness`: how returns came, sender by sender: a table of all, or a page to bring to one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from flows.cli import DONE
from flows.commands.asked import folder_named, known_at, period_named
from flows.commands.printing import print_aside, print_json, print_line, print_table
from flows.report_steps import write_files
from flows.timeliness_facts import league_facts, sender_facts
from flows.timeliness_steps import make_record, page_of
from infra.wiring import open_house
from reports.late_mark import days_in_words
from reports.timeliness_words import remarks, usual_in_words, went_well
from transforms.league import FEWEST, Row
from transforms.words import long_date


def run(arguments: argparse.Namespace) -> int:
    """Print the record and write its page."""
    house = open_house(Path(arguments.workspace))
    period = str(period_named(house, arguments.period)) if arguments.period else ""
    record = make_record(house, period, known_at(house, arguments.as_at))
    row = record.row(arguments.sender) if arguments.sender else None
    [path] = write_files(page_of(record, row), folder_named(house, arguments.out))
    if arguments.format == "json":
        print_json(sender_facts(record, row) if row else league_facts(record))
        print_aside(str(path))
    else:
        _print_returns(row) if row else _print_table(record.rows)
        print_line(str(path))
    return DONE


def _print_table(rows: Sequence[Row]) -> None:
    """A line for each sender, the columns one below the other."""
    lines = [("", "sender", "on time", "right the first time", "usually")]
    for row in rows:
        shares = (row.tally.on_time.text, row.tally.right_first_time.text)
        lines.append((str(row.place or "-"), row.sender.name, *shares, usual_in_words(row.tally)))
    print_table(lines)
    if any(row.place is None for row in rows):
        print_line(f"- has no place: fewer than {FEWEST} returns were due.")


def _print_returns(row: Row) -> None:
    """A line for each return, and what went well before them."""
    for sentence in went_well(row):
        print_line(sentence)
    for each in row.tally.deliveries:
        said = [f"due on {long_date(each.expected.due)}", days_in_words(each), remarks(each)]
        print_line(f"  {each.expected.label}: {'; '.join(filter(None, said))}")
