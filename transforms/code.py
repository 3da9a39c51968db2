"""The code of an indicator: case and spaces do not make another one."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8192)
def code_key(code: str) -> str:
    """What makes two spellings one code.

    >>> code_key("LPI CS 1") == code_key(" lpi  cs1")
    True
    """
    return "".join(code.casefold().split())
