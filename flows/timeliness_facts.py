"""The record of timeliness in the shape other programs rely on."""

from __future__ import annotations

from typing import Any

from flows.commands.printing import finding_facts
from flows.timeliness_steps import Record, missed_by, reminders_for
from transforms.league import FEWEST, Row, Share, Tally, by_month
from transforms.shortcoming import Shortcoming, shortcomings_of
from transforms.timeliness import Delivery

Facts = dict[str, Any]


def league_facts(record: Record) -> Facts:
    """The table of all senders, and all of them by the month in which returns were due."""
    return {
        **_head(record),
        "fewest": FEWEST,
        "senders": [_row_facts(row) for row in record.rows],
        "months": [
            {"due_in": str(month), **_tally_facts(tally)} for month, tally in by_month(record.deliveries)
        ],
    }  # fmt: skip


def sender_facts(record: Record, row: Row) -> Facts:
    """One sender's row, return by return, and what was found on its files."""
    return {
        **_head(record),
        **_row_facts(row),
        "returns": [_delivery_facts(each) for each in row.tally.deliveries],
        "findings": [_shortcoming_facts(each) for each in shortcomings_of(row.tally.received)],
        "reports_without": [
            {"report": issue.report, "period": str(issue.period), "as_at": issue.as_at.isoformat()}
            for issue in missed_by(record, row)
        ],
        "reminders": reminders_for(record, row),
    }


def _head(record: Record) -> Facts:
    stretch = record.stretch
    return {
        "council": record.known.council.name,
        "as_at": record.known.instant.isoformat(),
        "period": str(stretch.period) if stretch.period else None,
        "due_after": None if stretch.period else stretch.after.isoformat(),
        "due_to": None if stretch.period else stretch.to.isoformat(),
    }


def _row_facts(row: Row) -> Facts:
    return {
        "sender": row.sender.sender,
        "name": row.sender.name,
        "kind": row.sender.kind.value,
        "place": row.place,
        **_tally_facts(row.tally),
        "year_before": _tally_facts(row.before),
    }


def _tally_facts(tally: Tally) -> Facts:
    return {
        "on_time": _share_facts(tally.on_time),
        "right_first_time": _share_facts(tally.right_first_time),
        "figures_in_time": _share_facts(tally.figures_in_time),
        "usual_days": tally.usual,
        "days_late": tally.days_late,
        "longest": tally.longest,
        "owed": len(tally.owed),
        "refused": tally.refused,
        "holds": {end.value: number for end, number in tally.holds.items()},
        "corrected": tally.corrected,
        "files": len(tally.received),
    }


def _share_facts(share: Share) -> Facts:
    return {"number": share.number, "of": share.of, "percent": share.percent}


def _delivery_facts(delivery: Delivery) -> Facts:
    expected = delivery.expected
    return {
        "periods": [str(period) for period in expected.periods],
        "feed": expected.feed.feed if expected.feed else None,
        "due": expected.due.isoformat(),
        "came": delivery.came.isoformat() if delivery.came else None,
        "days": delivery.days,
        "on_time": delivery.on_time,
        "right_first_time": delivery.right_first_time,
        "figures": len(expected.asked),
        "figures_in_time": delivery.in_time,
        "missing": list(delivery.missing),
        "files": [receipt.file for receipt in delivery.files],
        "refused": len(delivery.refused),
        "holds": [end.value for end in delivery.holds],
        "corrections": [
            {"code": each.code, "period": str(each.period), "day": each.day.isoformat(), "announced": each.announced}
            for each in delivery.corrections
        ],
    }


def _shortcoming_facts(found: Shortcoming) -> Facts:
    example = {"file": found.example_file, **finding_facts(found.example)}
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "times": found.times,
        "files": found.files,
        "example": example,
    }
