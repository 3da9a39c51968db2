"""What was restated, as other programs read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from infra.clock import instant_text
from transforms.restated import Restated


def restated_facts(restated: Iterable[Restated]) -> list[dict[str, Any]]:
    """Each setting and period that was restated, with who did it, when and why."""
    return [
        {
            "code": each.act.code,
            "period": str(each.setting.period),
            "setting": each.setting.name,
            "was": each.setting.was,
            "now": each.setting.now,
            "by": each.act.by,
            "reason": each.act.reason,
            "restated_at": instant_text(each.act.restated_at),
            "words": each.words,
        }
        for each in restated
    ]
