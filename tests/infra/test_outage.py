"""What may mend by itself, and what is as it was in a minute."""

from __future__ import annotations

import errno
import smtplib
import socket
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, NoCredentialsError
from sqlalchemy.engine import make_url

from infra.bucket import Bucket
from infra.mail import FolderMail, ServerMail
from infra.outage import may_mend
from infra.warehouse.database import open_database
from tests.infra.test_mail import a_message
from transforms.errors import LakeDamaged, MailNotSent, MortarError, SettingsError


def from_server(code: str, status: int) -> ClientError:
    """What boto3 raises for a server's answer."""
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "PutObject")  # type: ignore[typeddict-item]


def from_mail_server(code: int) -> smtplib.SMTPRecipientsRefused:
    """What smtplib raises where a recipient is not taken."""
    return smtplib.SMTPRecipientsRefused({"dev@council.example": (code, b"")})


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        ConnectionResetError(),
        OSError(errno.ESTALE, "Stale file handle"),
        OSError(errno.EHOSTDOWN, "Host is down"),
        socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPConnectError(421, "busy"),
        smtplib.SMTPDataError(451, b"later"),
        from_mail_server(450),
        EndpointConnectionError(endpoint_url="http://here"),
        ConnectTimeoutError(endpoint_url="http://here"),
        from_server("InternalError", 500),
        from_server("SlowDown", 503),
        from_server("ThrottlingException", 400),
    ],
    ids=repr,
)
def test_a_line_that_broke_and_a_server_that_is_down_may_mend(error: Exception) -> None:
    assert may_mend(error)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EACCES, "Permission denied"),
        FileNotFoundError(errno.ENOENT, "No such file"),
        socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
        smtplib.SMTPAuthenticationError(535, b"wrong password"),
        smtplib.SMTPNotSupportedError(),
        smtplib.SMTPDataError(552, b"too large"),
        from_mail_server(550),
        NoCredentialsError(),
        from_server("AccessDenied", 403),
        from_server("NotImplemented", 501),
        LakeDamaged("lost"),
        ValueError(),
    ],
    ids=repr,
)
def test_a_wrong_setting_a_full_disk_and_a_fault_of_ours_do_not_mend(error: Exception) -> None:
    assert not may_mend(error)


def test_what_our_own_error_was_raised_from_is_asked_too() -> None:
    try:
        try:
            raise ConnectionRefusedError
        except OSError as error:
            raise MailNotSent("The mail server did not take a message.") from error
    except MortarError as told:
        assert may_mend(told)


def test_a_database_that_another_holds_may_mend_and_one_without_the_table_does_not(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "held.db", isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        engine = sa.create_engine(f"sqlite:///{tmp_path}/held.db", connect_args={"timeout": 0})
        with pytest.raises(sa.exc.OperationalError) as locked, engine.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE a (b)")
    with pytest.raises(sa.exc.OperationalError) as lacking, engine.connect() as connection:
        connection.exec_driver_sql("SELECT * FROM nothing")
    engine.dispose()
    holder.close()

    assert may_mend(locked.value)
    assert not may_mend(lacking.value)


@pytest.mark.slow
def test_a_postgresql_that_stops_may_mend_and_one_that_turns_us_away_does_not(postgres: str) -> None:
    server = make_url(postgres).set(drivername="postgresql+psycopg")

    def asked(url: sa.URL, question: str = "SELECT 1") -> bool:
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        with pytest.raises(sa.exc.DBAPIError) as raised, engine.connect() as connection:
            connection.exec_driver_sql(question)
        return may_mend(raised.value)

    assert asked(server, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert asked(server, "SET statement_timeout = 50; SELECT pg_sleep(9)")
    assert not asked(server, "SELECT * FROM nothing")
    assert not asked(server.set(database="nothing"))
    assert not asked(server.set(username="nobody"))


def test_parts_that_nobody_answers_for_may_mend_and_a_wrong_scheme_does_not(tmp_path: Path) -> None:
    with pytest.raises(MailNotSent) as mail:
        ServerMail("smtp://127.0.0.1:9").send(a_message())
    with pytest.raises(SettingsError) as database:
        open_database("postgresql://x@127.0.0.1:9/y", tmp_path)
    with pytest.raises(SettingsError) as scheme:
        open_database("pigeon://loft", tmp_path)
    (tmp_path / "outbox").write_text("a file")
    with pytest.raises(MailNotSent) as outbox:
        FolderMail(tmp_path / "outbox").send(a_message())

    assert [may_mend(told.value) for told in (mail, database, scheme, outbox)] == [True, True, False, False]


@pytest.mark.slow
def test_a_bucket_that_nobody_answers_for_may_mend_and_one_that_is_not_there_does_not(aws: str) -> None:
    def told(endpoint: str) -> bool:
        with pytest.raises(SettingsError) as raised:
            Bucket(f"s3://nothing/lake?endpoint={endpoint}&region=eu-west-2").put("key", b"")
        return may_mend(raised.value)

    assert told("http://127.0.0.1:9")
    assert not told(aws)
