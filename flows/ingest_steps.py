"""The steps by which files come in, each a plain function; the flow `inbox_to_lake` runs them as tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice

from flows.commentary_steps import check_commentaries, recall_commentaries
from flows.micro_batch import MICRO_BATCH, MicroBatch
from flows.pieces import InTurn, Spread, check_files, read_files, unchecked_pieces, unread_pieces
from infra.inbox import Arrival
from infra.lake_entry import returns_entry
from infra.warehouse.claims import claim, release
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from infra.worker import this_worker
from transforms.check_frame import figure_points, row_points
from transforms.code import code_key
from transforms.history import FigurePoint
from transforms.observation import known_figures, last_said
from transforms.read_batch import ReadBatch
from transforms.settle import Outcome, Seen, SentFile, Settling, is_duplicate
from transforms.settle_lists import Lists
from transforms.stated_action import follow_up_of
from transforms.stated_row import StatedRow

RETURNS_KIND = "returns"


def look_into_inbox(house: House, most: int) -> list[Arrival]:
    """What lies in the inbox and has settled, the oldest first, as many files as one run takes."""
    return list(islice(house.inbox.arrivals(), most))


def keep_bytes(house: House, arrivals: Sequence[Arrival]) -> MicroBatch:
    """Keep the raw bytes of the first arrivals, as many as a batch holds, before anything else is done with them.

    What another worker has claimed is left to it.
    """
    batch, worker = MicroBatch(), this_worker()
    real_now = datetime.now(UTC)  # a lease runs by it, whatever day `today` says
    offered = arrivals[:MICRO_BATCH]
    claimed = claim(house.engine, {arrival.key: arrival.version for arrival in offered}, worker, real_now)
    with _given_back_if_it_fails(house, claimed):
        for arrival in offered:
            if batch.is_full:
                break
            batch.looked_at += 1
            if arrival.key in claimed:
                _keep(house, batch, arrival)
    release(house.engine, claimed - {arrival.key for arrival in batch.arrivals}, worker)
    return batch


def _keep(house: House, batch: MicroBatch, arrival: Arrival) -> None:
    try:
        content = house.inbox.read(arrival)
    except OSError:
        return  # its sender took it back, or another program holds it: the next time will do
    batch.add(arrival, content, house.lake.keep(content))


@contextmanager
def given_back_if_it_fails(house: House, batch: MicroBatch) -> Iterator[None]:
    """Give up the claims on a batch that comes to nothing, so that the next run need not wait until they lapse."""
    with _given_back_if_it_fails(house, [arrival.key for arrival in batch.arrivals]):
        yield


@contextmanager
def _given_back_if_it_fails(house: House, keys: Iterable[str]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(Exception):  # what failed may be the database; then they lapse
            release(house.engine, keys, this_worker())
        raise


def find_fresh(house: House, batch: MicroBatch) -> None:
    """Look up which files are to be read, and by which register: bytes that came before are not read again."""
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        batch.register, batch.register_entry = known.register().latest, known.register_entry()
        seen = known.seen(file.sha256 for file in batch.files)
    batch.fresh = [file for file in batch.files if not _is_known(file, seen, batch.register_entry)]


def _is_known(file: SentFile, seen: Mapping[tuple[str, str], Seen], register_entry: str) -> bool:
    before = seen.get((file.sender, file.sha256))
    return before is not None and is_duplicate(before, register_entry)


def read_fresh(house: House, batch: MicroBatch, spread: Spread) -> None:
    """Bytes to rows, in pieces; a file that meets a fault of ours stays in the inbox."""
    contents = [batch.contents[file.file_id] for file in batch.fresh]
    by = batch.register, house.settings.year_start_month, house.clock.today()
    read = ReadBatch()
    for done in spread(read_files, unread_pieces(batch.fresh, contents, *by, spread.lanes)):
        read.join(done.read)
        batch.faults |= done.faults
    batch.read = read


def read_returns(house: House, batch: MicroBatch) -> None:
    """Bytes to rows, here and now."""
    find_fresh(house, batch)
    read_fresh(house, batch, InTurn())


def recall_past(house: House, batch: MicroBatch) -> None:
    """Recall what is known already of the indicators that the batch speaks of."""
    if not batch.read.rows:
        return
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        observations = known.observations(codes={row.code for row in batch.read.rows})
        recall_commentaries(batch, known, observations)
    batch.past = list(figure_points(known_figures(observations), batch.register))


def check_figures(house: House, batch: MicroBatch, spread: Spread) -> None:
    """Rows to findings, in pieces; a file whose check fails by a fault of ours stays in the inbox.

    The batch's own earlier months belong to the past of its rows, but not those that are odd: a slip in November must
    not make December look wrong.
    """
    rows, register, batch.findings = dict(enumerate(batch.read.rows)), batch.register, {}
    _check(house, batch, spread, [*batch.past, *row_points(batch.read.rows, register)], rows)
    odd = {place for place, found in batch.findings.items() if any(finding.stops for finding in found)}
    sound = [row for place, row in rows.items() if place not in odd]
    shaken = {code_key(rows[place].code) for place in odd} & {code_key(row.code) for row in sound}
    if again := {place: row for place, row in rows.items() if code_key(row.code) in shaken}:
        _check(house, batch, spread, [*batch.past, *row_points(sound, register)], again)


def _check(
    house: House, batch: MicroBatch, spread: Spread, past: Sequence[FigurePoint], rows: Mapping[int, StatedRow]
) -> None:
    """Check some rows against a past; what is found of them replaces what was found before."""
    findings = {place: found for place, found in batch.findings.items() if place not in rows}
    pieces = unchecked_pieces(rows, past, batch.register, house.clock.today(), spread.lanes)
    for done in spread(check_files, pieces):
        findings |= done.findings
        batch.faults |= done.faults
    batch.findings = findings


def check_returns(house: House, batch: MicroBatch) -> None:
    """Rows to findings, here and now."""
    recall_past(house, batch)
    check_figures(house, batch, InTurn())
    check_commentaries(house, batch)


def record(house: House, batch: MicroBatch) -> list[Outcome]:
    """Settle each row and make it known: one entry of the lake for the whole batch, however often this is tried.

    An attempt may fail when the entry stood in the lake already. The next one finds it there, and settles nothing anew:
    to it the batch would look as if it had come before.
    """
    with house.ledger() as ledger:
        if batch.entry and ledger.knows(batch.entry):
            return batch.outcomes
        batch.outcomes = settle(batch, house.known_to(ledger))
        if tables := returns_entry(batch.outcomes, batch.register_entry):
            prepared = ledger.prepare(RETURNS_KIND, house.clock.now(), tables)
            batch.entry = prepared.entry.name
            ledger.append(prepared)
    return batch.outcomes


def settle(batch: MicroBatch, known: Knowledge) -> list[Outcome]:
    """What becomes of each row and file, given what is known."""
    rows = batch.read.rows
    starts = [row.period.start for row in rows if row.period]
    said = known.observations({row.code for row in rows}, min(starts), max(starts)) if starts else []
    settling = Settling(
        rows,
        batch.read.unreadable,
        batch.findings,
        batch.register_entry,
        last_said(said),
        known.seen(file.sha256 for file in batch.files),
        _lists(batch, known),
    )
    return settling.outcomes(batch.sound)


def _lists(batch: MicroBatch, known: Knowledge) -> Lists:
    """What the files list beside their figures, and what is known of it."""
    actions, comparisons = batch.read.actions, batch.read.comparisons
    lists = Lists(actions, comparisons)
    if actions:
        for action in known.actions({row.code for row in actions}):
            lists.known_actions[action.key] = follow_up_of(action)
    if comparisons:
        for figure in known.comparisons({row.code for row in comparisons}):
            lists.known_figures[figure.key] = figure.value
    return lists


def clear_inbox(house: House, batch: MicroBatch) -> None:
    """Take out of the inbox what has been recorded; what met a fault of ours stays."""
    for file in batch.sound:
        house.inbox.dismiss(batch.arrivals[file.file_id], file.sha256)
    release(house.engine, [arrival.key for arrival in batch.arrivals], this_worker())


def load_warehouse(house: House) -> int:
    """Load into the warehouse whatever stands in the lake and not in the warehouse; how many entries that was."""
    with house.ledger() as ledger:
        return ledger.caught_up
