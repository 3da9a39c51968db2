"""Mail, into a folder and to a real server."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from infra.mail import FolderMail, Mail, ServerMail, open_mail
from infra.outage import may_mend
from transforms.errors import MailNotSent, MailRefused, SettingsError

PATIENCE_SECONDS = 150.0
"""For a server's start on a machine that does other things too."""


def a_message(subject: str = "Taken in part: Planning £.xlsx") -> EmailMessage:
    """A message with an attachment and letters beyond ASCII."""
    message = EmailMessage()
    message["Message-ID"] = "<answer.abc@mortar>"
    message["From"], message["To"], message["Subject"] = "policy@council.example", "dev@council.example", subject
    message.set_content("82.61% — £5\n")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="Planning £.xlsx")
    return message


def read(folder: Path) -> list[EmailMessage]:
    """The messages in a folder."""
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]  # type: ignore[misc]


class AtAnyPort(Controller):
    """A server at whichever port the system gives it: one that was looked for before could be another's by now."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Server:
    """A mail server on loopback that keeps what it is sent."""

    def __init__(self, folder: Path, handler: Mailbox | None = None, **options: object) -> None:
        self.folder = folder
        self.controller = AtAnyPort(
            handler or Mailbox(str(folder)),
            hostname="127.0.0.1",
            port=0,
            ready_timeout=PATIENCE_SECONDS,
            **options,  # type: ignore[arg-type]
        )

    def __enter__(self) -> str:
        self.controller.start()
        return f"127.0.0.1:{self.controller.port}"

    def __exit__(self, *_: object) -> None:
        self.controller.stop()


@pytest.fixture(params=["folder", "server"])
def mail(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Mail, Path]]:
    """Each means of sending, and where what was sent can be read."""
    if request.param == "folder":
        yield open_mail("file:outbox", tmp_path), tmp_path / "outbox"
        return
    (tmp_path / "box").mkdir()
    with Server(tmp_path / "box" / "mail") as address:
        yield open_mail(f"smtp://{address}", tmp_path), tmp_path / "box"


def test_a_message_arrives_whole(mail: tuple[Mail, Path]) -> None:
    means, folder = mail

    means.send(a_message())

    [message] = read(folder)
    assert (message["Subject"], message["To"]) == ("Taken in part: Planning £.xlsx", "dev@council.example")
    body = message.get_body()
    assert body is not None
    assert body.get_content().strip() == "82.61% — £5"
    assert [part.get_filename() for part in message.iter_attachments()] == ["Planning £.xlsx"]


def test_a_message_sent_twice_stands_in_the_outbox_once(tmp_path: Path) -> None:
    for _ in range(2):
        FolderMail(tmp_path).send(a_message())

    assert [path.name for path in tmp_path.iterdir()] == ["answer.abc.eml"]


def test_a_server_that_is_down_says_so_and_what_happens_next(tmp_path: Path) -> None:
    with pytest.raises(MailNotSent, match=r"127.0.0.1:9 did not take") as refused:
        ServerMail("smtp://127.0.0.1:9").send(a_message())

    assert "next run" in refused.value.remedy


def test_an_outbox_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file")

    with pytest.raises(MailNotSent, match="cannot be written"):
        FolderMail(tmp_path / "outbox").send(a_message())


class Choosy(Mailbox):
    """Takes mail but for some recipients, each with what it says to that."""

    def __init__(self, folder: Path, answers: Mapping[str, str]) -> None:
        super().__init__(str(folder))
        self.answers = answers

    async def handle_RCPT(self, _: SMTP, __: object, envelope: Envelope, address: str, ___: object) -> str:
        """What is said to a recipient."""
        if address not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get(address, "250 OK")


@pytest.mark.parametrize(
    ("says", "for_good"),
    [("550 5.1.1 nobody of that name", True), ("452 4.2.2 mailbox full", False)],
)
def test_a_server_that_refuses_a_recipient_is_not_down(says: str, for_good: bool, tmp_path: Path) -> None:
    with Server(tmp_path / "mail", handler=Choosy(tmp_path / "mail", {"dev@council.example": says})) as address:
        with pytest.raises(MailRefused, match=f"refuses a message to dev@council.example: {says}") as refused:
            open_mail(f"smtp://{address}", tmp_path).send(a_message())
        other = a_message()
        other.replace_header("To", "cs@council.example")
        open_mail(f"smtp://{address}", tmp_path).send(other)

    assert (refused.value.for_good, may_mend(refused.value)) == (for_good, not for_good)
    assert [message["To"] for message in read(tmp_path / "mail")] == ["cs@council.example"]


def test_a_server_that_closes_is_down_whomever_the_message_is_for(tmp_path: Path) -> None:
    closing = Choosy(tmp_path / "mail", {"dev@council.example": "421 4.3.2 shutting down"})
    with Server(tmp_path / "mail", handler=closing) as address, pytest.raises(MailNotSent) as down:
        open_mail(f"smtp://{address}", tmp_path).send(a_message())

    assert (type(down.value), may_mend(down.value)) == (MailNotSent, True)


@pytest.mark.parametrize("url", ["pigeon:loft", "smtp:", "outbox"])
def test_a_url_of_no_mail_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="mail"):
        open_mail(url, tmp_path)


def test_a_password_is_never_sent_in_the_clear(tmp_path: Path) -> None:
    with Server(tmp_path / "mail") as address, pytest.raises(MailNotSent, match="NotSupported"):
        ServerMail(f"smtp://tom:secret@{address}").send(a_message())


def test_with_starttls_the_message_goes_encrypted_and_with_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = certificate_for_localhost(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    seen: list[tuple[bytes, bool]] = []

    def authenticate(server: SMTP, _: object, __: object, ___: object, login: LoginPassword) -> AuthResult:
        seen.append((login.login, server.session.ssl is not None))  # type: ignore[union-attr]
        return AuthResult(success=login.password == b"s3cr/t")

    options = {"tls_context": context, "require_starttls": True, "authenticator": authenticate, "auth_required": True}
    with Server(tmp_path / "mail", **options) as address:
        port = address.rpartition(":")[2]
        open_mail(f"smtp://tom:s3cr%2Ft@localhost:{port}", tmp_path).send(a_message())

    assert seen == [(b"tom", True)]
    assert len(read(tmp_path / "mail")) == 1


def certificate_for_localhost(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost, signed by itself."""
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key
