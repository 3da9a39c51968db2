"""What the warehouse knew at an instant: statements, findings, returns and the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from infra.clock import instant_text, parse_instant
from infra.warehouse.kept_registers import kept_register
from infra.warehouse.listed import listed_in, stated_actions, stated_comparisons
from infra.warehouse.restatements import judged_anew, restated_by, when_restated
from infra.warehouse.tables import REGISTER, decisions, findings, issues, journal, observations, returns, settings
from transforms.action import Action
from transforms.code import code_key
from transforms.comparison import OtherFigure
from transforms.council import council_of
from transforms.finding import Finding, Severity, Verdict
from transforms.gap import Gap
from transforms.issue import Issue, Why
from transforms.observation import Decided, Decision, Key, Observation, State, Stated
from transforms.period import Period
from transforms.read_register import register_of_rows
from transforms.register import Register
from transforms.register_history import Applied, RegisterHistory
from transforms.register_table import DATA_SETS, Row
from transforms.restated import Restated
from transforms.settle import Seen
from transforms.stated_action import followed_up
from transforms.stated_comparison import latest_of_each

REGISTER_KIND = "register"
SETTINGS_KIND = "settings"
LATEST = "9999"
"""A text after every instant."""

DECISION = ("decision", "by", "reason", "recorded_at")


class Knowledge:
    """Reads over one connection, as at one instant; `now` is the time of asking, where that is another."""

    def __init__(self, connection: sa.Connection, as_at: datetime, now: datetime | None = None) -> None:
        self.connection = connection
        self.instant = now or as_at
        self.as_at = instant_text(as_at)
        self.council = council_of(settings_of(connection, self.as_at))

    def observations(
        self, codes: Iterable[str] | None = None, first: date | None = None, last: date | None = None
    ) -> list[Observation]:
        """Every statement recorded by the instant, waiting ones too, in the order in which they were made.

        Of some codes, and of periods that begin from `first` to `last`, or of all.
        """
        query = self._select().order_by(observations.c.recorded_at, observations.c.position)
        if first:
            query = query.where(observations.c.period_start >= first)
        if last:
            query = query.where(observations.c.period_start <= last)
        if codes is not None:
            query = query.where(observations.c.code_key.in_({code_key(code) for code in codes}))
        return [self._observation(row) for row in self.connection.execute(query).mappings()]

    def beginning(self, observation_id: str) -> list[Observation]:
        """The statements whose id begins so; an id may be shortened as long as it stays clear."""
        query = self._select().where(observations.c.observation_id.startswith(observation_id, autoescape=True))
        return [self._observation(row) for row in self.connection.execute(query).mappings()]

    def findings(self, observation_ids: Iterable[str] | None = None) -> Mapping[str, list[Finding]]:
        """What was found on each of these statements, or on every one, when it came."""
        of = findings.c.observation_id
        which = of != "" if observation_ids is None else of.in_(list(observation_ids))
        query = sa.select(findings).where(which).order_by(findings.c.return_id, findings.c.position)
        found: dict[str, list[Finding]] = defaultdict(list)
        for row in self.connection.execute(query).mappings():
            found[row["observation_id"]].append(finding_of(row))
        return found

    def stated_in(self, return_ids: Iterable[str]) -> Mapping[str, list[Observation]]:
        """What each return stated, in the order of its rows."""
        query = self._select().where(observations.c.return_id.in_(list(return_ids)))
        stated: dict[str, list[Observation]] = defaultdict(list)
        for row in self.connection.execute(query.order_by(observations.c.position)).mappings():
            stated[row["return_id"]].append(self._observation(row))
        return stated

    def seen(self, sha256s: Iterable[str]) -> dict[tuple[str, str], Seen]:
        """What became of bytes that came before, by sender and SHA-256."""
        query = (
            sa.select(
                returns.c.return_id, returns.c.sender, returns.c.sha256, returns.c.verdict, returns.c.register_entry
            )
            .where(returns.c.sha256.in_(list(sha256s)), returns.c.recorded_at <= self.as_at)
            .order_by(returns.c.recorded_at)
        )
        rows = self.connection.execute(query).all()
        ids = [row.return_id for row in rows]
        (stated, sent_back), listed = self._stated_by(ids), listed_in(self.connection, ids, self.council.year_start)
        seen: dict[tuple[str, str], Seen] = {}
        for row in rows:
            before = seen.get((row.sender, row.sha256), Seen(Verdict.REFUSED, "", 0))
            seen[row.sender, row.sha256] = Seen(
                Verdict(row.verdict),
                row.register_entry,
                before.times + 1,
                before.stated | stated[row.return_id],
                before.sent_back or row.return_id in sent_back,
                before.listed | listed[row.return_id],
            )
        return seen

    def _stated_by(self, return_ids: list[str]) -> tuple[Mapping[str, frozenset[Key]], set[str]]:
        """What each return stated that was not sent back, and the returns of which something was."""
        stated: dict[str, frozenset[Key]] = defaultdict(frozenset)
        sent_back: set[str] = set()
        for return_id, said in self.stated_in(return_ids).items():
            stated[return_id] = frozenset((code_key(o.code), o.said.period) for o in said if not o.is_returned)
            if any(observation.is_returned for observation in said):
                sent_back.add(return_id)
        return stated, sent_back

    def actions(self, codes: Iterable[str] | None = None) -> list[Action]:
        """Each action and referral as it stood at the instant, in the order in which they were raised; of some codes."""
        return followed_up(stated_actions(self.connection, self.as_at, codes))

    def comparisons(self, codes: Iterable[str] | None = None, period: Period | None = None) -> list[OtherFigure]:
        """The figures of other councils as known at the instant, the latest of each; of some codes and of a period."""
        stated = stated_comparisons(self.connection, self.as_at, self.council.year_start, codes, period)
        return latest_of_each(stated)

    def files_kept(self) -> list[str]:
        """The SHA-256 of every file taken in, and of every file of a report that went out."""
        kept = (sa.select(table.c.sha256).where(table.c.recorded_at <= self.as_at) for table in (returns, issues))
        return sorted(self.connection.execute(sa.union(*kept)).scalars())

    def issues(self) -> list[Issue]:
        """The reports that went out by the instant, in the order in which they did."""
        query = sa.select(issues).where(issues.c.recorded_at <= self.as_at)
        rows = self.connection.execute(query.order_by(issues.c.recorded_at, issues.c.entry, issues.c.file)).mappings()
        return [self._issue(list(files)) for _, files in groupby(rows, key=itemgetter("entry"))]

    def codes_waiting(self) -> set[str]:
        """The indicators, by `code_key`, of which a figure was held that nobody decided; it may have been overtaken."""
        undecided = sa.select(observations.c.code_key).where(
            observations.c.state == State.HELD.value,
            observations.c.recorded_at <= self.as_at,
            ~sa.exists().where(
                decisions.c.observation_id == observations.c.observation_id, decisions.c.recorded_at <= self.as_at
            ),
        )
        return set(self.connection.execute(undecided.distinct()).scalars())

    def news_since(self, instant: datetime) -> Mapping[Key, datetime]:
        """The codes and periods of which something became known after an instant, be it held, released by then, or
        restated; and when last.
        """
        since = instant_text(instant)
        period = observations.c.code_key, observations.c.period_start, observations.c.period_months
        latest = dict(when_restated(self.connection, since, self.as_at, self.council.year_start))
        for known in (observations, decisions):
            query = sa.select(*period, sa.func.max(known.c.recorded_at)).group_by(*period)
            query = query.where(known.c.recorded_at > since, known.c.recorded_at <= self.as_at)
            if known is decisions:
                query = query.join(decisions, decisions.c.observation_id == observations.c.observation_id)
            for code, start, months, last in self.connection.execute(query):
                about, at = (code, Period(start, months, self.council.year_start)), parse_instant(last)
                latest[about] = max(at, latest.get(about, at))
        return latest

    def register_entry(self) -> str:
        """The name of the entry with which the register in force was applied; empty where there is none."""
        entries = self._register_entries()
        return entries[-1][0] if entries else ""

    def register(self) -> RegisterHistory:
        """Every register applied by the instant, and what was restated by then."""
        entries = self._register_entries()
        versions = [
            Applied(self.council.day_of(parse_instant(applied_at)), self.applied(entry))
            for entry, applied_at in entries
        ]
        return RegisterHistory(
            versions, restated=judged_anew(self.connection, self.as_at, [entry for entry, _ in entries])
        )

    def restated(self) -> list[Restated]:
        """The settings restated by the instant, in the order in which they were."""
        return restated_by(self.connection, self.as_at, self.council)

    def applied(self, entry: str) -> Register:
        """The register of an entry of the lake."""
        year_start = self.council.year_start
        return kept_register(entry, year_start, lambda: register_of_rows(self.register_rows(entry), year_start))

    def register_rows(self, entry: str) -> Mapping[str, list[Row]]:
        """The rows of a register as it was applied, in their order."""
        rows: dict[str, list[Row]] = {}
        for name, table in REGISTER.items():
            query = (
                sa.select(*(table.c[column] for column in DATA_SETS[name]))
                .where(table.c.entry == entry)
                .order_by(table.c.position)
            )
            rows[name] = [dict(row) for row in self.connection.execute(query).mappings()]
        return rows

    def _register_entries(self) -> list[tuple[str, str]]:
        return [entry for entry in _entries(self.connection, REGISTER_KIND) if entry[1] <= self.as_at]

    def _select(self) -> sa.Select[Any]:
        decided = sa.and_(
            decisions.c.observation_id == observations.c.observation_id, decisions.c.recorded_at <= self.as_at
        )
        return (
            sa.select(
                observations,
                *(returns.c[name] for name in ("sender", "file", "sha256")),
                *(decisions.c[name].label(f"decision_{name}") for name in DECISION),
            )
            .join(returns, returns.c.return_id == observations.c.return_id)
            .join(decisions, decided, isouter=True)
            .where(observations.c.recorded_at <= self.as_at)
        )

    def _observation(self, row: sa.RowMapping) -> Observation:
        return Observation(
            row["observation_id"],
            row["code"],
            self._stated(row),
            row["commentary"],
            State(row["state"]),
            row["reason"],
            parse_instant(row["recorded_at"]),
            row["sender"],
            row["file"],
            row["sha256"],
            row["sheet"],
            row["cell"],
            row["numerator_cell"],
            row["denominator_cell"],
            _decision(row),
        )

    def _issue(self, rows: list[sa.RowMapping]) -> Issue:
        row = rows[0]
        period = Period(row["period_start"], row["period_months"], self.council.year_start)
        files = {row["file"]: row["sha256"] for row in rows}
        went_out = row["report"], period, row["version"], Why(row["why"]), parse_instant(row["as_at"])
        return Issue(*went_out, files, tuple(filter(None, (row["recipients"] or "").split("; "))))

    def _stated(self, row: sa.RowMapping) -> Stated:
        return Stated(
            Period(row["period_start"], row["period_months"], self.council.year_start),
            row["value"],
            row["numerator"],
            row["denominator"],
            Gap(row["gap"]) if row["gap"] else None,
            row["provisional"],
            bool(row["revised"]),
        )


def settings_of(connection: sa.Connection, as_at: str = LATEST) -> dict[str, str]:
    """The settings in force at an instant; before the first ones, as those were. Empty where none are recorded."""
    entries = _entries(connection, SETTINGS_KIND)
    in_force = [name for name, applied_at in entries if applied_at <= as_at] or [name for name, _ in entries[:1]]
    query = sa.select(settings.c.name, settings.c.value).where(settings.c.entry.in_(in_force[-1:]))
    return {name: value for name, value in connection.execute(query)}


def _entries(connection: sa.Connection, kind: str) -> list[tuple[str, str]]:
    """The entries of a kind with their instants, in order of time."""
    query = sa.select(journal.c.entry, journal.c.recorded_at).where(journal.c.kind == kind)
    return [(entry, applied_at) for entry, applied_at in connection.execute(query.order_by(journal.c.recorded_at))]


def _decision(row: sa.RowMapping) -> Decision | None:
    if not row["decision_decision"]:
        return None
    decided_at = parse_instant(row["decision_recorded_at"])
    return Decision(Decided(row["decision_decision"]), row["decision_by"], row["decision_reason"], decided_at)


def finding_of(row: sa.RowMapping) -> Finding:
    """The finding that a row of the table `findings` keeps."""
    words = (row[name] for name in ("rule", "message", "remedy", "sheet", "cell", "code", "period"))
    return Finding(Severity(row["severity"]), *words)
