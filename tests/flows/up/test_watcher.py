from __future__ import annotations

from datetime import UTC, datetime

from flows.up.watcher import News
from infra.inbox import Arrival


def lying(key: str, version: str = "1") -> Arrival:
    sender, _, file = key.partition("/")
    return Arrival(sender, file, datetime(2010, 1, 14, tzinfo=UTC), key, version)


def test_a_file_in_a_folder_is_told_of_when_it_has_stopped_growing() -> None:
    news = News(appears_whole=False)
    assert news.among([lying("finance/dec.xlsx", "100")]) == []
    assert news.among([lying("finance/dec.xlsx", "200")]) == []
    assert news.among([lying("finance/dec.xlsx", "200")]) == [lying("finance/dec.xlsx", "200")]


def test_a_file_in_a_bucket_is_told_of_at_once_for_it_is_there_whole_or_not_at_all() -> None:
    assert News(appears_whole=True).among([lying("finance/dec.xlsx")]) == [lying("finance/dec.xlsx")]


def test_a_file_that_lies_there_is_told_of_once() -> None:
    news = News(appears_whole=True)
    news.among([lying("finance/dec.xlsx")])
    assert news.among([lying("finance/dec.xlsx")]) == []


def test_a_file_saved_over_or_sent_again_is_told_of_again() -> None:
    news = News(appears_whole=True)
    news.among([lying("finance/dec.xlsx")])
    assert news.among([lying("finance/dec.xlsx", "2")]) == [lying("finance/dec.xlsx", "2")]
    assert news.among([]) == []
    assert news.among([lying("finance/dec.xlsx", "2")]) == [lying("finance/dec.xlsx", "2")]
