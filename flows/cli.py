"""The `mortar` command: what it takes, and how its errors reach the person who typed it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from transforms.errors import MortarFault, RegisterRefused, UsageError

DONE, NEEDS_A_PERSON, WRONG_USAGE, FAULT = range(4)
"""Exit codes: done; done but something needs a person; wrong usage or settings; a fault of ours."""

DEFAULT_WORKSPACE = "workspace"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    arguments = parser().parse_args(argv)
    try:
        code: int = import_module(f"flows.commands.{arguments.module}").run(arguments)
    except RegisterRefused as error:
        _say(f"{error.message} {error.remedy}", *map(str, error.faults))
        return WRONG_USAGE
    except UsageError as error:
        _say(error.message, error.remedy)
        return WRONG_USAGE
    except KeyboardInterrupt:
        _say("Stopped; nothing is lost, and the same command goes on where it was.")
        return NEEDS_A_PERSON
    except Exception as error:  # noqa: BLE001  # a fault of ours never reaches a person as a traceback
        return _fault(error, Path(vars(arguments).get("folder", arguments.workspace)))
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of all commands. What is imported here is paid for by `mortar --help`: nothing heavy is."""
    top = argparse.ArgumentParser(
        prog="mortar",
        description="Runs a council's performance management: returns in, checked figures kept, reports out on the day.",
        epilog="Exit codes: 0 done; 1 done, but something needs a person; 2 wrong usage or settings; 3 a fault of ours.",
    )
    _workspace_option(top, os.environ.get("MORTAR_WORKSPACE", DEFAULT_WORKSPACE))
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    daily = (_check, _ingest, _feed, _due, _remind, _template, _decisions, _restate, _action)
    telling = (_report, _site, _timeliness, _quality, _trace, _revisions)
    for add in (_demo, _init, _up, _register, _what_if, _layout, *daily, *telling, _upkeep):
        add(commands)
    return top


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(commands: Commands, name: str, module: str, what: str, *, facts: bool = True) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    command.set_defaults(module=module, command=name)
    _workspace_option(command, argparse.SUPPRESS)
    if facts:
        command.add_argument("--format", choices=("text", "json"), default="text", help="how to print the facts")
    return command


def _workspace_option(command: argparse.ArgumentParser, default: str) -> None:
    command.add_argument("-C", dest="workspace", metavar="DIR", default=default, help="the workspace to use")


def _demo(commands: Commands) -> None:
    demo = _command(commands, "demo", "demo", "a whole council in one command, on embedded defaults", facts=False)
    demo.add_argument("folder", metavar="DIR", nargs="?", default="demo", help="where to make it (default: demo)")


def _init(commands: Commands) -> None:
    init = _command(commands, "init", "init", "make a new workspace", facts=False)
    init.add_argument("folder", metavar="DIR")


def _up(commands: Commands) -> None:
    what = "everything, supervised: Prefect's server and UI, the watcher, schedules and triggers; Ctrl-C stops it all"
    _command(commands, "up", "up", what, facts=False)


def _register(commands: Commands) -> None:
    register = _command(commands, "register", "register", "apply, import or export the council's register")
    steps = register.add_subparsers(dest="step", metavar="STEP", required=True)
    _plain(steps, "apply", "check the CSV files of register/ and make them the council's register")
    _plain(steps, "import", "write register/ from one workbook").add_argument("file", metavar="FILE.xlsx")
    _plain(steps, "export", "write the register in force as one workbook").add_argument("file", metavar="FILE.xlsx")


def _what_if(commands: Commands) -> None:
    command = _command(commands, "what-if", "what_if", "which lights other targets would change; nothing is stored")
    command.add_argument("--period", metavar="P", required=True, help="for example '2009-10 Q3'")
    command.add_argument("--from", dest="first", metavar="P", default="", help="the first of several periods")
    command.add_argument(
        "--set",
        dest="settings",
        metavar="S",
        action="append",
        default=[],
        help="'LPI CS 1 target=75%%' or 'NI 157a tolerance=5 points' (default: the files of register/ as they lie)",
    )


