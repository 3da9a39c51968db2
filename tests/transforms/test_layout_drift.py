"""What is said to a sender whose workbook is not as its layout expects: once, and in terms of their own workbook."""

from __future__ import annotations

from tests.transforms.test_read_by_layout import WAITING, Rows, read, sheet


def test_a_label_that_is_gone_is_told_once_and_not_again_for_each_period() -> None:
    rows: Rows = [["Measure", "Nov-09", "Dec-09"], ["Picked up", 80, 90], ["Calls", 100, 120], ["Letters", 5, 6]]
    reading = read([*WAITING, "series,Letters,CS 2,value"], sheet(rows))
    assert [row.code for row in reading.rows] == ["CS 2", "CS 2"]
    [finding] = reading.findings
    assert (finding.cell, "It may be called 'picked up' now" in finding.message) == ("A2", True)


def test_of_several_labels_that_are_new_and_unlike_none_is_offered_as_the_new_name() -> None:
    rows: Rows = [["Measure", "Dec-09"], ["Picked up", 80], ["Calls", 100], ["Letters", 5]]
    findings = read(WAITING, sheet(rows)).findings
    assert [finding.cell for finding in findings] == ["A1", "A2", "A4"]
    assert not any("may be called" in finding.message for finding in findings)


def test_a_total_that_is_new_is_not_offered_as_the_new_name_of_a_row() -> None:
    [gone, total] = read(WAITING, sheet([["Measure", "Dec-09", "Total"], ["Calls", 100, 100]])).findings
    assert ("may be called" in gone.message, total.cell) == (False, "C1")


def test_findings_of_a_layout_send_nobody_to_files_of_the_register() -> None:
    reading = read(
        [*WAITING, "commentary,Notes"], sheet([["Measure", "Dec-09", "Total"], ["Picked up", 1, 1], ["x", 2, 2]])
    )
    assert len(reading.findings) == 7
    assert not any("register/" in finding.remedy for finding in reading.findings)
    assert all("Policy Team" in finding.remedy for finding in reading.findings)
