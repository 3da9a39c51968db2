from __future__ import annotations

from base64 import b64decode
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

from reports.drawn_series import ShownFigure, bars, drawn_series

SVG = "{http://www.w3.org/2000/svg}"


def series(*values: str | None) -> list[ShownFigure]:
    """Months of some values."""
    return [
        ShownFigure(f"Month {at}", value or "Awaited", "", None if value is None else Decimal(value))
        for at, value in enumerate(values, start=1)
    ]


def drawn(figures: list[ShownFigure], target: str = "", value: Decimal | None = None) -> Element:
    """The picture of a series, read back."""
    address = drawn_series(figures, target, value)
    return fromstring(b64decode(address.removeprefix("data:image/svg+xml;base64,")))


def test_the_held_figure_is_marked_with_its_value_and_stands_apart_from_its_past() -> None:
    picture = drawn(series("80", "82", "81", "810"))

    marked = picture.findall(f"{SVG}circle")[-1]
    assert "810" in [text.text for text in picture.findall(f"{SVG}text")]
    assert marked.get("stroke") == "#a3112b"
    assert [len((line.get("points") or "").split()) for line in picture.findall(f"{SVG}polyline")] == [3]


def test_everything_is_drawn_within_the_frame_the_target_too() -> None:
    picture = drawn(series("80", "82", None, "81", "8.1"), "95%", Decimal(95))

    width, height = float(picture.get("width") or 0), float(picture.get("height") or 0)
    dots = [(float(dot.get("cx") or 0), float(dot.get("cy") or 0)) for dot in picture.findall(f"{SVG}circle")]
    assert all(0 < x < width and 0 < y < height for x, y in dots)
    assert "- - - target 95%" in [text.text for text in picture.findall(f"{SVG}text")]


def test_a_figure_without_a_past_or_without_a_size_is_not_drawn() -> None:
    assert drawn_series(series("80")) == ""
    assert drawn_series(series(None, "80")) == ""
    assert drawn_series(series("80", "81", None)) == ""


def test_what_others_wrote_is_text_in_the_picture() -> None:
    figures = [*series("80", "81"), ShownFigure("<script>", '"><script>', "", Decimal(1))]

    assert "<script>" in [text.text for text in drawn(figures).findall(f"{SVG}text")]


def test_bars_begin_at_nought_and_the_largest_is_as_long_as_may_be() -> None:
    assert bars(series("5", "10", None, "0"), 30) == [15, 30, 0, 0]


def test_no_bar_is_drawn_where_one_would_have_to_point_the_other_way() -> None:
    assert bars(series("-5", "10"), 30) == [0, 0]
    assert bars(series("0", "0"), 30) == [0, 0]
    assert bars([], 30) == []
