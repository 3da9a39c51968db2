from __future__ import annotations

from pathlib import Path

import pytest

from flows.dry_run import Guess, dry_run
from infra.wiring import House
from tests.council import GOLDEN, drop
from tests.flows.break_on import break_on
from tests.flows.take_in import take_in
from transforms.errors import UnknownItem, UsageError
from transforms.finding import Verdict

pytestmark = pytest.mark.slow


def write(tmp_path: Path, text: str, name: str = "return.csv") -> Path:
    """A file that lies somewhere on a desk."""
    path = tmp_path / name
    path.write_text(text)
    return path


def test_a_dry_run_answers_as_the_inbox_would_and_stores_nothing(house: House, tmp_path: Path) -> None:
    entries, files = list(house.lake.entries()), list(house.lake.store.keys("raw"))

    [outcome] = dry_run(house, [write(tmp_path, GOLDEN["dev"])], "dev").outcomes

    assert (outcome.verdict, outcome.counts.accepted) == (Verdict.ACCEPTED, 5)
    assert (list(house.lake.entries()), list(house.lake.store.keys("raw"))) == (entries, files)


def test_whose_return_it_is_is_told_by_its_codes(house: House, tmp_path: Path) -> None:
    [outcome], _, guesses, _ = dry_run(house, [write(tmp_path, GOLDEN["dev"])], "")

    assert (outcome.file.sender, outcome.verdict) == ("dev", Verdict.ACCEPTED)
    assert guesses == [Guess("return.csv", "dev", "codes")]


def test_whose_return_it_is_is_told_by_the_folder_it_lies_in(house: House) -> None:
    path = drop(house, "cs", "return.csv", GOLDEN["dev"])

    [outcome], _, guesses, _ = dry_run(house, [path], "")

    assert (outcome.file.sender, outcome.verdict) == ("cs", Verdict.REFUSED)
    assert guesses == [Guess("return.csv", "cs", "folder")]


def test_a_file_that_came_before_is_a_duplicate_in_a_dry_run_too(house: House, tmp_path: Path) -> None:
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    take_in(house)

    [outcome] = dry_run(house, [write(tmp_path, GOLDEN["dev"])], "dev").outcomes

    assert outcome.verdict == Verdict.DUPLICATE


def test_a_file_that_cannot_be_read_is_refused_and_the_others_are_answered(house: House, tmp_path: Path) -> None:
    broken = write(tmp_path, "PK\x03\x04 not a workbook", "broken.xlsx")

    verdicts = [o.verdict for o in dry_run(house, [broken, write(tmp_path, GOLDEN["dev"])], "dev").outcomes]

    assert verdicts == [Verdict.REFUSED, Verdict.ACCEPTED]


def test_a_file_that_meets_a_fault_of_ours_is_named_and_the_others_are_answered(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_on("breaks us", monkeypatch)
    bad = write(tmp_path, "breaks us", "bad.csv")

    outcomes, faults, _, _ = dry_run(house, [bad, write(tmp_path, GOLDEN["dev"])], "")

    assert [(outcome.file.file, outcome.verdict) for outcome in outcomes] == [("return.csv", Verdict.ACCEPTED)]
    assert [(file.file, str(error)) for file, error in faults] == [("bad.csv", "A return could not be read.")]


def test_what_cannot_be_told_is_asked_for(house: House, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="whose return"):
        dry_run(house, [write(tmp_path, "a,b\n1,2\n")], "")
    with pytest.raises(UnknownItem, match="no sender 'finance'"):
        dry_run(house, [write(tmp_path, GOLDEN["dev"])], "finance")
    with pytest.raises(UsageError, match="cannot be read"):
        dry_run(house, [tmp_path / "none.csv"], "dev")
