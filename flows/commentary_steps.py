"""The steps by which commentaries that came are looked through, each beside the light of its figure as it was just sent.

What is found goes to whoever wrote the commentary, in the answer to the return it came in, and holds up nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from expectations.commentary import check_commentary
from flows.fault_log import log_fault
from flows.micro_batch import MicroBatch
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from transforms.code import code_key
from transforms.commentary import latest_within
from transforms.feeder import light_of
from transforms.finding import Finding
from transforms.judged import Judge, JudgedRow
from transforms.observation import Observation, Stated, known_commentaries, known_figures
from transforms.period import Length, Period
from transforms.settle import stated_by
from transforms.stated_row import StatedRow
from transforms.words import loose


def recall_commentaries(batch: MicroBatch, known: Knowledge, observations: Sequence[Observation]) -> None:
    """Recall what is known of the indicators of which the batch has commentaries, and of what they are worked out from."""
    codes = {code_key(row.code) for row in batch.read.rows if row.commentary}
    if not codes:
        return
    batch.registers = known.register()
    codes |= {feeder for code in codes for feeder in batch.registers.feeding(code)}
    unread = codes - {code_key(row.code) for row in batch.read.rows}
    about = [observation for observation in observations if code_key(observation.code) in codes]
    about += known.observations(unread) if unread else []
    batch.figures, batch.commentaries = known_figures(about), known_commentaries(about)


def check_commentaries(house: House, batch: MicroBatch) -> None:
    """Commentaries to findings, for the person who wrote them. A fault of ours with it keeps no return back."""
    if not any(row.commentary for row in batch.read.rows):
        return
    try:
        found = dict(_found(batch, house.clock.today()))
    except Exception as error:  # noqa: BLE001
        log_fault(error, house.workspace, "looking through commentaries")
        return
    batch.findings = {
        place: [*batch.findings.get(place, ()), *found.get(place, ())] for place in {*batch.findings, *found}
    }


def _found(batch: MicroBatch, today: date) -> Iterator[tuple[int, list[Finding]]]:
    """The findings by the place of the row. What was said before of the same period has been answered already."""
    judge = _judge(batch, today)
    told: set[tuple[str, Period | None, str]] = {
        (code, period, loose(said)) for code, by in batch.commentaries.items() for period, said in by.items()
    }
    for place, row in enumerate(batch.read.rows):
        said = code_key(row.code), row.period, loose(row.commentary)
        if not row.commentary or said in told or _stops(batch, place):
            continue
        told.add(said)
        if judged := _explained(row, judge):
            before = latest_within(judge.commentaries[code_key(row.code)], judged.period.previous())
            yield place, check_commentary(row, judged, before or "")


def _judge(batch: MicroBatch, today: date) -> Judge:
    """The judge over what is known and what the batch states, but for what is refused or held."""
    figures: dict[str, dict[Period, Stated]] = defaultdict(dict)
    commentaries: dict[str, dict[Period, str]] = defaultdict(dict)
    for code, known in batch.figures.items():
        figures[code] |= known
    for code, said in batch.commentaries.items():
        commentaries[code] |= said
    for place, row in enumerate(batch.read.rows):
        code = code_key(row.code)
        if row.period and not _stops(batch, place):
            if row.commentary:
                commentaries[code][row.period] = row.commentary
            if (stated := stated_by(row)).says_figure:
                figures[code][row.period] = stated
    return Judge(batch.registers, figures, commentaries, today)


def _stops(batch: MicroBatch, place: int) -> bool:
    return any(finding.stops for finding in batch.findings.get(place, ()))


def _explained(row: StatedRow, judge: Judge) -> JudgedRow | None:
    """The figure that a commentary must explain: of the quarter, where it stands beside the quarter's last month.

    Beside an earlier month it is a note that nobody asked for; beside a figure that is Good too.
    """
    if row.period is None:
        return None
    period = row.period.within(Length.QUARTER) if row.period.months == Length.MONTH else row.period
    indicator = judge.register.indicator(row.code, period)
    if indicator is None or indicator.sender != row.source.sender or period.end != row.period.end:
        return None
    requires_words = light_of(judge, row.code, period).status.needs_commentary
    return judge.row(indicator, period) if requires_words else None
