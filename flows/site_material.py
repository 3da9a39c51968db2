"""Gathers what the public site shows: of public indicators alone, and nothing that is held or withheld."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache

from flows.calendar_steps import releases_of
from flows.knowing import Known, judged_by
from flows.material import material_of
from flows.site_reports import names_only, prints, was_printed
from infra.wiring import House
from reports.site.site import Correction, Named, Published, Site, Subject
from transforms.address import settled
from transforms.change import Change, changes_of
from transforms.code import code_key
from transforms.gap import Gap
from transforms.indicator import Indicator
from transforms.issue import Issue
from transforms.judged import JudgedRow
from transforms.judged_signal import signal_of
from transforms.observation import Key
from transforms.period import Length, Period
from transforms.public import (
    codes_made_public,
    is_public,
    is_published,
    public_indicators,
    services_made_public,
    theme_name,
    themes_made_public,
)
from transforms.register_history import RegisterHistory
from transforms.released import known_quarter, released_quarter, shown_until

NOT_SHOWN = "a figure that is not shown"
"""What a figure was that is withheld by now."""


@dataclass(frozen=True)
class PublicKnowledge:
    """What was known of public indicators at an instant, and the reports that are to be on the site."""

    house: House
    known: Known
    issues: Sequence[Issue]

    @property
    def register(self) -> RegisterHistory:
        """The register over time."""
        return self.known.judge.register

    @property
    def today(self) -> date:
        """The day it was in the council."""
        return self.known.council.day_of(self.known.instant)

    @cached_property
    def withheld(self) -> frozenset[Key]:
        """What is withheld, whatever was said of it before."""
        figures = self.known.judge.figures.items()
        return frozenset((code, on) for code, said in figures for on, each in said.items() if each.gap == Gap.WITHHELD)


def public_knowledge(house: House, instant: datetime) -> PublicKnowledge:
    """What the public may know, as at an instant."""
    with house.knowledge(instant) as knowledge:
        register = knowledge.register()
        shows = lru_cache(maxsize=None)(lambda code, period: is_public(register, code, period))
        public = public_indicators(register)
        fed = dict.fromkeys(key for code in public for key in register.feeding(code))
        stated = knowledge.observations({**public, **fed})
        known = judged_by(knowledge, [each for each in stated if shows(code_key(each.code), each.said.period)])
        issues = [issue for issue in knowledge.issues() if is_published(register, issue.report)]
    return PublicKnowledge(house, known, issues)


def quarter_to_show(public: PublicKnowledge, *, asked: bool) -> Period:
    """The quarter with which an edition ends: what somebody asks for is the last that is known, else it is that released."""
    year_start = public.known.council.year_start
    if asked:
        return known_quarter(public.known.observations, public.today, year_start)
    return released_quarter(public.issues, public.today, year_start)


def site_of(public: PublicKnowledge, quarter: Period) -> Site:
    """All that the site shows with a quarter as the latest."""
    known, register, settings = public.known, public.register, public.house.settings
    published = [_published(public, issue) for issue in public.issues]
    council = known.council
    return Site(
        council=council.name,
        zone=council.zone,
        as_at=known.instant,
        quarter=quarter,
        base=settings.site_address,
        contact=settings.policy_team_address,
        subjects=list(_subjects(_until(public, quarter), quarter, published)),
        services=_services(register),
        themes=[Named(key, theme_name(key), words) for key, words in settled(themes_made_public(register)).items()],
        published=published,
        releases=releases_of(
            public.issues, register, public.today, council.year_start, lambda report: is_published(register, report)
        ),
    )


def _until(public: PublicKnowledge, quarter: Period) -> PublicKnowledge:
    """The same without what is of later periods than are shown."""
    last = shown_until(quarter, public.issues)
    with public.house.knowledge(public.known.instant) as knowledge:
        known = judged_by(knowledge, [each for each in public.known.observations if each.said.period.end <= last])
    return replace(public, known=known)


def _services(register: RegisterHistory) -> list[Named]:
    names = {each.service: each.name for version in register.versions for each in version.register.services.values()}
    found = settled(services_made_public(register)).items()
    order = {service: at for at, service in enumerate(register.latest.services)}
    return sorted(
        (Named(service, names[service], words) for service, words in found),
        key=lambda named: order.get(named.key, len(order)),
    )


def _published(public: PublicKnowledge, issue: Issue) -> Published:
    """A report with its files, unless it names what is public no more or prints what is withheld by now."""
    lake = public.house.lake
    facts = json.loads(lake.raw(issue.files[issue.file_of("json")]))
    may_know = set(public_indicators(public.register))
    year_start = public.known.council.year_start
    shown = names_only(facts, may_know) and not any(prints(facts, *each, year_start) for each in public.withheld)
    files = {name: lake.raw(sha256) for name, sha256 in issue.files.items()} if shown else {}
    return Published(issue, facts, files)


def _subjects(public: PublicKnowledge, quarter: Period, published: Sequence[Published]) -> Iterator[Subject]:
    words = settled(codes_made_public(public.register))
    comparisons = material_of(public.house, public.known.instant, quarter).comparisons
    last = shown_until(quarter, public.issues)
    for code, indicator in public_indicators(public.register).items():
        measured = _rows(public, code, indicator.frequency.length, last)
        reported = _rows(public, code, Length.QUARTER, last) if indicator.frequency.length < Length.QUARTER else []
        row = _latest(public, code, quarter, measured)
        yield Subject(
            indicator=indicator,
            words=words[code],
            source=public.register.latest.name_of(indicator.sender),
            dropped=_is_dropped(public.register, code, quarter),
            row=row,
            measured=measured,
            reported=reported,
            said=_said(public, code),
            corrections=_corrections(public, indicator, published),
            comparisons=[
                each for each in comparisons.get(code, {}).values() if is_public(public.register, code, each.period)
            ],
            rebased=public.register.rebased(code, quarter),
            signal=signal_of(public.known.judge, row.indicator, row.period) if row and row.is_whole else None,
        )


def _rows(public: PublicKnowledge, code: str, length: int, last: date) -> list[JudgedRow]:
    """The rows of all periods of a length from the first with a figure, the latest first; none where none has one."""
    figures = public.known.judge.figures
    stated = [on for key in (code, *public.register.feeding(code)) for on in figures.get(key, ())]
    if not stated:
        return []
    first = min(stated, key=lambda period: period.start)
    rows: list[JudgedRow] = []
    for period in _periods(first, length, last):
        standing = public.register.indicator(code, period)
        if standing and is_public(public.register, code, period):
            row = public.known.judge.row(standing, period)
            rows = [*rows, row] if rows or row.value is not None else []
    return rows[::-1]


def _periods(first: Period, length: int, last: date) -> Iterator[Period]:
    month = Period.month(first.start.year, first.start.month, first.year_start)
    period = month if length == Length.MONTH else month.within(length)
    while period.end <= last:
        yield period
        period = period.shifted(length)


def _is_dropped(register: RegisterHistory, code: str, quarter: Period) -> bool:
    latest = register.latest.indicator(code)
    return latest is None or (latest.valid_to is not None and latest.valid_to < quarter.start)


def _latest(public: PublicKnowledge, code: str, quarter: Period, measured: Sequence[JudgedRow]) -> JudgedRow | None:
    standing = public.register.indicator(code, quarter)
    if standing and standing.frequency.length <= Length.QUARTER and is_public(public.register, code, quarter):
        return public.known.judge.row(standing, quarter)
    return next((row for row in measured if row.value is not None), None)


def _said(public: PublicKnowledge, code: str) -> list[tuple[Period, str]]:
    given = public.known.judge.commentaries.get(code, {})
    return sorted(given.items(), key=lambda pair: (pair[0].end, pair[0].months), reverse=True)


def _corrections(public: PublicKnowledge, indicator: Indicator, published: Sequence[Published]) -> list[Correction]:
    """Its corrected figures, the latest correction first; what is withheld by now is not told by what it was."""
    code = code_key(indicator.code)
    mine = [each for each in public.known.observations if code_key(each.code) == code]
    return [
        Correction(_without_withheld(change, public.withheld), was_printed(change, published))
        for change in reversed(changes_of(indicator, mine))
    ]


def _without_withheld(change: Change, withheld: frozenset[Key]) -> Change:
    if (code_key(change.code), change.period) not in withheld:
        return change
    return replace(change, was=NOT_SHOWN, now=f"{Gap.WITHHELD.label} {Gap.WITHHELD.shorthand}")
