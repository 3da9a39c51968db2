"""The steps by which answers are written: what is to be said of each return, as a page, as a letter, and in the cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath

from flows.fault_log import log_fault
from infra.safe_reader import safe_reader
from infra.warehouse.listed import rows_taken
from infra.warehouse.post import findings_on, refused_since, unanswered
from infra.wiring import House
from reports.answer_page import Attached, as_page, as_text
from reports.marked_copy import marked_copy
from reports.marked_workbook import Mark, marked_workbook
from transforms.answer import Answer, TakenFigure, TakenRows
from transforms.errors import CannotBeMarked, UnreadableReturn
from transforms.finding import Finding, Severity
from transforms.observation import Observation, State, figure_of
from transforms.register import Register
from transforms.returned import Returned
from transforms.settle import Outcome

COLOURS = {Severity.ERROR: "F8C9C9", Severity.HOLD: "FFE3A3", Severity.WARNING: "DCE9F5"}
"""Behind a cell; red, amber and blue, and the note says the rest in words."""

GRAVEST_FIRST = list(COLOURS)
TO_MEND, ANSWER = " - to mend", " - answer"
LONGEST_STEM = 80
REFUSED_FOR = timedelta(days=1)
"""How long a letter waits that a mail server refused for good, unless its sender's address is another one by then."""


@dataclass(frozen=True)
class Letter:
    """An answer with its page, its text, and the sender's workbook with marks where there is something to mark."""

    answer: Answer
    text: str
    page: str
    marked: bytes

    @property
    def stem(self) -> str:
        """The name of the file that is answered, without its ending and without our own words."""
        stem = PurePosixPath(self.answer.file).stem.replace(TO_MEND, "")
        return " ".join("".join(letter for letter in stem if letter.isprintable()).split())[:LONGEST_STEM]

    @property
    def marked_name(self) -> str:
        """The name under which the marked workbook goes back."""
        kept = PurePosixPath(self.answer.file).suffix.casefold()
        return f"{self.stem}{TO_MEND}{kept if kept == '.xlsm' else '.xlsx'}"


def find_unanswered(house: House, repeated: Sequence[Outcome] = ()) -> list[Answer]:
    """What is still to be said, of returns that were recorded, and of files that came a second time.

    What was refused to an address for good waits for another address, or for a day.
    """
    with house.ledger() as ledger:
        register = house.known_to(ledger).register().latest
        refused = refused_since(ledger.connection, house.clock.now() - REFUSED_FOR)
        waiting = [
            returned
            for returned in unanswered(ledger.connection)
            if refused.get(returned.return_id) != register.email_of(returned.sender)
        ]
        ids = [returned.return_id for returned in waiting]
        found, stated = findings_on(ledger.connection, ids), house.known_to(ledger).stated_in(ids)
        listed = rows_taken(ledger.connection, ids)
    answers = [
        _answer(each, register, found[each.return_id], stated[each.return_id], listed[each.return_id])
        for each in waiting
    ]
    return [*answers, *(_answer(_as_returned(outcome), register, [], [], TakenRows()) for outcome in repeated)]


def _as_returned(outcome: Outcome) -> Returned:
    file = outcome.file
    return Returned(outcome.return_id, file.sender, file.file, file.sha256, outcome.verdict, outcome.counts)


def _answer(
    returned: Returned,
    register: Register,
    findings: Sequence[Finding],
    stated: Sequence[Observation],
    listed: TakenRows,
) -> Answer:
    taken = [_taken(observation, register) for observation in stated if observation.said.says_figure]
    return Answer(
        returned.return_id, returned.sender, register.email_of(returned.sender), returned.file, returned.sha256,
        returned.verdict, returned.counts, findings, taken, listed,
    )  # fmt: skip


def _taken(observation: Observation, register: Register) -> TakenFigure:
    said, indicator = observation.said, register.indicator(observation.code)
    figure = figure_of(said, indicator)
    if figure is None or indicator is None:
        words = said.gap.label if said.gap else str(said.value or "")
    else:
        words = indicator.text(figure)
    return TakenFigure(
        observation.code, indicator.name if indicator else "", said.period.label, words, observation.sheet,
        observation.cell, waits=observation.state == State.HELD,
    )  # fmt: skip


def write_letters(house: House, answers: Sequence[Answer]) -> list[Letter]:
    """Write each answer and put it beside the sender's files."""
    letters = [_letter(house, answer) for answer in answers]
    for letter in letters:
        if letter.answer.sender:
            house.inbox.answer(letter.answer.sender, f"{letter.stem}{ANSWER}.html", letter.page.encode())
            if letter.marked:
                house.inbox.answer(letter.answer.sender, letter.marked_name, letter.marked)
    return letters


def _letter(house: House, answer: Answer) -> Letter:
    marks = _marks(answer.findings)
    marked, attached = _attachment(house, answer, marks) if marks else (b"", Attached.NOTHING)
    council = house.council.name
    return Letter(answer, as_text(answer, council, attached), as_page(answer, council, attached), marked)


def _marks(findings: Sequence[Finding]) -> Mapping[str, Sequence[Mark]]:
    """One mark for each cell in question, by sheet: everything said of it, in the colour of the gravest."""
    said: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.cell:
            said[finding.sheet, finding.cell].append(finding)
    marks: dict[str, list[Mark]] = defaultdict(list)
    for (sheet, cell), of_cell in said.items():
        gravest = min((finding.severity for finding in of_cell), key=GRAVEST_FIRST.index)
        words = "\n\n".join(f"{finding.message}\n{finding.remedy}".strip() for finding in of_cell)
        marks[sheet].append(Mark(cell, words, COLOURS[gravest]))
    return marks


def _attachment(house: House, answer: Answer, marks: Mapping[str, Sequence[Mark]]) -> tuple[bytes, Attached]:
    """What goes back with an answer; a fault of ours with one file must not keep the answers of others."""
    try:
        return _marked(house.lake.raw(answer.sha256), marks)
    except Exception as error:  # noqa: BLE001
        log_fault(error, house.workspace, f"marking {answer.sender}/{answer.file}")
        return b"", Attached.NOTHING


def _marked(content: bytes, marks: Mapping[str, Sequence[Mark]]) -> tuple[bytes, Attached]:
    """The sender's own workbook with marks, or a marked copy; nothing where the file cannot be opened."""
    try:
        return marked_workbook(content, marks), Attached.THEIR_OWN
    except CannotBeMarked:
        pass
    try:
        return marked_copy(safe_reader().read(content), marks), Attached.A_COPY
    except UnreadableReturn:
        return b"", Attached.NOTHING
