"""What others wrote stands in Markdown letter for letter, and does nothing."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.markdown import WORD_JOINER, escaped, link
from tests.transforms.given import few

HOSTILE = [
    "a|b", "<script>alert(1)</script>", "[x](javascript:alert(1))", "![i](http://evil.example/x.png)", "`code`",
    "*star* _under_ ~~s~~", "# head", "- item", "1. item", "> quote", "&lt; &amp;", "a\\b", "<!-- c -->", "---", "$x$",
    "[ref]: http://evil.example", "{{ 7 * 7 }}", "=cmd|' /C calc'!A0", "two  spaces", "    indented",
]  # fmt: skip


def shown(markdown: str) -> tuple[str, set[str]]:
    """What a reader sees of some Markdown, and the tags it is made of; any address makes a link or a picture."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    html = reader.render(markdown)
    tags = {part.split(">")[0].split()[0].strip("/") for part in html.split("<")[1:]}
    text = "".join(part.partition(">")[2] if at else part for at, part in enumerate(html.split("<")))
    return unescape(text).strip(), tags


@pytest.mark.parametrize("text", HOSTILE)
def test_what_others_wrote_is_shown_and_is_no_markup(text: str) -> None:
    seen, tags = shown(f"Said: {escaped(text)}")

    assert seen.replace(WORD_JOINER, "") == f"Said: {' '.join(text.split())}"
    assert tags == {"p"}


@few
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_whatever_stands_in_a_cell_of_a_table_stays_there(text: str) -> None:
    seen, tags = shown(f"| A | B |\n|--|--|\n| {escaped(text)} | end |")

    assert seen.split("\n")[-1] == "end"
    assert tags == {"table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize(
    "text", ["http://evil.example", "www.evil.example", "HTTPS://evil.example/x", "me@evil.example"]
)
def test_a_bare_address_is_none_that_the_ui_would_make_a_link_of(text: str) -> None:
    assert text not in escaped(text).replace("\\", "")


def test_a_line_that_is_broken_or_steers_is_one_line_of_letters() -> None:
    assert escaped("one\ntwo\r\n\x1b[2Jthree\N{RIGHT-TO-LEFT OVERRIDE}") == "one two \\[2Jthree"


def test_a_links_address_cannot_end_the_link() -> None:
    seen, tags = shown(link("Open", "http://127.0.0.1:4200/returns/ab/a b) [x](y)<z>.xlsx"))

    assert (seen, tags) == ("Open", {"p", "a"})
