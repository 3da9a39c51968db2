"""`mortar what-if`: which lights and trends other targets and allowances would change; nothing is stored."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from flows.cli import DONE
from flows.commands.asked import period_named
from flows.commands.printing import print_aside, print_json, print_line
from flows.what_if_steps import what_if
from infra.wiring import open_house
from transforms.trend import Trend
from transforms.what_if import Judgement, Outlook, Turn
from transforms.what_if_words import summary_of, turn_words


def run(arguments: argparse.Namespace) -> int:
    """Print what would change in each period asked about."""
    house = open_house(Path(arguments.workspace))
    last = period_named(house, arguments.period)
    first = period_named(house, arguments.first) if arguments.first else None
    found = what_if(house, last, first, arguments.settings)
    if arguments.format == "json":
        asked = {"judged_by": "settings" if found.settings else "register files", "settings": found.settings}
        print_json({**asked, "periods": [_facts(each) for each in found.outlooks]})
        return DONE
    for each in found.outlooks:
        print_line(f"{each.period.label}: {summary_of(each)}")
        for turn in each.turns:
            print_line(f"  {turn.code}  {turn.name}: {turn.figure}")
            for words in turn_words(turn, each.period):
                print_line(f"    {words}")
    by = ", ".join(found.settings) or f"the files of {house.register_folder}, edited or not"
    print_aside(f"Judged by {by}, beside the register in force. Nothing was applied or stored.")
    return DONE


def _facts(outlook: Outlook) -> dict[str, Any]:
    return {
        "period": str(outlook.period),
        "lights": outlook.lights,
        "lights_changed": len(outlook.lights_turned),
        "trends_changed": len(outlook.trends_turned),
        "changes": [_turn_facts(turn) for turn in outlook.turns],
    }


def _turn_facts(turn: Turn) -> dict[str, Any]:
    judgements = {"before": _judgement_facts(turn.now), "after": _judgement_facts(turn.then)}
    return {"code": turn.code, "name": turn.name, "value_text": turn.figure, **judgements}


def _judgement_facts(judgement: Judgement) -> dict[str, Any]:
    trends: dict[str, Trend] = {"previous": judgement.short, "previous_year": judgement.long}
    return {
        "status": judgement.status.value,
        "status_label": judgement.label,
        "target_text": judgement.target,
        "tolerance_text": judgement.allowance,
        **{f"{name}_trend": trend.value for name, trend in trends.items()},
    }
