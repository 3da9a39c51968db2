"""`mortar quality`: how good the data is that each sender gives, in six dimensions; a page of all, and one for each."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from flows.cli import DONE
from flows.commands.asked import folder_named, known_at
from flows.commands.printing import print_aside, print_json, print_line, print_table
from flows.quality_facts import all_facts, one_facts
from flows.quality_steps import make_quality, quality_pages
from flows.report_steps import write_files
from infra.wiring import open_house
from reports.quality_words import score_in_words, subject
from transforms.data_quality import FEWEST_FACTS, Dimension, Quality
from transforms.words import upper_first


def run(arguments: argparse.Namespace) -> int:
    """Print the scores and write the pages."""
    house = open_house(Path(arguments.workspace))
    quality = make_quality(house, known_at(house, arguments.as_at))
    pages = quality_pages(quality, arguments.sender)
    [path, *_] = write_files(pages, folder_named(house, arguments.out))
    if arguments.format == "json":
        print_json(one_facts(quality, arguments.sender) if arguments.sender else all_facts(quality))
        print_aside(str(path))
        return DONE
    if arguments.sender:
        _print_scores(quality.of(arguments.sender))
    else:
        _print_table(quality.senders)
    print_line(str(path))
    return DONE


def _print_table(qualities: Sequence[Quality]) -> None:
    """A line for each sender, the columns one below the other."""
    lines = [("sender", *(dimension.value for dimension in Dimension), "mean of five")]
    for each in qualities:
        shares = (_percent(score.percent) for score in each.scores)
        lines.append((each.sender.name if each.sender else "", *shares, _percent(each.mean)))
    print_table(lines, figures=True)
    print_line(
        f"- too few to say: under {FEWEST_FACTS}. The mean leaves relevance out: the council chooses what it asks for."
    )


def _percent(percent: int | None) -> str:
    return "-" if percent is None else f"{percent}%"


def _print_scores(quality: Quality) -> None:
    """A line for each dimension, and below it what pulled it down."""
    for score in quality.scores:
        print_line(f"{upper_first(score.dimension.value)}: {score_in_words(score)}")
        for lapse in score.examples:
            print_line(f"  {subject(lapse)}: {lapse.said}")
