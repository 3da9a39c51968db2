from __future__ import annotations

from transforms.address import settled


def test_names_too_long_for_a_file_are_cut_and_still_told_apart() -> None:
    words = settled([("a", "NI 1 " + "a" * 4000), ("b", "NI 1 " + "a" * 3999), ("c", "NI 2")])
    assert len({word for (word,) in words.values()}) == 3
    assert all(len(word) < 210 for (word,) in words.values())
