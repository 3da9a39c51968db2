"""To which expected return a statement, a finding or a whole file belongs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from transforms.code import code_key
from transforms.expected import Expected
from transforms.observation import Observation
from transforms.receipt import FileKey, Receipt, key_of


class Belonging:
    """Places things among returns by their sender, code and period; a place is a number in `expected`.

    `came` are the days on which each return was in, `None` where it is not.
    """

    def __init__(
        self, expected: Sequence[Expected], came: Sequence[date | None], observations: Iterable[Observation]
    ) -> None:
        self._expected, self._came = expected, came
        self._figures: dict[tuple[str, str, str], int] = {}
        self._periods: dict[tuple[str, str], int] = {}
        self._stated: Mapping[FileKey, list[Observation]] = defaultdict(list)
        for place, each in enumerate(expected):
            for indicator, period in each.asked:
                self._figures[each.sender, code_key(indicator.code), str(period)] = place
                self._periods.setdefault((each.sender, str(period)), place)
        for observation in observations:
            self._stated[key_of(observation)].append(observation)

    def of(self, sender: str, code: str, period: str) -> int | None:
        """Where a figure belongs, by its code and the name of its period; where the code is of no use, by the period."""
        return self._figures.get((sender, code_key(code), period), self._periods.get((sender, period)))

    def of_file(self, receipt: Receipt, day: date) -> int | None:
        """Where a file belongs that came on a day: where most of what it says does, of equals where it was due last.

        One that says nothing that could be read is taken for the return that was awaited then, of several for the one
        due nearest to that day. One that speaks of other periods only, as a history does, belongs to none.
        """
        sender, stated = receipt.sender, self._stated.get(receipt.key, [])
        said = [(observation.code, str(observation.said.period)) for observation in stated]
        said = said or [(finding.code, finding.period) for finding in receipt.findings]
        places = Counter(place for code, period in said if (place := self.of(sender, code, period)) is not None)
        if places:
            return max(places, key=lambda place: (places[place], self._expected[place].due))
        return None if stated else self._awaited(sender, day)

    def _awaited(self, sender: str, day: date) -> int | None:
        ended = [
            place
            for place, each in enumerate(self._expected)
            if each.sender == sender and each.periods[0].end < day and self._is_open(place, day)
        ]
        return min(ended, key=lambda place: abs((self._expected[place].due - day).days), default=None)

    def _is_open(self, place: int, day: date) -> bool:
        came = self._came[place]
        return came is None or came >= day
