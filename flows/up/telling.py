"""What an operator is told of what the parts say: a line for each matter, once. All they say stands in a log of its own."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

EVERYTHING = "mortar.parts"
"""The logger that is given every line as it was said."""

FORMAT, TIME = "%(asctime)s.%(msecs)03d | %(levelname)-7s | %(message)s", "%H:%M:%S"
"""How our own processes say something; Prefect says it in the same way."""

RECORD = re.compile(r"\d\d:\d\d:\d\d\.\d{3} \| \w+ +\| (?P<text>.*\S)")
"""The first line of something said. Whatever follows, as a traceback, is for those who look closer."""

ECHO = re.compile(r"Task run '|Flow run .* - Engine execution exited")
"""What the run, whose task it was, says as well."""

TRACEBACK = "Traceback (most recent call last):"
REASON = re.compile(r"[A-Za-z_][\w.]*: \S")
"""The line of a traceback that says what it was."""

AGAIN_SECONDS = 3600.0
"""After how long the same thing is told again."""

MOST_REMEMBERED = 1000
LONGEST_LINE = 400


class Teller:
    """Hears one part, and tells of it."""

    def __init__(self, part: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._part, self._clock = part, clock
        self._told: dict[str, float] = {}
        self._is_introduced = False
        self._reason = ""

    def hear(self, line: str) -> None:
        """Hear a line of the part."""
        logging.getLogger(EVERYTHING).info("%-8s %s", self._part, line)
        if record := RECORD.match(line):
            self.hear_end()
            self._hear_first(record["text"])
        elif not self._is_introduced and REASON.match(line):
            self._reason = line

    def _hear_first(self, text: str) -> None:
        """What is introduced in words needs no traceback; of one that stands alone, its last line is the reason."""
        self._is_introduced = not text.endswith(TRACEBACK)
        if self._is_introduced and not ECHO.match(text):
            self.tell(text)

    def hear_end(self) -> None:
        """What was being said is at its end; so it is when the part ends."""
        if self._reason:
            self.tell(self._reason)
        self._is_introduced, self._reason = False, ""

    def tell(self, text: str) -> None:
        """Tell of something, unless it was told within the hour."""
        now = self._clock()
        if now - self._told.get(text, float("-inf")) < AGAIN_SECONDS:
            return
        if len(self._told) == MOST_REMEMBERED:
            self._told.clear()
        self._told[text] = now
        log.info("%-8s %s", self._part, text[:LONGEST_LINE])

    def forget(self) -> None:
        """What was wrong is right again: the same, should it come back, is news."""
        self._told.clear()
