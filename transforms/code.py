"""The code of an indicator: case and spaces do not make another one."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.workbook import seen_of


@lru_cache(maxsize=8192)
def code_key(code: str) -> str:
    """What makes two spellings one code.

    >>> code_key("LPI CS 1") == code_key(" lpi  cs1")
    True
    """
    return "".join(seen_of(code).casefold().split())


@lru_cache(maxsize=8192)
def unpadded_key(code: str) -> str:
    """What is left of a code where a spreadsheet takes it for a number: no zeros before other digits.

    >>> unpadded_key("LVE 009") == unpadded_key("lve 9")
    True
    """
    return re.sub(r"(?<!\d)0+(?=\d)", "", code_key(code))
