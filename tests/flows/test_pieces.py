"""Heavy work in pieces: however it is cut and wherever it is done, the same comes of it."""

from __future__ import annotations

import pickle

import pytest

from flows.ingest_steps import check_figures, find_fresh, keep_bytes, read_fresh, recall_past, settle
from flows.micro_batch import MicroBatch
from flows.pieces import InTurn, Unchecked, check_files, unchecked_pieces, unread_pieces
from infra.wiring import House
from tests.council import at, drop
from tests.flows.break_on import break_on
from tests.flows.take_in import take_in
from tests.transforms.given import TODAY
from transforms.check_frame import row_points
from transforms.settle import Outcome, SentFile

pytestmark = pytest.mark.slow

MONTHS = ("Apr-09", "May-09", "Jun-09", "Jul-09", "Aug-09", "Sep-09", "Oct-09", "Nov-09", "Dec-09")


class InManyPieces(InTurn):
    """Works as if four did it."""

    lanes = 4


class InTransit(InManyPieces):
    """Works as if on another machine: what goes there and comes back is packed."""

    def __call__(self, work, pieces):  # type: ignore[no-untyped-def]
        """What came of each piece."""
        return (pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(piece))))) for piece in pieces)


def drop_many(house: House) -> None:
    """Ninety returns of one sender, some with a slip or a wrong code, each a part of the others' past; and a pair of twins."""
    for number in range(90):
        month, visitors = MONTHS[number % 9], 1000 + number
        odd = {20: "LPI CS 9,1", 41: "LPI CS 7,many", 62: f"LPI CS 7,{visitors * 10}", 63: f"LPI CS 7,{visitors * 10}"}
        stated = odd.get(number, f"LPI CS 7,{visitors}")
        drop(house, "cs", f"{number:02d}.csv", f"Code,Value,Period\n{stated},{month}\nBV 9,{50 + number % 9},{month}\n")
    drop(house, "dev", "twin.csv", "Code,Value,Period\nLPI RR 1,38,Dec-09\n")
    drop(house, "dev", "other twin.csv", "Code,Value,Period\nLPI RR 1,38,Dec-09\n")


def outcomes(house: House, spread: InTurn) -> list[Outcome]:
    """What would become of all that lies in the inbox."""
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    find_fresh(house, batch)
    read_fresh(house, batch, spread)
    recall_past(house, batch)
    check_figures(house, batch, spread)
    with house.ledger() as ledger:
        return settle(batch, house.known_to(ledger))


@pytest.mark.parametrize("spread", [InManyPieces(), InTransit()], ids=["in pieces", "elsewhere"])
def test_the_same_comes_of_a_batch_however_it_is_cut_and_sent(house: House, spread: InTurn) -> None:
    drop(house, "cs", "before.csv", "Code,Value,Period\nLPI CS 7,900,Mar-09\n")
    take_in(at(house, "2009-12-01"))
    drop_many(house)

    whole = outcomes(house, InTurn())

    assert outcomes(house, spread) == whole
    assert sum(bool(outcome.findings) for outcome in whole) >= 3


def test_pieces_are_neither_too_small_to_be_worth_sending_nor_too_large_to_be_sent(house: House) -> None:
    register = MicroBatch().register

    def sizes(files: list[int], lanes: int) -> list[int]:
        sent = [SentFile(at, "cs", "a.csv", "", size, None) for at, size in enumerate(files)]  # type: ignore[arg-type]
        return [len(piece.files) for piece in unread_pieces(sent, [b""] * len(sent), register, 4, TODAY, lanes)]

    assert sizes([1000] * 500, 1) == [500]
    assert sizes([1000] * 500, 4) == [63] * 7 + [59]
    assert sizes([1000] * 30, 50) == [20, 10]
    assert sizes([5_000_000, 2_000_000, 2_000_000, 20_000_000, 1], 1) == [2, 1, 1, 1]
    assert sizes([], 4) == []


def test_a_file_that_is_a_fault_of_ours_wherever_it_is_read_stays_behind_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_many(house)
    drop(house, "cs", "breaks.csv", "Code,Value\nbreaks,1\n")
    break_on("breaks", monkeypatch)
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    find_fresh(house, batch)

    read_fresh(house, batch, InTransit())

    [(file_id, error)] = batch.faults.items()
    assert batch.files[file_id].file == "breaks.csv"
    assert "RuntimeError: ours" in "".join(error.__notes__), "where it happened is told to whoever reads the log"
    assert len({row.source.file_id for row in batch.read.rows}) == 92


def test_a_row_that_no_check_can_stand_is_a_fault_of_its_file_alone(house: House) -> None:
    drop_many(house)
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    find_fresh(house, batch)
    read_fresh(house, batch, InTurn())
    rows = dict(enumerate(batch.read.rows))
    broken = rows[5]._replace(value="a text no reader lets through")  # type: ignore[arg-type]

    checked = check_files(Unchecked({**rows, 5: broken}, [], batch.register, house.clock.today()))

    whole = check_files(Unchecked(rows, [], batch.register, house.clock.today()))
    assert list(checked.faults) == [broken.source.file_id]
    assert checked.findings == whole.findings, "what was found of the others"


def test_with_a_piece_goes_the_past_of_its_own_indicators_and_no_other(house: House) -> None:
    drop_many(house)
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    find_fresh(house, batch)
    read_fresh(house, batch, InTurn())
    rows, today = dict(enumerate(batch.read.rows)), house.clock.today()
    past = list(row_points(batch.read.rows, batch.register))

    pieces = unchecked_pieces(rows, past, batch.register, today, 4)

    told = [{code for code, _, _ in piece.past} for piece in pieces]
    assert told == [{"LPI CS 7", "BV 9"}] * 3 + [{"LPI CS 7", "BV 9", "LPI RR 1"}]
    assert {place for piece in pieces for place in piece.rows} == set(rows)
