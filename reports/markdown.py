"""Markdown as Prefect's UI shows it: what others wrote in it is text, and never markup, a link or a picture."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
"""All ASCII punctuation: CommonMark takes each as itself behind a backslash."""

BEGINS_ADDRESS = re.compile(r"(?=://|@)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where an address is known by: GitHub's dialect makes links of bare ones, whatever is escaped in them."""

WORD_JOINER = "\N{WORD JOINER}"
"""Takes no room and breaks no line; within an address it makes it none."""


class Markdown(str):
    """A text that is Markdown already and stands as it is."""

    __slots__ = ()


def escaped(text: object) -> Markdown:
    """A text as Markdown that shows it on one line, letter for letter.

    >>> escaped("a|b *c*"), escaped(Markdown("**d**"))
    ('a\\\\|b \\\\*c\\\\*', '**d**')
    """
    if isinstance(text, Markdown):
        return text
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in str(text)).split())
    return Markdown(SIGNS.sub(r"\\\1", BEGINS_ADDRESS.sub(WORD_JOINER, line)))


def link(words: str, url: str) -> Markdown:
    """A link. Its words are ours and plain: the UI shows escapes within the words of a link."""
    return Markdown(f"[{words}]({quote(url, safe='/:?&=#%+~.-_')})")


def rendered(template: str, **facts: object) -> str:
    """A template with every fact escaped that is no Markdown already."""
    return _environment().get_template(template).render(**facts)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("reports"),
        autoescape=False,
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
