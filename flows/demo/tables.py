"""The demo council's own tables: its register, its figures and its habits, as CSV beside this code."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from transforms.read_register import read_register
from transforms.register import Register
from transforms.register_table import FILES, REPORTS


def register_texts() -> Mapping[str, str]:
    """The files of the demo council's register by name, as `read_register` takes them."""
    return {**{name: _text(f"register/{name}.csv") for name in FILES}, REPORTS: _text(f"register/{REPORTS}.toml")}


@cache
def demo_register() -> Register:
    """The demo council's register."""
    return read_register(register_texts())


@cache
def table(name: str) -> Sequence[Mapping[str, str]]:
    """The rows of one of the tables, each by the names of its columns."""
    return tuple(csv.DictReader(io.StringIO(_text(f"{name}.csv"))))


def _text(path: str) -> str:
    return files("flows.demo").joinpath(path).read_text("utf-8")