def _layout(commands: Commands) -> None:
    layout = _command(commands, "layout", "layout", "draft a layout, by which an unusual sheet is read")
    steps = layout.add_subparsers(dest="step", metavar="STEP", required=True)
    propose = _plain(steps, "propose", "draft a layout from a workbook, on standard output")
    propose.add_argument("file", metavar="FILE")
    propose.add_argument("--sender", metavar="S", default="", help="whose returns look like this")


def _plain(steps: Commands, name: str, what: str) -> argparse.ArgumentParser:
    step = steps.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    step.add_argument("--format", choices=("text", "json"), default=argparse.SUPPRESS)
    return step


def _check(commands: Commands) -> None:
    check = _command(commands, "check", "check", "dry run: what a return would be answered; nothing is stored")
    check.add_argument("files", metavar="FILE", nargs="+")
    check.add_argument("--sender", metavar="S", default="", help="whose return it is (default: by its folder or codes)")


def _ingest(commands: Commands) -> None:
    _command(commands, "ingest", "ingest", "take in all that lies in the inbox now")


def _feed(commands: Commands) -> None:
    feed = _command(commands, "feed", "feed", "pull a feed now")
    feed.add_argument("name", metavar="NAME", help="the feed, as the register names it")


def _due(commands: Commands) -> None:
    due = _command(commands, "due", "due", "who owes what")
    due.add_argument(
        "--period", metavar="P", default="", help="the month, quarter or year asked about (default: the last month)"
    )


def _remind(commands: Commands) -> None:
    _command(commands, "remind", "remind", "remind whoever owes a return or a commentary, in one mail a day at most")


def _template(commands: Commands) -> None:
    template = _command(commands, "template", "template", "make a pre-filled return for a sender")
    template.add_argument("sender", metavar="SENDER", help="whose return, as the register names the sender")
    template.add_argument("--period", metavar="P", required=True, help="for example 2009-12, or '2009-10 Q3'")
    template.add_argument("--out", metavar="DIR", default="", help="where to write it (default: templates/)")


def _decisions(commands: Commands) -> None:
    _command(commands, "holds", "holds", "the figures that wait for a checker")
    for name, what in (("release", "let a held figure count"), ("return", "send a held figure back to its sender")):
        decision = _command(commands, name, "decide", what)
        decision.add_argument("id", metavar="ID", help="the hold, as `mortar holds` names it")
        decision.add_argument("--by", metavar="WHO", required=True, help="the checker who decides")
        decision.add_argument("--reason", metavar="R", required=True, help="why")


def _restate(commands: Commands) -> None:
    what = "judge periods of an indicator by the register as it stands now, on purpose and with a reason"
    restate = _command(commands, "restate", "restate", what)
    restate.add_argument("code", metavar="CODE", help="the indicator")
    restate.add_argument("--from", metavar="P", dest="first", required=True, help="for example '2009-10 Q2'")
    restate.add_argument("--to", metavar="P", dest="last", default="", help="the last period (default: only the first)")
    restate.add_argument("--by", metavar="WHO", required=True, help="who decides it")
    restate.add_argument("--reason", metavar="R", required=True, help="why, as every reader will be told")


def _action(commands: Commands) -> None:
    action = _command(commands, "action", "action", "record an action or a referral, or what came of one")
    action.add_argument("code", metavar="CODE", help="the indicator it is about")
    action.add_argument("--what", metavar="W", required=True, help="its words; of one that is known, how they begin")
    action.add_argument("--by", metavar="WHO", required=True, help="the person or the committee that states it")
    action.add_argument("--who", metavar="N", default="", help="who does it, or to whom it is referred")
    action.add_argument("--by-when", metavar="D", default="", help="the day by which it is to be done")
    action.add_argument("--done", metavar="D", default="", help="the day on which it was done")
    action.add_argument("--outcome", metavar="O", default="", help="what came of it")
    kinds = ("action", "referral")
    action.add_argument("--kind", choices=kinds, default="", help="which it is (default: an action; or as it is known)")


