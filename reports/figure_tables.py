"""The tables of figures that a report holds: its indicators, their history, and other councils' figures beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reports.document import Document
from reports.table import Cell, Column, Kind, Table
from transforms.code import code_key
from transforms.comparison import Comparison
from transforms.gap import Gap
from transforms.judged import Compared, JudgedRow
from transforms.judged_signal import JudgedSignal
from transforms.period import Period
from transforms.words import upper_first

UNITS = {"percent": "per cent", "yes-no": "yes or no"}
CODE = Column("Code", "The indicator's code in the council's register.", 13)
NAME = Column("Indicator", "The indicator's short name.", 44)
UNIT = Column("Unit", "What the figure counts. Per cent are in points: 64.56 means 64.56%.", 11)


def indicators(document: Document) -> Table:
    """One row an indicator, in the order of the report."""
    noun = document.period.noun
    columns = (
        Column(upper_first(document.grouped_by), "The heading under which the report prints the indicator.", 24),
        CODE,
        NAME,
        Column("Value [note 1]", "The figure of the report's period.", 15, Kind.FIGURE),
        UNIT,
        Column("Value as printed", "The figure with its unit, or in words why there is none.", 22),
        Column("Target", "What was to be reached; a range of two figures is in words.", 11, Kind.FIGURE),
        Column("Target as printed", "The target with the decimals with which it was set.", 13),
        Column("Status [note 2]", "The traffic light in words.", 20, Kind.LIGHT),
        Column(f"Previous {noun}", f"Which {noun} is compared first.", 13),
        Column(f"Value, previous {noun}", "Its figure.", 13, Kind.FIGURE),
        Column(f"Value as printed, previous {noun}", "Its figure with its unit, or why there is none.", 16),
        Column("Short trend [note 3]", f"The figure against that of the previous {noun}.", 14),
        Column("Year before", f"The same {noun} of the year before." if noun != "year" else "The year before.", 13),
        Column("Value, year before", "Its figure.", 13, Kind.FIGURE),
        Column("Value as printed, year before", "Its figure with its unit, or why there is none.", 16),
        Column("Long trend [note 3]", "The figure against that of the year before.", 14),
        Column("Variation [note 4]", "Whether the figure differs from its own past by more than chance.", 20),
        Column("Assurance [note 4]", "Whether the target can be relied on, whatever chance does.", 18),
        Column("Signal or noise", "What variation and assurance mean, and by which figures they are judged.", 44),
        Column("Lower is better", "Whether a lower figure is the better one.", 10),
        Column("Marks", "Whether the figure is provisional [p], revised [r] or incomplete.", 14),
        Column("Missing", "Why there is no figure, or what an incomplete one lacks.", 30),
        Column("Commentary", "The service's explanation, or what is owed of it.", 70),
        Column("Definition", "What is measured.", 50),
        Column("Owner", "Who answers for the indicator.", 24),
    )
    rows = [_indicator(section.service, row, document) for section in document.sections for row in section.rows]
    what = f"One row an indicator. Figures are of {document.period.label}, as known on {document.as_at_words}."
    return Table("Indicators", f"Indicators, {document.period.label}", what, columns, rows)


def _indicator(group: str, row: JudgedRow, document: Document) -> Sequence[Cell]:
    indicator, previous, year = row.indicator, row.previous, row.previous_year
    return (
        group, indicator.code, indicator.name, _value(row), _unit(row), row.value_text, _target(row), row.target_text,
        row.status_label, *_compared(previous), *_compared(year), *_signal(document.signal_of(row)), "Yes" if indicator.lower_is_better else "No",
        ", ".join(row.marks) or "None", _missing(row), row.commentary,
        indicator.definition or "Not in the register", indicator.owner or "Not in the register",
    )  # fmt: skip


def _signal(signal: JudgedSignal | None) -> Sequence[Cell]:
    if signal is None:
        return "Not judged so", "Not judged so", "Nothing"
    sure = signal.chart.assurance
    return signal.chart.variation.label, sure.label if sure else "No verdict", signal.sentence


def _value(row: JudgedRow) -> Cell:
    return row.value if row.value is not None else (row.missing or Gap.AWAITING).shorthand


def _unit(row: JudgedRow) -> str:
    return UNITS.get(row.indicator.unit.value, row.indicator.unit.value)


def _target(row: JudgedRow) -> Cell:
    return row.target_text if row.target is None or row.target.is_range else row.target.low


def _missing(row: JudgedRow) -> str:
    return row.note or (row.value_text if row.value is None else "Nothing")


def _compared(compared: Compared) -> Sequence[Cell]:
    value = _or_sign(compared.value, compared.value_text)
    return str(compared.period), value, compared.value_text, compared.trend.label


def _or_sign(value: Decimal | None, text: str) -> Cell:
    """The figure; where there is none the shorthand with which its text ends, or that of what is not available."""
    if value is not None:
        return value
    return next((gap.shorthand for gap in Gap if text.endswith(gap.shorthand)), Gap.AWAITING.shorthand)


def history(document: Document) -> Table:
    """One row an indicator and period, up to the report's own."""
    columns = (
        CODE,
        NAME,
        Column("Period", "The name of the period.", 13),
        Column("Period in words", "Which months it is.", 28),
        Column("Last day", "The day with which it ends, to sort by.", 18, Kind.DAY),
        Column("Value [note 1]", "The figure of the period.", 15, Kind.FIGURE),
        UNIT,
        Column("Value as printed", "The figure with its unit.", 20),
    )
    rows = [cells for row in document.rows for cells in _history(document, row)]
    what = "One row an indicator and period, the oldest first. A figure that was measured otherwise is not given."
    return Table("History", "Earlier figures", what, columns, rows)


