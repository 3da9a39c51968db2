"""What it took to collect an indicator's figures: days late, refusals, holds, corrections and reminders, as recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.code import code_key
from transforms.figure_lapses import refused
from transforms.figure_record import FigureRecord
from transforms.housekeeping import Effort
from transforms.observation import State
from transforms.receipt import FileKey
from transforms.reminded import Occasion, Reminded
from transforms.timeliness import days_late, revisions_of


@dataclass(frozen=True)
class Collected:
    """By what it is told: the days on which files came, and what people were written to about."""

    days: Mapping[FileKey, date]
    reminded: Sequence[Reminded]

    def effort(self, code: str, records: Sequence[FigureRecord]) -> Effort:
        """What the figures of a code took."""
        late = [each for each in records if each.came and each.came > each.expected.due]
        owed = [each for each in records if each.came is None]
        sent_back = [each for each in records if refused(each)]
        held = [each for each in records if any(said.state == State.HELD for said in each.stated)]
        corrected = [each for each in records if self._is_corrected(each)]
        troubled = {each.asked for each in [*late, *owed, *sent_back, *held, *corrected]}
        return Effort(
            asked=len(records),
            late=len(late),
            days=sum(days_late(each.expected.due, each.came) for each in late if each.came),
            owed=len(owed),
            refused=len(sent_back),
            held=len(held),
            corrected=len(corrected),
            troubled=len(troubled),
            reminders=self._reminders(code, [*late, *owed]),
        )

    def _is_corrected(self, record: FigureRecord) -> bool:
        revisions = (
            revision for said in record.each_period() for revision in revisions_of(record.expected, said, self.days)
        )
        return any(not revision.announced for revision in revisions)

    def _reminders(self, code: str, missed: Iterable[FigureRecord]) -> int:
        """The mails after their day that asked for figures, and those that asked for a commentary; one is one mail."""
        due = {(each.expected.sender, str(each.asked.period)): each.expected.due for each in missed}
        told = (each for each in self.reminded if self._is_about(each, code, due))
        return len({each.identity for each in told})

    def _is_about(self, told: Reminded, code: str, due: Mapping[tuple[str, str], date]) -> bool:
        if told.matter.occasion == Occasion.COMMENTARY:
            return code_key(told.matter.code) == code_key(code)
        return told.day > due.get((told.matter.sender, told.matter.period), date.max)
