"""The demo council's post: how much, from whom, when, and the same bytes in every run."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence

import pytest

from flows.demo.returns import DEMO_TODAY, DemoReturn, returns_to_come
from transforms.register import Register

pytestmark = pytest.mark.slow

DIGEST = """
import hashlib
from flows.demo.returns import demo_returns
digest = hashlib.sha256()
for sent in demo_returns():
    digest.update(f"{sent.sender}|{sent.file}|{sent.arrives}".encode() + sent.content)
print(digest.hexdigest())
"""


def test_each_sender_sends_one_return_a_month_for_24_months(returns: Sequence[DemoReturn], register: Register) -> None:
    sent = Counter(sent.sender for sent in (*returns, *returns_to_come()))
    sent.subtract({"local-tax": 1, "community-development": 1})
    assert sent == Counter({sender: 24 for sender in register.senders if sender != "kent-benchmarking"})


def test_returns_come_in_order_of_arrival_and_none_after_the_day_of_the_demo(returns: Sequence[DemoReturn]) -> None:
    arrivals = [sent.arrives for sent in returns]
    assert arrivals == sorted(arrivals)
    assert arrivals[-1].date() <= DEMO_TODAY
    assert all(sent.arrives.utcoffset() is not None for sent in returns)


def test_nothing_is_posted_on_a_saturday_or_sunday(returns: Sequence[DemoReturn]) -> None:
    assert {sent.arrives.weekday() for sent in returns} <= set(range(5))


def test_a_file_name_is_used_once_by_its_sender(returns: Sequence[DemoReturn]) -> None:
    assert len({(sent.sender, sent.file) for sent in returns}) == len(returns)


def test_december_comes_in_january_between_the_4th_and_the_18th(returns: Sequence[DemoReturn]) -> None:
    days = [sent.arrives.day for sent in returns if sent.arrives.date().replace(day=1) == DEMO_TODAY.replace(day=1)]
    assert days and min(days) >= 4 and max(days) == 18


def test_one_department_and_the_feeds_are_still_awaited() -> None:
    assert Counter(sent.sender for sent in returns_to_come()) == {
        "environmental-health": 1,
        "kent-county-council": 3,
        "dwp": 1,
    }


def test_one_return_comes_twice_with_the_same_bytes(returns: Sequence[DemoReturn]) -> None:
    twice = Counter(hashlib.sha256(sent.content).hexdigest() for sent in returns)
    names = sorted(sent.file for sent in returns if twice[hashlib.sha256(sent.content).hexdigest()] > 1)
    assert names == ["Community Development 24.xlsx", "Copy of Community Development 24.xlsx"]


def test_all_four_kinds_of_file_are_sent(returns: Sequence[DemoReturn]) -> None:
    assert {sent.file.rpartition(".")[2] for sent in returns} == {"xlsx", "xls", "ods", "csv"}


def test_one_sender_writes_a_pound_sign_as_windows_does(returns: Sequence[DemoReturn]) -> None:
    assert all(b"\xa3" in sent.content for sent in returns if sent.sender == "benefits")


def test_another_process_writes_the_same_bytes(returns: Sequence[DemoReturn]) -> None:
    digest = hashlib.sha256()
    for sent in returns:
        digest.update(f"{sent.sender}|{sent.file}|{sent.arrives}".encode() + sent.content)
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path), "TZ": "Pacific/Auckland"}
    done = subprocess.run([sys.executable, "-c", DIGEST], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest.hexdigest()