def _history(document: Document, row: JudgedRow) -> Iterable[Sequence[Cell]]:
    drawn = document.long_history.get(code_key(row.indicator.code), row.history)
    return [_of_period(row, period, value) for period, value in drawn]


def _of_period(row: JudgedRow, period: Period, value: Decimal | None) -> Sequence[Cell]:
    text = "No comparable figure" if value is None else row.indicator.text(value)
    figure = Gap.AWAITING.shorthand if value is None else value
    return row.indicator.code, row.indicator.name, str(period), period.label, period.end, figure, _unit(row), text


def benchmarks(document: Document) -> Table:
    """One row an indicator that is compared with other councils."""
    columns = (
        CODE,
        NAME,
        Column("Compared with", "The group of councils, to which this one belongs.", 30),
        Column("Period", "The period compared.", 13),
        Column("Value [note 1]", "This council's figure.", 15, Kind.FIGURE),
        UNIT,
        Column("Median", "The figure in the middle of the group.", 11, Kind.FIGURE),
        Column("Rank", "This council's place, counted from 1, the best.", 8, Kind.FIGURE),
        Column("Joint", "Whether it shares the place.", 8),
        Column("Of", "How many councils are compared.", 8, Kind.FIGURE),
        Column("Quartile", "1 is the best quarter of the group, 4 the worst.", 10, Kind.FIGURE),
    )
    rows = [_benchmark(row, compared) for row, compared in _compared_with(document)]
    what = "One row an indicator that is compared with a group of councils."
    return Table("Benchmarks", "This council among others", what, columns, rows)


def _benchmark(row: JudgedRow, compared: Comparison) -> Sequence[Cell]:
    return (
        row.indicator.code, row.indicator.name, compared.group, str(compared.period), compared.own, _unit(row),
        compared.median, compared.rank, "Yes" if compared.is_joint else "No", len(compared.figures), compared.quartile,
    )  # fmt: skip


def other_councils(document: Document) -> Table:
    """One row an indicator and council."""
    columns = (
        CODE,
        NAME,
        Column("Compared with", "The group of councils.", 30),
        Column("Period", "The period compared.", 13),
        Column("Council", "Whose figure it is.", 34),
        Column("Value [note 1]", "Its figure.", 15, Kind.FIGURE),
        UNIT,
        Column("Value as printed", "Its figure with its unit.", 16),
    )
    rows = [
        (row.indicator.code, row.indicator.name, compared.group, str(compared.period), theirs.authority, theirs.value,
         _unit(row), row.indicator.text(theirs.value))
        for row, compared in _compared_with(document) for theirs in compared.figures
    ]  # fmt: skip
    what = "One row an indicator and council, the best first; this council is among them."
    return Table("Councils compared", "Figures of each council compared", what, columns, rows)


def _compared_with(document: Document) -> list[tuple[JudgedRow, Comparison]]:
    known = document.comparisons
    return [(row, known[key]) for row in document.rows if (key := code_key(row.indicator.code)) in known]
