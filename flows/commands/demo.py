"""`mortar demo`: a whole council in one command, on embedded defaults."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows.cli import DONE
from flows.commands.printing import SAID, file_named, print_line
from flows.decide import holds_of
from flows.demo.play import CHECKER, QUARTER, REASON, Played, play
from flows.knowing import what_was_known
from transforms.finding import Finding, Severity, Verdict
from transforms.owed import DueState, owed
from transforms.words import many


def run(arguments: argparse.Namespace) -> int:
    """Play two years, then say what happened, what waits for a person, and what to open.

    That something waits is part of the demonstration, so it ends as done.
    """
    folder = Path(arguments.folder)
    with Progress(
        TextColumn("{task.description:32}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as bars:
        bar = bars.add_task("Starting Prefect", total=None)
        played = play(folder, lambda what, done, of: bars.update(bar, description=what, completed=done, total=of))
    _tell(played, folder)
    return DONE


def _tell(played: Played, folder: Path) -> None:
    print_line("")
    _tell_what_came(played)
    _tell_what_waits(played)
    page = next(path for path in played.reports if path.stem.startswith("scrutiny") and path.suffix == ".html")
    reports = {path.stem for path in played.reports if path.suffix in {".html", ".pdf"}}
    command = f"{_called()} -C {folder}"
    print_line("")
    print_line(f"Open  {page}")
    print_line(
        f"      beside it lie {len(reports) - 1} reports for other audiences, from the notice board to the public"
    )
    print_line(f"      {folder / 'reports' / 'data-quality.html'}    how good each sender's data is")
    print_line(f"      {folder / 'site' / 'index.html'}    the public website")
    print_line(f"Then  {command} holds    figures that wait for a checker")
    print_line(f"      {command} due      who owes what")
    print_line(f"      {command} trace 'LPI CS 1' '2009-10 Q3'    from the figure to the cell")


def _called() -> str:
    """The command as it was called: in a fresh clone it stands in the environment's folder and on no path."""
    called = Path(sys.argv[0])
    return str(called) if len(called.parts) > 1 and called.name == "mortar" else "mortar"


def _tell_what_came(played: Played) -> None:
    if played.changed_nothing:
        print_line(
            f"{played.files} returns of two years were sent again; all of them came before, and nothing changed."
        )
        return
    verdicts = Counter(outcome.verdict for outcome in played.outcomes)
    print_line(f"{played.files} returns of two years came in. Of those of the last month:")
    for verdict in Verdict:
        if verdicts[verdict]:
            print_line(f"  {verdicts[verdict]:3} {SAID[verdict]}")
    for hold in played.released:
        held = hold.observation
        print_line(f"{CHECKER} released {held.code}, {held.said.period.label}, {hold.figure_text}: {REASON}")


def _tell_what_waits(played: Played) -> None:
    print_line("")
    print_line("Waiting for a person:")
    for hold in holds_of(played.house):
        print_line(f"  held     {hold.observation.code}: {hold.observation.reason}")
    for outcome in played.outcomes:
        errors = [finding for _, finding in outcome.findings if finding.severity == Severity.ERROR]
        if errors:
            print_line(f"  refused  {file_named(outcome.file)}: {_faults(errors)}")
    for entry in owed(what_was_known(played.house).judge, QUARTER.last_month):
        if entry.state == DueState.LATE:
            print_line(f"  late     {entry.sender}: {many(len(entry.codes), 'figure')} for {entry.period.label}")


def _faults(errors: Sequence[Finding]) -> str:
    first = f"in cell {errors[0].cell}: {errors[0].message}" if errors[0].cell else errors[0].message
    return first if len(errors) == 1 else f"{many(len(errors), 'fault')}, first {first}"
