"""A bucket of any server that speaks S3. The inbox and the lake may each stand on one.

Credentials come by boto3's own ways alone: the environment, its files, or the machine's role.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from transforms.errors import SettingsError

OPTIONS = {"endpoint", "region"}
EXAMPLE = "Write s3://BUCKET/PREFIX, for a server other than Amazon's with ?endpoint=http://HOST:PORT."

Expected: TypeAlias = Mapping[str, type[Exception]]
NOT_THERE: Expected = dict.fromkeys(("NoSuchKey", "NotFound", "404"), KeyError)
HAS_CHANGED: Expected = dict.fromkeys(("PreconditionFailed", "ConditionalRequestConflict", "412", "409"), KeyError)
NO_CONDITIONS: Expected = dict.fromkeys(("NotImplemented", "501"), NotImplementedError)
"""What servers call that which is no fault of theirs, and what we raise for it."""


class Lying(NamedTuple):
    """An object as the server lists it; the key is below the prefix, the time the server's own, to the second."""

    key: str
    etag: str
    modified_at: datetime


class Place(NamedTuple):
    """Where a bucket's URL points to; the prefix is empty or ends in a slash."""

    bucket: str
    prefix: str
    endpoint: str = ""
    region: str = ""

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}"


class Bucket:
    """The objects under a prefix of a bucket, by their keys below it.

    Everything raises `SettingsError` where the server does not answer, or will not let us.
    """

    def __init__(self, url: str) -> None:
        self.place = place_of(url)

    @cached_property
    def _client(self) -> Any:
        return open_client("s3", self.place.endpoint, self.place.region)

    def listing(self, folder: str = "") -> Iterator[Lying]:
        """The objects whose keys begin with a text, all pages of them."""
        with answered_by(str(self.place)):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.place.bucket, Prefix=self.place.prefix + folder
            )
            for each in (each for page in pages for each in page.get("Contents", [])):
                yield Lying(each["Key"].removeprefix(self.place.prefix), each["ETag"], each["LastModified"])

    def get(self, key: str) -> tuple[bytes, str]:
        """The bytes of an object, and its ETag. Raises `KeyError`."""
        with answered_by(str(self.place), NOT_THERE):
            found = self._client.get_object(**self._named(key))
            with found["Body"] as body:
                return body.read(), found["ETag"]

    def put(
        self,
        key: str,
        content: bytes,
        metadata: Mapping[str, str] | None = None,
        served: Mapping[str, str] | None = None,
    ) -> str:
        """Keep an object and return its ETag. The server refuses what did not arrive whole, by length and MD5.

        `served` is what the server is to say of it to whoever asks: `ContentType`, `CacheControl`.
        """
        digest = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        with answered_by(str(self.place)):
            put = self._client.put_object(
                **self._named(key), **(served or {}), Body=content, ContentMD5=digest, Metadata=dict(metadata or {})
            )
        return str(put["ETag"])

    def metadata(self, key: str) -> Mapping[str, str]:
        """What whoever put an object said of it, its words in small letters, as not every server keeps them; nothing
        where it is gone."""
        try:
            with answered_by(str(self.place), NOT_THERE):
                found: Mapping[str, str] = self._client.head_object(**self._named(key))["Metadata"]
        except KeyError:
            return {}
        return {word.lower(): said for word, said in found.items()}

    def delete(self, key: str) -> None:
        """Forget an object, if it is there."""
        with answered_by(str(self.place)):
            self._client.delete_object(**self._named(key))

    def delete_if(self, key: str, etag: str) -> None:
        """Forget an object if it is this one; a server that knows no conditions cannot tell, and forgets it."""
        try:
            with answered_by(str(self.place), {**NOT_THERE, **HAS_CHANGED, **NO_CONDITIONS}):
                self._client.delete_object(**self._named(key), IfMatch=etag)
        except KeyError:
            pass
        except NotImplementedError:
            self.delete(key)

    def _named(self, key: str) -> dict[str, str]:
        return {"Bucket": self.place.bucket, "Key": self.place.prefix + key}


def place_of(url: str) -> Place:
    """Where an `s3:` URL points to. Raises `SettingsError`, which never repeats the URL: a secret may be in it."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    endpoint = urlsplit(options.get("endpoint", ""))
    if "@" in parts.netloc or "@" in endpoint.netloc or options.keys() - OPTIONS:
        raise SettingsError(
            "An s3: URL takes a bucket, a prefix, endpoint and region, and nothing else; credentials least of all.",
            f"{EXAMPLE} Give credentials in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        )
    if parts.scheme != "s3" or not parts.netloc or parts.fragment or endpoint.scheme not in {"", "http", "https"}:
        raise SettingsError("An s3: URL names no bucket, or its endpoint is no http: URL.", EXAMPLE)
    prefix = unquote(parts.path).strip("/")
    return Place(parts.netloc, f"{prefix}/" if prefix else "", options.get("endpoint", ""), options.get("region", ""))


def open_client(service: str, endpoint: str, region: str) -> Any:
    """A client of boto3. At an endpoint of its own a bucket's name stands in the path, as every server allows."""
    from boto3.session import Session
    from botocore.config import Config

    session = Session()
    config = Config(
        connect_timeout=10,
        retries={"mode": "standard", "max_attempts": 3},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path" if endpoint else "auto"},
    )
    return session.client(
        service,
        endpoint_url=endpoint or None,
        region_name=region or session.region_name or ("us-east-1" if endpoint else None),
        config=config,
    )


@contextmanager
def answered_by(server: str, expected: Expected | None = None) -> Iterator[None]:
    """Put what boto3 raises in our words: what was expected as said there, else `SettingsError` with the server."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        code = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
        if expected and code in expected:
            raise expected[code](code) from None
        raise SettingsError(
            f"{server} does not answer as it should: {code}.",
            "Check its URL in mortar.toml, that the server runs, and the credentials in the environment.",
        ) from error
