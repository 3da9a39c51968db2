"""Where the page lies on which a figure is followed back: beside the reports of one instant, which share it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from transforms.address import settled
from transforms.code import code_key
from transforms.file_word import file_word
from transforms.period import Period
from transforms.register_history import RegisterHistory

FIGURES = "figures"
"""The folder, beside reports, of the pages of figures."""


def folder_as_at(instant: datetime) -> str:
    """The folder of the pages as at an instant; its name is one on every system.

    >>> folder_as_at(datetime(2010, 1, 20, 9, tzinfo=UTC)), folder_as_at(datetime(2010, 1, 20, 9, 0, 0, 25, UTC))
    ('figures/2010-01-20T090000Z', 'figures/2010-01-20T090000.000025Z')
    """
    utc = instant.astimezone(UTC)
    return f"{FIGURES}/{utc:%Y-%m-%dT%H%M%S}{f'.{utc:%f}' if utc.microsecond else ''}Z"


def page_name(word: str, period: Period) -> str:
    """The name of a page, by the word of its indicator.

    >>> page_name("ni-157a", Period.quarter(2009, 3)), page_name("ni-157a", Period.month(2009, 10))
    ('ni-157a-2009-10-q3.html', 'ni-157a-2009-m10.html')
    """
    return f"{word}-{file_word(str(period))}.html"


def words_of_codes(register: RegisterHistory) -> Mapping[str, str]:
    """The word of each indicator that ever stood, by `code_key`; of codes that would make the same word the first keeps
    it and each later one has a number.
    """
    rows = (row for version in register.versions for of_code in version.register.indicators.values() for row in of_code)
    return {key: words[-1] for key, words in settled((code_key(row.code), row.code) for row in rows).items()}
