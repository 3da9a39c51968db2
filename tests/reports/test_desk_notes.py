"""Notes on what came, what waits and who owes, as the Policy Team reads them."""

from __future__ import annotations

from datetime import date

from reports.desk_notes import LISTED, CameIn, Waits, round_note, tracker_note, waiting_note
from tests.reports.test_markdown import shown
from transforms.finding import Counts, Verdict
from transforms.owed import DueState, Owed
from transforms.period import Period

DECEMBER, NOVEMBER = Period.month(2009, 12), Period.month(2009, 11)
QUARTER = Period.quarter(2009, 3)


def came(
    sender: str, verdict: Verdict | None, counts: Counts | None = None, file: str = "a.xlsx", first: str = ""
) -> CameIn:
    """A file that came."""
    return CameIn(sender, file, "http://127.0.0.1:4200/returns/ab/a.xlsx", verdict, counts or Counts(), first)


def waits(code: str, since: date) -> Waits:
    """A figure that waits."""
    return Waits(code, "December 2009", "107.03%", "137 is more than 128.", "Benefits", since, "http://127.0.0.1/run")


def owed(sender: str, state: DueState, codes: tuple[str, ...] = (), period: Period = DECEMBER) -> Owed:
    """What a sender owes."""
    return Owed(sender, period, date(2010, 1, 15), state, codes)


def rows(text: str) -> list[str]:
    """The lines of tables, without heads and rules."""
    return [line for line in text.splitlines() if line.startswith("|") and "|:--|" not in line and "Sender" not in line]


def test_a_round_is_told_by_file_what_needs_a_person_first() -> None:
    note = round_note(
        [
            came("Benefits", Verdict.ACCEPTED, Counts(12)),
            came("Housing", Verdict.PARTLY, Counts(3, 1, 2, 4), first="B2: 'x' is not a number."),
            came("Housing", Verdict.REFUSED),
            came("DWP", None, first="A fault of ours."),
        ]
    )

    assert note.sentence == "1 not read, 1 refused, 1 taken in part and 1 accepted: 4 files from 3 senders."
    seen, _ = shown(note.text)
    assert seen.index("Not read") < seen.index("Refused") < seen.index("Taken in part") < seen.index("Accepted")
    assert "Taken in part: 3 accepted, 1 held, 2 sent back, 4 unchanged" in seen
    assert "B2: 'x' is not a number." in seen


def test_of_thousands_of_files_those_that_need_a_person_are_listed_and_the_rest_counted() -> None:
    note = round_note([*(came("Benefits", Verdict.ACCEPTED) for _ in range(5000)), came("Housing", Verdict.REFUSED)])

    assert len(rows(note.text)) == LISTED
    assert "Housing" in rows(note.text)[0]
    assert "The first 100 of 5001 files are listed." in shown(note.text)[0]


def test_a_files_name_is_text_in_its_cell() -> None:
    seen, tags = shown(round_note([came("B|x", Verdict.REFUSED, file="<b>|[x](http://evil.example).xlsx")]).text)

    assert "<b>|[x]" in seen
    assert tags == {"table", "thead", "tbody", "tr", "th", "td", "strong", "a"}


def test_what_waits_longest_comes_first_with_a_link_to_decide() -> None:
    note = waiting_note([waits("NI 2", date(2010, 1, 17)), waits("NI 1", date(2010, 1, 16))])

    assert note.sentence == "2 figures wait for a decision, the first since 16 January 2010."
    assert [row.split("**")[1] for row in rows(note.text) if "**" in row] == ["NI 1", "NI 2"]
    assert note.text.count("[Decide](http://127.0.0.1/run)") == 2


def test_where_nothing_waits_that_is_said() -> None:
    assert waiting_note([]).sentence == "No figure waits for a decision."
    assert waiting_note([waits("NI 1", date(2010, 1, 16))]).sentence == (
        "1 figure waits for a decision since 16 January 2010."
    )


def test_the_tracker_shows_each_sender_once_those_that_owe_first() -> None:
    note = tracker_note(
        DECEMBER,
        [
            owed("Benefits", DueState.IN),
            owed("Sencio", DueState.LATE, ("LPI LE 1", "LPI LE 3")),
            owed("Sencio", DueState.LATE, ("LPI LE 2",), QUARTER),
            owed("Kent", DueState.AWAITED, ("NI 191",)),
        ],
        [owed("Sencio", DueState.LATE, ("LPI LE 1",), NOVEMBER)],
    )

    assert note.sentence == "1 late, 1 awaited and 1 in of 3 senders for December 2009."
    seen = shown(note.text)[0].splitlines()
    assert [line for line in seen if line in {"Benefits", "Sencio", "Kent"}] == ["Sencio", "Kent", "Benefits", "Sencio"]
    assert "▲ late since 15 January 2010" in seen
    assert "LPI LE 1, LPI LE 3; October to December 2009: LPI LE 2" in seen
    assert "November 2009: LPI LE 1" in seen[seen.index("Owed from before") :]


def test_of_many_codes_the_first_are_named() -> None:
    codes = tuple(f"NI {number}" for number in range(80))

    assert "NI 11 and 68 more" in shown(tracker_note(DECEMBER, [owed("Kent", DueState.LATE, codes)], []).text)[0]


def test_where_nothing_is_expected_that_is_said() -> None:
    assert tracker_note(DECEMBER, [], []).sentence == "Nothing is expected for December 2009."
