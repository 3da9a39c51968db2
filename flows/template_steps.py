"""The steps by which a sender's pre-filled return is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.knowing import judged_by
from infra.whole_file import write_whole
from infra.wiring import House
from reports.template_words import period_text
from reports.template_workbook import Template, template_workbook
from transforms.action import Action, ActionKind
from transforms.asked_figure import asked_figures
from transforms.due import due_date
from transforms.errors import UsageError
from transforms.period import Length, Period
from transforms.read_period import named_period
from transforms.register import Register, Sender

UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
"""What some file system or other refuses in a name."""

LONGEST_NAME = 80
"""Letters of a sender's name: with the rest, within the 255 bytes of any file system, whatever the letters."""


@dataclass(frozen=True, slots=True)
class MadeTemplate:
    """A pre-filled return that was written: whose, for when, where, and which indicators it asks for."""

    sender: str
    period: Period
    path: Path
    codes: Sequence[str]


def make_template(house: House, sender: str, named: str) -> Template:
    """The return of a sender for a period named as the council's year goes, with what is known now.

    Raises `UnknownItem` for a sender the register does not have, `UsageError` where nothing is asked of it.
    """
    with house.knowledge() as knowledge:
        period = named_period(named, knowledge.council.year_start)
        first = period.within(Length.YEAR).year_before().start
        known = judged_by(knowledge, knowledge.observations(first=first, last=period.end))
        entry, actions = knowledge.register_entry(), knowledge.actions()
    judge = known.judge
    registered = judge.register.latest.registered(sender)
    asked = asked_figures(judge, known.observations, registered.sender, period)
    if not asked:
        raise _nothing_asked(judge.register.latest, registered, period)
    due = due_date(period, registered.due_day, judge.roll)
    still_open = [action for action in actions if _is_open(action, registered, judge.register.latest)]
    return Template(known.council.name, registered, period, due, asked, known.instant, entry, still_open)


def _is_open(action: Action, sender: Sender, register: Register) -> bool:
    """Whether a sender is still to say what came of an action; of referrals the committee is told elsewhere."""
    indicator = register.indicator(action.code)
    owns = indicator is not None and indicator.sender == sender.sender
    return owns and action.kind == ActionKind.ACTION and action.done is None


def _nothing_asked(register: Register, sender: Sender, period: Period) -> UsageError:
    lengths = {
        row.frequency.adverb for rows in register.indicators.values() for row in rows if row.sender == sender.sender
    }
    if not lengths:
        return UsageError(f"{sender.name} has no indicators to send.", "Give it some in register/, and apply it.")
    measured = " and ".join(sorted(lengths))
    return UsageError(
        f"Nothing is asked of {sender.name} for {period.label}: its indicators are measured {measured}.",
        "Name a period that one of them ends with.",
    )


def write_template(template: Template, folder: Path) -> MadeTemplate:
    """Write the workbook, whole or not at all, named so that a person knows it. Raises `UsageError`."""
    path = folder / file_name(template.sender, template.period)
    content = template_workbook(template)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror}.", "Name a folder that you may write to with --out."
        ) from error
    return MadeTemplate(template.sender.sender, template.period, path, template.codes)


def file_name(sender: Sender, period: Period) -> str:
    """`Development Services - December 2009.xlsx`, without what a file system could refuse."""
    names = (_safe(sender.name), _safe(sender.sender), "Return")
    name = next(name for name in names if name)[:LONGEST_NAME].strip()
    return f"{name} - {_safe(period_text(period).replace('/', '-'))}.xlsx"


def _safe(text: str) -> str:
    return " ".join(UNSAFE.sub(" ", unicodedata.normalize("NFC", text)).split()).strip(". ")
