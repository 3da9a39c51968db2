"""What the public may see: the indicators that the council has made public, and of their figures those that were let out."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.code import code_key
from transforms.indicator import Indicator
from transforms.period import Period
from transforms.register_history import RegisterHistory
from transforms.report_plan import OUTCOME, ReportPlan
from transforms.words import upper_first

SCHEMES = ("NI", "LAA")
"""Sets of indicators that the government or the county's partners agreed on."""

QUALITY = "QSI:"
"""How the themes begin of Quality Service Indicators."""


_NAMES = {"NI": "National Indicators", "LAA": "Local Area Agreement", "QSI": "Quality Service Indicators"}


def last_stood(register: RegisterHistory, code: str) -> Indicator | None:
    """An indicator as it stands, or as it stood when the register last had it."""
    rows = (version.register.indicator(code) for version in reversed(register.versions))
    return next((row for row in rows if row), None)


def is_public(register: RegisterHistory, code: str, period: Period) -> bool:
    """Whether the public may see an indicator's figure of a period.

    What the council says now counts, also of the past: of the indicator as a whole, and of what stood in that period where
    the register tells them apart.
    """
    last = last_stood(register, code)
    standing = register.latest.indicator(code, period)
    return last is not None and last.public and (standing is None or standing.public)


def public_indicators(register: RegisterHistory) -> dict[str, Indicator]:
    """Every indicator that is public, by `code_key`, in the order of the register; those that were dropped at the end."""
    codes = (code for version in reversed(register.versions) for code in version.register.indicators)
    rows = {code: last_stood(register, code) for code in dict.fromkeys(codes)}
    return {code: row for code, row in rows.items() if row and row.public}


def codes_made_public(register: RegisterHistory) -> Iterator[tuple[str, str]]:
    """The keys and codes of indicators in the order in which they were first made public."""
    for version in register.versions:
        rows = (row for of_code in version.register.indicators.values() for row in of_code if row.public)
        yield from ((code_key(row.code), row.code) for row in rows)


def services_made_public(register: RegisterHistory) -> Iterator[tuple[str, str]]:
    """The short names and names of services that had a public indicator, in the order in which they were first so called."""
    for version in register.versions:
        known = version.register
        used = {row.service for of_code in known.indicators.values() for row in of_code if row.public}
        yield from ((each.service, each.name) for each in known.services.values() if each.service in used)


def theme_shown(theme: str) -> str:
    """The theme under which an indicator's theme has its page; empty where it has none, as what is only of use within.

    Each outcome of the Sustainable Community Strategy has a page, the Quality Service Indicators have one together.

    >>> [theme_shown(theme) for theme in ("NI", "SCS:safer", "QSI:satisfaction", "cumulative")]
    ['NI', 'SCS:safer', 'QSI', '']
    """
    if theme.startswith(QUALITY):
        return QUALITY.removesuffix(":")
    return theme if theme in SCHEMES or theme.startswith(OUTCOME) else ""


def theme_name(theme: str) -> str:
    """What a theme with a page is called.

    >>> theme_name("LAA"), theme_name("SCS:safer")
    ('Local Area Agreement', 'Safer')
    """
    return _NAMES.get(theme) or upper_first(theme.removeprefix(OUTCOME))


def themes_made_public(register: RegisterHistory) -> Iterator[tuple[str, str]]:
    """The themes of public indicators that have pages, each with itself, in the order in which they came up."""
    for version in register.versions:
        rows = (row for of_code in version.register.indicators.values() for row in of_code if row.public)
        yield from ((shown, shown) for row in rows for theme in row.themes if (shown := theme_shown(theme)))


def is_published(register: RegisterHistory, report: str) -> bool:
    """Whether a report stands on the public site, by its declaration or, where it is no more, by the last one."""
    for version in reversed(register.versions):
        plans = sorted(version.register.reports.values(), key=lambda plan: plan.report != report)
        if plan := next((plan for plan in plans if _makes(plan, report)), None):
            return plan.published
    return False


def _makes(plan: ReportPlan, report: str) -> bool:
    return report == plan.report or (plan.per is not None and report.startswith(f"{plan.report}-"))
