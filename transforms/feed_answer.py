"""Whether what a server gave can be the figures that a feed was asked for, told by its bytes, and what to call it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from transforms.errors import FeedNotData, FeedUnanswered, UnreadableReturn
from transforms.feed import Feed, FeedKind
from transforms.file_kind import ZIP, FileKind, kind_of_bytes, refuse_other_text
from transforms.read_csv import decode
from transforms.read_statxplore import is_statxplore

PAGE = ("text/html", "application/xhtml+xml")
ZIPPED = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
"""What is said of files that are zips, and how their names end."""

WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def ending_of(feed: Feed, content: bytes, content_type: str, *, has_length: bool) -> str:
    """How the name of what came ends.

    `has_length` where the protocol would have seen that the end is missing; else the bytes themselves must have one.
    Raises `FeedUnanswered` for half a file, and `FeedNotData` for what is no figures, such as a page that says in words
    that something went wrong.
    """
    said = content_type.partition(";")[0].strip().casefold()
    if feed.kind == FeedKind.STATXPLORE:
        return _refuse_no_json(feed, content, said)
    try:
        kind = kind_of_bytes(content)
    except UnreadableReturn as error:
        raise _not_data(feed, error.message) from None
    if kind is None:
        return _zip_ending(feed, content, said)
    if not has_length:
        raise _not_data(
            feed, "The server does not say how long the file is, so that half could be taken for the whole."
        )
    if kind == FileKind.XLS:
        return ".xls"
    return _text_ending(feed, content, said)


def _refuse_no_json(feed: Feed, content: bytes, said: str) -> str:
    """Whatever JSON came lies in the inbox and is read there: only a page or half an answer is no answer at all."""
    if said in PAGE:
        raise _not_data(feed, "A web page came, and no JSON.")
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        raise FeedUnanswered(f"{feed.feed}: what came is cut off, or is no JSON.") from None
    return ".json"


def _zip_ending(feed: Feed, content: bytes, said: str) -> str:
    """The ending of a zip: of what the server calls it, else of the address; its list of contents stands at its end."""
    if not (content.startswith(ZIP) and zipfile.is_zipfile(io.BytesIO(content))):
        raise FeedUnanswered(f"{feed.feed}: half of a workbook came.")
    of_address = PurePosixPath(urlsplit(feed.url).path).suffix.casefold()
    return ZIPPED.get(said) or (of_address if of_address in WORKBOOKS else ".xlsx")


def _text_ending(feed: Feed, content: bytes, said: str) -> str:
    text = decode(content)
    if said in PAGE:
        raise _not_data(feed, "A web page came, and no file.")
    if said in ZIPPED:
        raise _not_data(feed, f"The server speaks of {ZIPPED[said]}, and text came.")
    if is_statxplore(text):
        return ".json"
    try:
        refuse_other_text(text)
    except UnreadableReturn as error:
        raise _not_data(feed, error.message) from None
    return ".csv"


def _not_data(feed: Feed, what: str) -> FeedNotData:
    remedy = f"Look at the address in a browser; if it is right, ask {feed.contact}."
    return FeedNotData(f"{feed.feed} gave no figures. {what}", remedy)