def _report(commands: Commands) -> None:
    report = _command(commands, "report", "report", "make one report now", facts=False)
    report.add_argument("name", metavar="NAME", help="which report, as register/reports.toml names it; or `ad-hoc`")
    report.add_argument("--period", metavar="P", required=True, help="for example '2009-10 Q3'")
    report.add_argument("--as-at", metavar="T", default="", help="with the knowledge of this instant (ISO 8601)")
    report.add_argument(
        "--format", default="html", help="html, pdf, xlsx, ods, docx, csv, json, or several with commas (default: html)"
    )
    report.add_argument("--out", metavar="DIR", default="", help="where to write it (default: reports/)")
    report.add_argument(
        "--select",
        metavar="S",
        default="",
        help="of what `ad-hoc` is, for example 'themes=SCS:safer, services=housing'",
    )


def _site(commands: Commands) -> None:
    site = _command(commands, "site", "site", "publish the public site now")
    site.add_argument("--as-at", metavar="T", default="", help="with the knowledge of this instant (ISO 8601)")
    site.add_argument("--out", metavar="DIR", default="", help="where to publish it (default: the setting `site`)")


def _timeliness(commands: Commands) -> None:
    timeliness = _command(
        commands, "timeliness", "timeliness", "how returns came: a table of all senders, or one's page"
    )
    timeliness.add_argument("--sender", metavar="S", default="", help="whose record, as the register names the sender")
    timeliness.add_argument(
        "--period", metavar="P", default="", help="returns for this period (default: those due in the last 12 months)"
    )
    timeliness.add_argument("--as-at", metavar="T", default="", help="with the knowledge of this instant (ISO 8601)")
    timeliness.add_argument("--out", metavar="DIR", default="", help="where to write the page (default: reports/)")


def _quality(commands: Commands) -> None:
    quality = _command(commands, "quality", "quality", "how good the data of each sender is, in six dimensions")
    quality.add_argument("--sender", metavar="S", default="", help="whose data, as the register names the sender")
    quality.add_argument("--as-at", metavar="T", default="", help="with the knowledge of this instant (ISO 8601)")
    quality.add_argument("--out", metavar="DIR", default="", help="where to write the pages (default: reports/)")


def _trace(commands: Commands) -> None:
    what = "from a figure to file, sheet, cell, sender, checks and checker"
    trace = _command(commands, "trace", "trace", what, facts=False)
    trace.add_argument("code", metavar="CODE")
    trace.add_argument("period", metavar="PERIOD")
    trace.add_argument("--as-at", metavar="T", default="", help="with the knowledge of this instant (ISO 8601)")
    trace.add_argument(
        "--format", choices=("text", "json", "html"), default="text", help="how to tell it; html writes a page"
    )
    trace.add_argument("--out", metavar="DIR", default="", help="where to write the page (default: reports/figures/…)")


def _revisions(commands: Commands) -> None:
    what = "how an indicator's figures changed after they were first stated: a revisions triangle"
    revisions = _command(commands, "revisions", "revisions", what)
    revisions.add_argument("code", metavar="CODE")
    revisions.add_argument(
        "--from", metavar="P", dest="first", default="", help="the first period (default: twelve back)"
    )
    revisions.add_argument("--to", metavar="P", dest="last", default="", help="the last (default: the last that ended)")
    revisions.add_argument("--as-at", metavar="T", default="", help="with the knowledge of this instant (ISO 8601)")
    revisions.add_argument("--out", metavar="DIR", default="", help="where to write the page (default: reports/)")


def _upkeep(commands: Commands) -> None:
    _command(commands, "rebuild", "rebuild", "make the warehouse again from the lake")
    _command(commands, "doctor", "doctor", "whether all parts are reachable and sound")


def _fault(error: Exception, workspace: Path) -> int:
    """Log a fault of ours with an id; the person gets the id and what to do, not the traceback."""
    from flows.fault_log import log_fault

    logged = log_fault(error, workspace)
    remedy = error.remedy if isinstance(error, MortarFault) else "Nothing is lost. Run `mortar doctor`."
    what = error.message if isinstance(error, MortarFault) else "Something went wrong that is a fault of ours."
    _say(what, remedy, logged)
    return FAULT


def _say(*sentences: str) -> None:
    from flows.commands.printing import print_aside

    for sentence in filter(None, sentences):
        print_aside(" ".join(sentence.splitlines()))


if __name__ == "__main__":
    sys.exit(main())
