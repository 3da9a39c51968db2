"""A report as JSON, in the shape other programs rely on."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from reports.document import Document, Replaced
from reports.summary import counts, sentences
from transforms.change import Change
from transforms.judged import Compared, JudgedRow
from transforms.target import Target


def as_json(document: Document) -> bytes:
    """The report as UTF-8 JSON. Values are numbers at printed precision in the indicator's unit."""
    return (json.dumps(as_facts(document), ensure_ascii=False, indent=1) + "\n").encode()


def as_facts(document: Document) -> dict[str, Any]:
    """The report as plain dictionaries and lists."""
    return {
        "report": document.report,
        "title": document.title,
        "council": document.council,
        "audience": document.audience,
        "period": str(document.period),
        "period_label": document.period.label,
        "layout": list(document.layout),
        "as_at": document.as_at.astimezone(document.zone).isoformat(),
        "as_at_words": document.as_at_words,
        "version": document.version,
        "replaces": _replaced(document.replaces, document) if document.replaces else None,
        "sections": [
            {"service": section.service, "rows": [_row(row) for row in section.rows]} for section in document.sections
        ],
        "summary": {"indicators": len(document.rows), **counts(document.rows), "sentences": sentences(document.rows)},
        "changes": [_change(change, document) for change in document.changes],
    }


def _row(row: JudgedRow) -> dict[str, Any]:
    return {
        "code": row.indicator.code,
        "name": row.indicator.name,
        "value": _number(row.value),
        "value_text": row.value_text,
        "unit": row.indicator.unit.value,
        "target": _target(row.target),
        "target_text": row.target_text,
        "status": row.status.value,
        "status_label": row.status_label,
        "previous": _compared(row.previous),
        "previous_year": _compared(row.previous_year),
        "missing": row.missing.value if row.missing else None,
        "note": row.note,
        "marks": list(row.marks),
        "commentary": row.commentary,
        "commentary_given": row.commentary_given,
        "lower_is_better": row.indicator.lower_is_better,
    }


def _compared(compared: Compared) -> dict[str, Any]:
    return {
        "period": str(compared.period),
        "value": _number(compared.value),
        "value_text": compared.value_text,
        "trend": compared.trend.value,
        "trend_label": compared.trend.label,
    }


def _replaced(replaced: Replaced, document: Document) -> dict[str, Any]:
    return {
        "version": replaced.version,
        "as_at": replaced.as_at.astimezone(document.zone).isoformat(),
        "differing": [asdict(differing) for differing in replaced.differing],
    }


def _change(change: Change, document: Document) -> dict[str, Any]:
    return {
        "code": change.code,
        "name": change.name,
        "period": str(change.period),
        "was": change.was,
        "now": change.now,
        "changed_at": change.changed_at.astimezone(document.zone).isoformat(),
    }


def _target(target: Target | None) -> float | list[float] | None:
    if target is None:
        return None
    return [float(target.low), float(target.high)] if target.is_range else float(target.low)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
