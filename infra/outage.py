"""Whether the world may mend what went wrong: a server that is down, a line that broke, a database that is locked.

What cannot mend by itself is as it was in a minute: a wrong password, a full disk, a folder that may not be written, a
fault of ours. Our own errors keep what they were raised from, so the whole chain is asked.
"""

from __future__ import annotations

import errno
import smtplib
import socket
import sqlite3
from collections.abc import Iterator

import sqlalchemy as sa

LINE = frozenset(
    {
        errno.EAGAIN, errno.EINTR, errno.ETIMEDOUT, errno.ESTALE, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN,
        errno.ENETUNREACH, errno.ENETRESET, errno.ENOBUFS, errno.ECONNABORTED, errno.ECONNREFUSED, errno.ECONNRESET,
        errno.EPIPE, errno.ENOTCONN, errno.ESHUTDOWN,
    }
)  # fmt: skip
"""What the system calls a network, or a drive on it, that does not answer."""

LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
"""What SQLite says while another holds the file."""

SQLSTATES = ("08", "40001", "40P01", "53200", "53300", "55P03", "57014", "57P01", "57P02", "57P03")
"""How PostgreSQL's codes begin for a broken connection, a deadlock, no room for one more, and a server that stops or
starts. Annex A of its manual."""

TURNED_AWAY = ("does not exist", "authentication failed", "pg_hba.conf", "no password")
"""What its client says, without a code, of a server that is up and does not let us in."""

SLOW_DOWN = frozenset(
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "RequestLimitExceeded", "TooManyRequestsException", "SlowDown", "RequestTimeout", "RequestTimeoutException",
        "BandwidthLimitExceeded", "LimitExceededException",
    }
)  # fmt: skip
"""What servers that speak S3 or SQS say when too much is asked of them at once."""

NOT_IMPLEMENTED = 501


def may_mend(error: BaseException) -> bool:
    """Whether the same may succeed in a while though nobody changes anything."""
    return any(_is_outage(each) for each in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _is_outage(error: BaseException) -> bool:
    """Errors have several parents, so each kind is asked: those of smtplib, and some of boto3, are an `OSError` too."""
    return any(asked(error) for asked in (_of_mail, _of_the_line, _of_the_database, _of_the_bucket))


def _of_mail(error: BaseException) -> bool:
    """A line that broke, or what the server itself calls transient: a code of 400 to 499 (RFC 5321, 4.2.1)."""
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(is_transient(code) for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and is_transient(error.smtp_code)


def is_transient(code: int) -> bool:
    """Whether a mail server says that the same may be taken later."""
    return 400 <= code < 500


def _of_the_line(error: BaseException) -> bool:
    if isinstance(error, socket.gaierror):
        return error.errno == socket.EAI_AGAIN
    is_from_line = isinstance(error, TimeoutError | ConnectionError)
    return is_from_line or (isinstance(error, OSError) and error.errno in LINE)


def _of_the_database(error: BaseException) -> bool:
    if not isinstance(error, sa.exc.DBAPIError):
        return isinstance(error, sa.exc.TimeoutError)
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in LOCKED
    return isinstance(error, sa.exc.OperationalError) and _of_postgresql(error.orig)


def _of_postgresql(error: BaseException | None) -> bool:
    if state := getattr(error, "sqlstate", None):
        return str(state).startswith(SQLSTATES)
    return not any(words in str(error) for words in TURNED_AWAY)


def _of_the_bucket(error: BaseException) -> bool:
    """Asked only of errors that boto3 raised: to import it takes half a second."""
    if not type(error).__module__.startswith("botocore"):
        return False
    from botocore.exceptions import ClientError, ConnectionError, HTTPClientError, SSLError

    if not isinstance(error, ClientError):
        return isinstance(error, ConnectionError | HTTPClientError) and not isinstance(error, SSLError)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return (
        error.response["Error"]["Code"] in SLOW_DOWN or status == 429 or (status >= 500 and status != NOT_IMPLEMENTED)
    )
