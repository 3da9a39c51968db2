"""A report as the register declares it: for whom, of which indicators, on which periods, in which layout and formats.

The case study names the audiences: departments each month, Management Team, Cabinet and the committees each quarter, partners,
the public. A council adds one without code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from transforms.code import code_key
from transforms.errors import UnknownItem
from transforms.file_word import group_word
from transforms.indicator import Indicator
from transforms.period import Length, Period
from transforms.status import Status

if TYPE_CHECKING:
    from transforms.register import Register, Service
    from transforms.register_history import RegisterHistory

LAYOUTS: Mapping[str, tuple[str, ...]] = {
    "committee": ("replaced", "restated", "summary", "key", "indicators", "attention", "actions", "changes"),
    "departmental": ("replaced", "restated", "summary", "key", "indicators", "costs", "actions", "changes"),
    "management": ("replaced", "restated", "summary", "key", "indicators", "year", "benchmarks", "actions", "changes"),
    "cabinet": ("replaced", "restated", "summary", "key", "indicators", "benchmarks", "actions", "changes"),
    "exceptions": ("replaced", "restated", "exceptions", "actions", "changes"),
    "form": ("form", "replaced", "restated", "changes"),
    "partnership": (
        "replaced", "restated", "summary", "key", "focus", "indicators", "perception", "actions", "changes",
    ),
    "one-by-one": ("replaced", "restated", "summary", "profiles", "actions", "changes"),
    "annual": ("replaced", "restated", "summary", "key", "years", "profiles", "actions", "changes"),
    "outturn": ("replaced", "restated", "summary", "key", "years", "indicators", "benchmarks", "changes"),
    "quality": ("replaced", "restated", "summary", "key", "quality", "benchmarks", "costs", "perception", "changes"),
    "digest": ("digest", "replaced", "restated", "changes"),
    "housekeeping": ("replaced", "restated", "housekeeping", "changes"),
    "list": ("replaced", "restated", "summary", "key", "indicators", "changes"),
}  # fmt: skip
"""The blocks of each layout, in the order in which they are printed. Each says what changed: since the version before, of
the settings that the past is judged by, and of figures."""

BLOCKS = tuple(dict.fromkeys(block for layout in LAYOUTS.values() for block in layout))
"""What a report can be made of."""

FORMATS = ("html", "pdf", "xlsx", "ods", "docx", "csv", "json")
"""The formats in which every report can be had."""

LAST_DAY = 31
"""A day that every month has come to: the last one."""


class Grouping(StrEnum):
    """By what indicators are brought together: under one heading of a report, or in a report of their own."""

    SERVICE = "service"
    DEPARTMENT = "department"
    PORTFOLIO_HOLDER = "portfolio-holder"
    SENDER = "sender"
    OUTCOME = "outcome"

    def of(self, indicator: Indicator, register: Register) -> str:
        """The name of an indicator's group; empty where it has none."""
        service = register.services.get(indicator.service)
        match self:
            case Grouping.SERVICE:
                return service.name if service else indicator.service
            case Grouping.DEPARTMENT:
                return service.department if service else ""
            case Grouping.PORTFOLIO_HOLDER:
                return service.portfolio_holder if service else ""
            case Grouping.SENDER:
                return register.name_of(indicator.sender)
            case Grouping.OUTCOME:
                return outcome_of(indicator)


OUTCOME = "SCS:"
"""How the theme begins that names an outcome of the Sustainable Community Strategy."""


def outcome_of(indicator: Indicator) -> str:
    """The outcome of the Sustainable Community Strategy to which an indicator belongs: `Safer`; empty where to none."""
    named = next((theme for theme in indicator.themes if theme.startswith(OUTCOME)), "")
    return named.removeprefix(OUTCOME).capitalize()


@dataclass(frozen=True, slots=True)
class Selection:
    """Which indicators a report is about: those that meet every condition that names anything.

    A theme ending in a colon, `QSI:`, stands for all that begin so. `lights` is asked of the figures once they are judged.
    """

    services: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    lights: tuple[Status, ...] = ()
    public_only: bool = False

    def takes(self, indicator: Indicator, service: Service | None) -> bool:
        """Whether an indicator is among them."""
        return (
            _named(self.services, indicator.service)
            and _named(self.departments, service.department if service else "")
            and _named(self.senders, indicator.sender)
            and _named([code_key(code) for code in self.codes], code_key(indicator.code))
            and (not self.themes or any(_bears(indicator, theme) for theme in self.themes))
            and (indicator.public or not self.public_only)
        )


def _named(wanted: Sequence[str], name: str) -> bool:
    return not wanted or name in wanted


