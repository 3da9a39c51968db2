"""What people were written to about: one matter of one mail, by which nothing is told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from email.utils import parseaddr
from enum import StrEnum
from typing import NamedTuple


class Occasion(StrEnum):
    """As what somebody is written to: who owes a return, that one's manager, the Policy Team, who owes a commentary."""

    RETURN = "return"
    MANAGER = "manager"
    POLICY_TEAM = "policy-team"
    COMMENTARY = "commentary"


class Matter(NamedTuple):
    """What somebody is written to about: a sender's figures for a period, or the commentary on one `code` of them."""

    occasion: Occasion
    sender: str
    period: str
    code: str = ""


class Reminded(NamedTuple):
    """A matter of a mail that went to an address on a day; `identity` is the mail's Message-ID before the `@`."""

    address: str
    day: date
    matter: Matter
    identity: str


def address_key(address: str) -> str:
    """By which a person is known, however the address is written.

    >>> address_key("Policy Team <Policy@Council.example>")
    'policy@council.example'
    """
    return (parseaddr(address)[1] or address).casefold()


class Told:
    """Whom was written to about what before, in the order in which it was."""

    def __init__(self, rows: Iterable[Reminded] = ()) -> None:
        self._days: dict[tuple[str, Matter], list[date]] = defaultdict(list)
        self._first: dict[tuple[str, str, str], str] = {}
        self._wrote: set[tuple[str, date]] = set()
        for row in rows:
            self._days[row.address, row.matter].append(row.day)
            self._first.setdefault((row.address, row.matter.sender, row.matter.period), row.identity)
            self._wrote.add((row.address, row.day))

    def days(self, address: str, matter: Matter) -> Sequence[date]:
        """The days on which a person was written to about a matter."""
        return self._days.get((address, matter), ())

    def has_mail_of(self, address: str, day: date) -> bool:
        """Whether a person got a mail of a day."""
        return (address, day) in self._wrote

    def thread(self, address: str, matters: Iterable[Matter]) -> str:
        """The first mail to a person about the first of these matters that was written about before; or nothing."""
        found = (self._first.get((address, matter.sender, matter.period)) for matter in matters)
        return next(filter(None, found), "")
