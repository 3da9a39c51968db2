"""A report as JSON, in the shape other programs rely on."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from reports.built import blocks_of
from reports.document import Document, Replaced, period_words
from reports.key import ICON_MEANINGS, ICONS_TELL, SIGNS
from reports.reissued import Differing
from reports.revised import revised_words
from reports.row_facts import beside
from reports.sparkline import sparkline
from reports.summary import counts, requires_attention, sentences
from transforms.change import Change
from transforms.figure import json_number
from transforms.judged import HISTORY, Compared, JudgedRow
from transforms.period import Period
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
        "subtitle": document.subtitle,
        "period": str(document.period),
        "period_label": document.period.label,
        "period_ends": document.period.last_month.label,
        "noun": document.period.noun,
        "has_short_term": document.has_short_term,
        "layout": list(document.layout),
        "grouped_by": document.grouped_by,
        "as_at": document.as_at.astimezone(document.zone).isoformat(),
        "as_at_words": document.as_at_words,
        "version": document.version,
        "replaces": _replaced(document.replaces, document) if document.replaces else None,
        "sections": [
            {"service": section.service, "rows": [_row(row, document) for row in section.rows]}
            for section in document.sections
        ],
        "last_rows": [_row(row, document) for row in document.last_rows.values()],
        "summary": {"indicators": len(document.rows), **counts(document.rows), "sentences": sentences(document.rows)},
        "asked_first": [row.indicator.code for row in requires_attention(document.rows)],
        "blocks": {name: block.as_facts() for name, block in blocks_of(document).items()},
        "changes": [_change(change, document) for change in document.changes],
        "revised": [revised._asdict() for revised in revised_words(document.changes)],
        "heads": _heads(document.period),
        "has_icons": document.has_icons,
        "explains_icons_apart": document.explains_icons_apart,
        "icons_tell": ICONS_TELL,
        "icon_meanings": [each._asdict() for each in ICON_MEANINGS],
        "signs": [{"sign": sign, "meaning": meaning} for sign, meaning in SIGNS.items()],
    }


def _heads(period: Period) -> dict[str, Any]:
    """What the heads of a table's columns name."""
    earlier = {"previous": period.previous(), "previous_year": period.year_before()}
    named = {when: dict.fromkeys((period_words(of), of.last_month.label)) for when, of in earlier.items()}
    return {**{when: ", ".join(words) for when, words in named.items()}, "drawn": HISTORY}


def _row(row: JudgedRow, document: Document) -> dict[str, Any]:
    def text(value: Decimal | None) -> str | None:
        return None if value is None else row.indicator.text(value)

    return {
        "code": row.indicator.code,
        "period": str(row.period),
        "name": row.indicator.name,
        "value": json_number(row.value),
        "value_text": row.value_text,
        "unit": row.indicator.unit.value,
        "target": _target(row.target),
        "target_text": row.target_text,
        "status": row.status.value,
        "status_label": row.status_label,
        "previous": _compared(row.previous),
        "previous_year": _compared(row.previous_year),
        "missing": row.missing.value if row.missing else None,
        "missing_label": f"{row.missing.label} {row.missing.shorthand}" if row.missing else "",
        "note": row.note,
        "marks": list(row.marks),
        "commentary": row.commentary,
        "commentary_given": row.commentary_given,
        "commentary_awaited": row.commentary_awaited,
        "lower_is_better": row.indicator.lower_is_better,
        "history": [{"period": str(period), "value_text": text(value)} for period, value in row.history],
        "drawn": asdict(drawn) if (drawn := sparkline(row)) else None,
        **beside(row, document),
    }


def _compared(compared: Compared) -> dict[str, Any]:
    return {
        "period": str(compared.period),
        "value": json_number(compared.value),
        "value_text": compared.value_text,
        "trend": compared.trend.value,
        "trend_label": compared.trend.label,
    }


def _replaced(replaced: Replaced, document: Document) -> dict[str, Any]:
    return {
        "version": replaced.version,
        "as_at": replaced.as_at.astimezone(document.zone).isoformat(),
        "as_at_words": document.instant_words(replaced.as_at),
        "differing": [_differing(differing) for differing in replaced.differing],
    }


def _differing(differing: Differing) -> dict[str, Any]:
    return {**asdict(differing), "words": "; ".join(cell.words for cell in differing.cells)}


def _change(change: Change, document: Document) -> dict[str, Any]:
    return {
        "code": change.code,
        "name": change.name,
        "period": str(change.period),
        "period_label": change.period.label,
        "was": change.was,
        "now": change.now,
        "changed_at": change.changed_at.astimezone(document.zone).isoformat(),
    }


def _target(target: Target | None) -> float | list[float] | None:
    if target is None:
        return None
    return [float(target.low), float(target.high)] if target.is_range else float(target.low)
