"""When the post brings each return: most before the 15th, the feeds months later, some too late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from flows.demo.series import chance
from flows.demo.tables import table
from transforms.period import Period
from transforms.read_period import named_period

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Post:
    """One row of `post.csv`: sent in the `months_after`th month after the return's own, about the `day`th.

    `final_after` is how many months later a feed sends the final figure; `None` where figures are final at once.
    """

    months_after: int
    day: int
    at: time
    final_after: int | None


def post_of(sender: str, month: Period) -> Post:
    """How a sender posts its return for a month."""
    return _post().get((sender, month)) or _post()[sender, None]


def arrival(sender: str, month: Period) -> datetime:
    """When the return lies in the inbox, UTC: a working day, and seldom the same one twice running."""
    post = post_of(sender, month)
    first = month.shifted(post.months_after).start
    named = (sender, month) in _post()
    days = 0 if named else int(2 + 2 * chance(sender, month, "day"))
    day = _working_day(first.replace(day=post.day) + timedelta(days=days))
    return datetime.combine(day, post.at, UTC) + timedelta(minutes=int(20 * chance(sender, month, "minute")))


def _working_day(day: date) -> date:
    """The day itself, or the Monday after a Saturday or Sunday."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


@cache
def _post() -> Mapping[tuple[str, Period | None], Post]:
    return {
        (row["sender"], named_period(row["month"]) if row["month"] else None): Post(
            int(row["months_after"]),
            int(row["day"]),
            time.fromisoformat(row["time"]),
            int(row["final_after"]) if row["final_after"] else None,
        )
        for row in table("post")
    }
