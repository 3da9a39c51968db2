"""The templates of letters: plain texts as they are, and pages in which what others wrote is no markup."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


def as_text(template: str, **facts: object) -> str:
    """A letter as plain text."""
    return _texts().get_template(template).render(**facts)


def as_page(template: str, **facts: object) -> str:
    """A letter as HTML, or a picture as SVG."""
    return _pages().get_template(template).render(**facts)


@cache
def _texts() -> Environment:
    return Environment(
        loader=PackageLoader("reports"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _pages() -> Environment:
    return _texts().overlay(autoescape=True)
