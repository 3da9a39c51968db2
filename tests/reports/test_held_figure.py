"""A held figure as its checker sees it."""

from __future__ import annotations

from reports.held_figure import as_note, as_page
from tests.reports.held import held
from tests.reports.test_markdown import shown

PAGE = "http://127.0.0.1:4200/v2/artifacts/artifact/1"


def test_a_checker_is_told_what_is_odd_who_sent_it_and_where_it_stands() -> None:
    seen, _ = shown(as_note(held(), PAGE))

    for words in (
        "LPI HB 3, Benefit decisions found correct when checked, December 2009: 107.03%.",
        "137 is more than the 128 it is counted out of.",
        "Its sender says of it: “Nine came twice.”",
        "Benefits sent it on 16 January 2010; Ann Bell provides it and may not decide.",
        "Open the file: Benefits return.xlsx, sheet 'Dec', cell D9.",
        "Its past in a table.",
    ):
        assert words in seen
    assert f"({PAGE})" in as_note(held(), PAGE)
    assert "data:image/svg+xml" in as_note(held(), PAGE)


def test_a_page_of_its_own_lists_its_past_the_newest_first_and_marks_what_is_held() -> None:
    seen, tags = shown(as_page(held()))

    assert "table" in tags
    rows = [line for line in seen.splitlines() if "2009" in line or "%" in line][-6:]
    assert rows == ["December 2009, held", "107.03%", "November 2009", "99.23%", "October 2009", "97.50%"]


def test_a_refusal_comes_first() -> None:
    assert shown(as_note(held(), PAGE, "Ann Bell provides it."))[0].startswith(
        "This was not taken. Ann Bell provides it."
    )


def test_what_is_not_known_is_not_spoken_of() -> None:
    seen, tags = shown(as_note(held(past=[], target="", provider="", commentary="", sheet=""), PAGE))

    assert "img" not in tags
    assert "Benefits sent it on 16 January 2010. Open the file: Benefits return.xlsx, cell D9." in seen
    assert "Its sender says" not in seen


def test_lower_is_better_is_said_in_words() -> None:
    assert "Lower is better." in shown(as_note(held(lower_is_better=True), PAGE))[0]


def test_names_and_words_of_senders_are_text() -> None:
    hostile = "<img src=x onerror=alert(1)>|[x](http://evil.example)\n\n# Released"

    seen, tags = shown(as_page(held(file=hostile, commentary=hostile, sheet=hostile, reason=hostile)))

    assert tags == {"p", "strong", "img", "a", "table", "thead", "tbody", "tr", "th", "td"}
    assert seen.count("<img src=x onerror=alert(1)>") == 4
    assert as_page(held(commentary=hostile)).count("](http") == 1