def _bears(indicator: Indicator, theme: str) -> bool:
    return any(own == theme or (theme.endswith(":") and own.startswith(theme)) for own in indicator.themes)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom a report is mailed when it goes out; of reports made for each group, to whom that of `group` is."""

    address: str
    group: str = ""


@dataclass(frozen=True)
class ReportPlan:
    """One declaration of `reports.toml`.

    `focus` names the sections that are looked at closely in turn, a period each. `per` makes a report for each group of that kind, `group` the sections within one. `release` is the day of the month
    after the period on which it goes out at the latest; one that is not `regular` goes out only when somebody asks for it.
    Of what is to be `published` each version stands on the public site from when it goes out.
    """

    report: str
    title: str
    audience: str
    layout: tuple[str, ...]
    length: Length
    quarters: tuple[int, ...] = ()
    per: Grouping | None = None
    group: Grouping = Grouping.SERVICE
    selection: Selection = field(default_factory=Selection)
    compare: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    recipients: tuple[Recipient, ...] = ()
    release: int = LAST_DAY
    regular: bool = True
    published: bool = False

    @property
    def is_for_the_public(self) -> bool:
        """Whether it says nothing of who sent and who checked a figure: it is published, or of public indicators alone."""
        return self.published or self.selection.public_only

    def is_on(self, period: Period) -> bool:
        """Whether the report goes out on a period: one of its length, of its quarters where some are named."""
        quarter = not self.quarters or period.quarter_number in self.quarters
        return self.regular and period.months == self.length and quarter


COMMITTEES_REPORT = ReportPlan(
    "scrutiny",
    "P&G Committee - {period} Report",
    "Performance and Governance Committee",
    LAYOUTS["committee"],
    Length.QUARTER,
)
"""What a council has that declares no reports. The case study: "monitoring reports go to Cabinet and the Performance and
Governance (Scrutiny) Committee each quarter"."""


@dataclass(frozen=True)
class Edition:
    """One report for one audience: what was declared, and for which group where it is made for each."""

    plan: ReportPlan
    group: str = ""

    @property
    def name(self) -> str:
        """The name by which it is asked for and its files are called: `scrutiny`, `departmental-housing`.

        >>> Edition(COMMITTEES_REPORT).name, Edition(COMMITTEES_REPORT, "Refuse & Recycling").name
        ('scrutiny', 'scrutiny-refuse-recycling')
        """
        return f"{self.plan.report}-{group_word(self.group)}" if self.group else self.plan.report

    def title(self, period: Period) -> str:
        """Its heading for a period: `P&G Committee - Quarter 3 Report`."""
        named = f"Quarter {period.quarter_number}" if period.months == Length.QUARTER else period.label
        return self._filled(self.plan.title.replace("{period}", named).replace("{dates}", period.label))

    def focus(self, period: Period) -> str:
        """The section that is looked at closely: with four named in a quarterly report, each once a year."""
        turns = self.plan.focus
        return (
            turns[(period.start.month - period.year_start) % Length.YEAR // period.months % len(turns)] if turns else ""
        )

    @property
    def audience(self) -> str:
        """Whom it is for."""
        return self._filled(self.plan.audience)

    @property
    def recipients(self) -> list[str]:
        """The addresses to which it is mailed."""
        mine = (who for who in self.plan.recipients if not who.group or self._is_of(who.group))
        return list(dict.fromkeys(who.address for who in mine))

    def _filled(self, text: str) -> str:
        return text.replace("{group}", self.group)

    def takes(self, indicator: Indicator, register: Register) -> bool:
        """Whether an indicator is in it."""
        if not self.plan.selection.takes(indicator, register.services.get(indicator.service)):
            return False
        return self.plan.per is None or self._is_of(self.plan.per.of(indicator, register))

    def _is_of(self, group: str) -> bool:
        return group_word(group) == group_word(self.group)


def editions(plan: ReportPlan, register: Register, indicators: Sequence[Indicator]) -> Iterator[Edition]:
    """The reports that a declaration makes of the indicators that stand; none where none is among them.

    Groups whose names make the same word are one, so that neither takes the other's file.
    """
    chosen = [each for each in indicators if plan.selection.takes(each, register.services.get(each.service))]
    if plan.per is None:
        yield from [Edition(plan)] if chosen else []
        return
    order = {name: at for at, name in enumerate(register.services)}
    chosen.sort(key=lambda each: order.get(each.service, len(order)))
    groups: dict[str, str] = {}
    for group in filter(None, (plan.per.of(each, register) for each in chosen)):
        groups.setdefault(group_word(group), group)
    yield from (Edition(plan, group) for group in groups.values())


def editions_on(register: RegisterHistory, period: Period) -> list[Edition]:
    """Every report that can be made on a period, in the order in which they are declared, one of each name."""
    standing, latest = register.standing(period), register.latest
    named: dict[str, Edition] = {}
    for plan in latest.reports.values():
        for edition in editions(plan, latest, standing):
            named.setdefault(edition.name, edition)
    return list(named.values())


def editions_called(name: str, register: RegisterHistory, period: Period) -> list[Edition]:
    """The report of a name, or all that one declaration makes. Raises `UnknownItem`."""
    known = editions_on(register, period)
    if found := [edition for edition in known if edition.name == name]:
        return found
    if found := [edition for edition in known if edition.plan.report == name]:
        return found
    if name in register.latest.reports:
        raise UnknownItem(
            f"The report '{name}' has no indicators in {period.label}.", "Mend its selection in register/reports.toml."
        )
    names = ", ".join(register.latest.reports)
    raise UnknownItem(f"There is no report '{name}'.", f"The reports are {names}.")


AD_HOC = "ad-hoc"
"""How the name of a report begins that nobody declared."""


def ad_hoc(selection: Selection, length: Length, asked: str) -> Edition:
    """A report on whatever somebody asks about, named by the words in which they do: one on something else has a file of
    its own.
    """
    plan = ReportPlan(
        AD_HOC, "Selected indicators - {period}", "On request", LAYOUTS["list"], length, selection=selection
    )
    return Edition(plan, asked)
