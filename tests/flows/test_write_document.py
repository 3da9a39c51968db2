from __future__ import annotations

from pathlib import Path

import pytest

from flows.report_steps import write_document
from infra.wiring import House
from tests.flows.make_document import make_document
from transforms.errors import UsageError

NAMES = ["scrutiny-2009-12.csv", "scrutiny-2009-12.csv-metadata.json", "scrutiny-2009-12.json"]


def test_a_report_is_written_whole_and_nothing_lies_beside_it(house: House, tmp_path: Path) -> None:
    document = make_document(house, "scrutiny", "2009-12", None)

    write_document(document, ["json", "csv"], tmp_path / "a" / "b")

    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == NAMES


def test_a_writer_who_fails_leaves_nothing_behind(house: House, tmp_path: Path) -> None:
    document = make_document(house, "scrutiny", "2009-12", None)
    (tmp_path / "out" / NAMES[2]).mkdir(parents=True)

    with pytest.raises(UsageError, match="out cannot be written"):
        write_document(document, ["json"], tmp_path / "out")

    assert [path.name for path in (tmp_path / "out").iterdir()] == [NAMES[2]]


def test_a_folder_that_is_a_file_is_wrong_usage(house: House, tmp_path: Path) -> None:
    document = make_document(house, "scrutiny", "2009-12", None)
    (tmp_path / "out").write_text("")

    with pytest.raises(UsageError, match="out cannot be written"):
        write_document(document, ["json"], tmp_path / "out")


def test_what_another_writer_has_half_written_is_left_alone(house: House, tmp_path: Path) -> None:
    document = make_document(house, "scrutiny", "2009-12", None)
    other = tmp_path / f".{NAMES[2]}.part"
    other.write_text("half")

    write_document(document, ["json"], tmp_path)

    assert other.read_text() == "half"
