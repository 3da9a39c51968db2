"""The steps by which files come in, each a plain function; the flow `inbox_to_lake` runs them as tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flows.micro_batch import MICRO_BATCH, MicroBatch
from infra.inbox import Arrival
from infra.lake_entry import returns_entry
from infra.safe_reader import safe_reader
from infra.warehouse.claims import claim, release
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from infra.worker import this_worker
from transforms.check_frame import check_frame, figure_points, row_points
from transforms.code import code_key
from transforms.errors import UnreadableReturn
from transforms.history import FigurePoint, History
from transforms.observation import known_figures, last_said
from transforms.settle import Outcome, Seen, SentFile, Settling, is_duplicate
from transforms.workbook import Workbook

RETURNS_KIND = "returns"


def keep_bytes(house: House, arrivals: Sequence[Arrival]) -> MicroBatch:
    """Keep the raw bytes of the first arrivals, as many as a batch holds, before anything else is done with them.

    What another worker has claimed is left to it.
    """
    batch, worker = MicroBatch(), this_worker()
    real_now = datetime.now(UTC)  # a lease runs by it, whatever day `today` says
    offered = arrivals[:MICRO_BATCH]
    claimed = claim(house.engine, {arrival.key: arrival.version for arrival in offered}, worker, real_now)
    for arrival in offered:
        if batch.is_full:
            break
        batch.looked_at += 1
        if arrival.key not in claimed:
            continue
        try:
            content = house.inbox.read(arrival)
        except OSError:
            continue  # its sender took it back, or another program holds it: the next time will do
        batch.add(arrival, content, house.lake.keep(content))
    release(house.engine, claimed - {arrival.key for arrival in batch.arrivals}, worker)
    return batch


def read_returns(house: House, batch: MicroBatch) -> None:
    """Bytes to rows; bytes that came before are not read again."""
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        batch.register, batch.register_entry = known.register().latest, known.register_entry()
        seen = known.seen(file.sha256 for file in batch.files)
    fresh = [file for file in batch.files if not _is_known(file, seen, batch.register_entry)]
    opened = safe_reader().read_each(batch.contents[file.file_id] for file in fresh)
    for file, book in zip(fresh, opened, strict=True):
        try:
            if not isinstance(book, Workbook | UnreadableReturn):
                raise book
            batch.read.add(file, book, batch.register, house.settings.year_start_month)
        except Exception as error:  # noqa: BLE001  # whatever one file does to us, the others go on
            batch.faults[file.file_id] = error


def _is_known(file: SentFile, seen: Mapping[tuple[str, str], Seen], register_entry: str) -> bool:
    before = seen.get((file.sender, file.sha256))
    return before is not None and is_duplicate(before, register_entry)


def check_returns(house: House, batch: MicroBatch) -> None:
    """Rows to findings, all files at once; a file whose check fails by a fault of ours stays in the inbox."""
    if not batch.read.rows:
        return
    rows = batch.read.rows
    with house.ledger() as ledger:
        observations = house.known_to(ledger).observations(codes={row.code for row in rows})
    known = list(figure_points(known_figures(observations), batch.register))
    _check(house, batch, [*known, *row_points(rows, batch.register)], range(len(rows)))
    odd = {place for place, found in batch.findings.items() if any(finding.stops for finding in found)}
    sound = [row for place, row in enumerate(rows) if place not in odd]
    shaken = {code_key(rows[place].code) for place in odd} & {code_key(row.code) for row in sound}
    if again := [place for place, row in enumerate(rows) if code_key(row.code) in shaken]:
        _check(house, batch, [*known, *row_points(sound, batch.register)], again)


def _check(house: House, batch: MicroBatch, past: Sequence[FigurePoint], places: Sequence[int]) -> None:
    """Check some rows against a past. The batch's own earlier months belong to it, but not those that are odd:
    a slip in November must not make December look wrong."""
    from expectations.check import check_files

    today, register, rows = house.clock.today(), batch.register, batch.read.rows
    frame = check_frame(rows, register, History.of(past), today, places)
    kinds = {sender.sender: sender.kind for sender in register.senders.values()}
    findings, failed = check_files(rows, frame, kinds, register, today)
    untouched = {place: found for place, found in batch.findings.items() if place not in set(places)}
    batch.findings = {**untouched, **findings}
    batch.faults |= failed


def record(house: House, batch: MicroBatch) -> list[Outcome]:
    """Settle each row and make it known: one entry of the lake for the whole batch."""
    with house.ledger() as ledger:
        outcomes = settle(batch, house.known_to(ledger))
        if tables := returns_entry(outcomes, batch.register_entry):
            ledger.record(RETURNS_KIND, house.clock.now(), tables)
    return outcomes


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
    )
    return settling.outcomes(batch.sound)


def clear_inbox(house: House, batch: MicroBatch) -> None:
    """Take out of the inbox what has been recorded; what met a fault of ours stays."""
    for file in batch.sound:
        house.inbox.dismiss(batch.arrivals[file.file_id], file.sha256)
    release(house.engine, [arrival.key for arrival in batch.arrivals], this_worker())


def load_warehouse(house: House) -> int:
    """Load into the warehouse whatever stands in the lake and not in the warehouse; how many entries that was."""
    with house.ledger() as ledger:
        return ledger.caught_up
