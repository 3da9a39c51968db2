"""Mail to the operator about a fault of ours."""

from __future__ import annotations

from reports import letters


def fault_text(what: str, page: str, log: str, council: str) -> str:
    """What went wrong, and where to look, as plain text."""
    return letters.as_text("fault.txt.j2", what=what, page=page, log=log, council=council)


def fault_page(what: str, page: str, log: str, council: str) -> str:
    """The same as a page."""
    return letters.as_page("fault.html.j2", what=what, page=page, log=log, council=council)
