"""Everything that can go wrong, in one tree.

MortarError
├── UsageError              a command or a setting is wrong; nothing was done (exit 2)
│   ├── SettingsError       mortar.toml or a MORTAR_ variable cannot be used
│   ├── RegisterRefused     the register has faults; each is listed by file, line and column
│   ├── UnknownItem         no such hold, indicator, report or sender
│   └── DecisionRefused     a hold may not be decided so, or by this person
├── UnreadableReturn        a file that cannot be read as a return; its words go to the sender
├── UnreadablePeriod        a text that names no period
│   └── AmbiguousPeriod     a text that names more than one period
├── UnreadableFigure        a cell that should hold a number and does not
├── CannotBeMarked          a workbook of a kind in which no cell can be marked
├── FeedError               what the server of an external body did; its words go to the Policy Team
│   ├── FeedUnanswered      nothing came, or not all of it; it may the next time
│   ├── FeedRefused         the server will not give it: a key, an address or a query is wrong
│   └── FeedNotData         what came is none of the figures that were asked for
├── MailNotSent             a message that cannot be sent now; it is kept and sent later
│   └── MailRefused         a message that a mail server, which works, does not take for its recipient
└── MortarFault             our own fault: logged with an id, shown to operators only (exit 3)
    ├── LakeDamaged         the lake does not hold what its journal says
    └── CheckFailed         a suite could not be run
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.period import Period


class MortarError(Exception):
    """The root: a sentence that says what is wrong, and one that says what to do next."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(MortarError):
    """A command or a setting is wrong; nothing was done."""


class SettingsError(UsageError):
    """`mortar.toml` or a `MORTAR_` variable cannot be used."""


@dataclass(frozen=True, slots=True)
class RegisterFault:
    """One fault of a register file, at a line (the header is line 1) and a column by name."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, column {self.column}: {self.message}"


class RegisterRefused(UsageError):
    """The register has faults and is refused whole; `faults` lists every one."""

    def __init__(self, faults: list[RegisterFault]) -> None:
        noun = "fault" if len(faults) == 1 else "faults"
        super().__init__(
            f"The register is refused: {len(faults)} {noun}.",
            "Mend the lines listed and run `mortar register apply` again; nothing was changed.",
        )
        self.faults = faults


class UnknownItem(UsageError):
    """There is no such hold, indicator, report or sender."""


class DecisionRefused(UsageError):
    """A hold may not be decided so, or not by this person."""


class UnreadableReturn(MortarError):
    """A file cannot be read as a return; message and remedy are written for its sender."""

    def __init__(self, rule: str, message: str, remedy: str, sheet: str = "", cell: str = "") -> None:
        super().__init__(message, remedy)
        self.rule = rule
        self.sheet = sheet
        self.cell = cell


class UnreadablePeriod(MortarError):
    """A text names no month, quarter or financial year."""


class AmbiguousPeriod(UnreadablePeriod):
    """A text names more than one period, and nobody but its writer knows which was meant."""

    def __init__(self, message: str, remedy: str, candidates: tuple[Period, ...]) -> None:
        super().__init__(message, remedy)
        self.candidates = candidates


class UnreadableFigure(MortarError):
    """A cell that should hold a number holds something else."""


class CannotBeMarked(MortarError):
    """A workbook is of a kind in which no cell can be marked; a copy is marked instead."""


class FeedError(MortarError):
    """A feed could not be had from the server of an external body."""


class FeedUnanswered(FeedError):
    """Nothing came, or not all of it, and waiting may mend that; `wait` is for how many seconds the server asked."""

    def __init__(self, message: str, remedy: str = "It is asked again.", wait: float = 0.0) -> None:
        super().__init__(message, remedy)
        self.wait = wait


class FeedRefused(FeedError):
    """The server will not give what it is asked for, and asking again will not change that."""


class FeedNotData(FeedError):
    """What came is none of the figures asked for, whatever the server says of it."""


class MailNotSent(MortarError):
    """A message cannot be sent now, as where the mail server is down; it is kept and sent later."""


class MailRefused(MailNotSent):
    """A mail server that works does not take a message for its recipient, for now or for good; others' it may take."""

    def __init__(self, message: str, remedy: str, recipient: str, *, for_good: bool) -> None:
        super().__init__(message, remedy)
        self.recipient = recipient
        self.for_good = for_good


class MortarFault(MortarError):
    """Our own fault: logged with an id, and never shown to a department."""


class LakeDamaged(MortarFault):
    """The lake does not hold what its journal says it holds."""


class CheckFailed(MortarFault):
    """A suite of expectations could not be run on a batch."""
