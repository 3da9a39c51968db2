"""Mail: a folder of `.eml` files by default, or a mail server, chosen by the URL's scheme."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from infra.outage import is_transient
from infra.store import folder_of
from infra.whole_file import write_whole
from transforms.errors import MailNotSent, MailRefused, SettingsError
from transforms.register_cell import MAIL_ADDRESS

CONNECT_SECONDS = 10
TIMEOUT_SECONDS = 30
SUBMISSION_PORT = 587
SECURE_PORT = 465
CLOSING = 421
"""A server's code for not working any more, whoever the message is for."""

LONGEST_WORDS = 200
"""Letters of what a server says that are passed on."""

REMEDY = {
    True: "Correct the address where the register or mortar.toml gives it.",
    False: "The message is sent with the next run; if this goes on, ask whoever reads that mail.",
}
"""What to do about a refusal, by whether it is for good."""


class Wording(NamedTuple):
    """What a message says, and to whom: `identity` is the same whenever the same is said again."""

    identity: str
    to: str
    subject: str
    text: str
    page: str


def message_of(said: Wording, sender: str, now: datetime, why: str = "auto-generated") -> EmailMessage:
    """A message from a sender; `why` it is sent by a program is told as RFC 3834 has it.

    Raises `MailRefused` where it is to go to what is no mail address: a server might take that for its own fault, and then
    nobody would get theirs.
    """
    if not all(MAIL_ADDRESS.fullmatch(address) for _, address in getaddresses([said.to])):
        words = f"'{said.to[:LONGEST_WORDS]}' is no mail address that servers take."
        raise MailRefused(words, REMEDY[True], said.to, for_good=True)
    message = EmailMessage()
    message["Message-ID"] = f"<{said.identity}@mortar>"
    message["Date"] = format_datetime(now)
    message["From"], message["To"] = sender, said.to
    message["Subject"] = " ".join(said.subject.split())
    message["Auto-Submitted"] = why
    message.set_content(said.text)
    message.add_alternative(said.page, subtype="html")
    return message


class Refusal(NamedTuple):
    """A mail server's answer: its code (RFC 5321, 4.2) and its words."""

    code: int
    words: bytes | str

    def __str__(self) -> str:
        words = self.words if isinstance(self.words, str) else self.words.decode("utf-8", "replace")
        return f"{self.code} {' '.join(words.split())[:LONGEST_WORDS]}"


class Mail(Protocol):
    """Sends messages. The same message sent again is known by its Message-ID."""

    def send(self, message: EmailMessage) -> None:
        """Send a message. Raises `MailNotSent` where it cannot be done now.

        Raises `MailRefused` where that is so for this message, and others may be sent all the same.
        """


class FolderMail:
    """An outbox on disk, one file for each message, named by its Message-ID."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the message; a message sent again replaces itself."""
        name = f"{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / name, message.as_bytes(policy=SMTP))
        except OSError as error:
            raise MailNotSent(
                f"The outbox {self.folder} cannot be written: {error.strerror}.", "Check `mail` in mortar.toml."
            ) from error


class ServerMail:
    """A mail server, by SMTP with STARTTLS where it offers that, or with TLS from the start by `smtps:`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.secure = parts.scheme == "smtps"
        self.host = parts.hostname or ""
        self.port = parts.port or (SECURE_PORT if self.secure else SUBMISSION_PORT)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        if not self.host:
            raise SettingsError(f"mail: '{url}' names no server.", "Write smtp://mail.example.gov.uk.")

    def send(self, message: EmailMessage) -> None:
        """Hand the message to the server."""
        try:
            with self._connect() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except OSError as error:  # what smtplib raises is one too
            raise self._not_sent(error, message["To"]) from error

    def _not_sent(self, error: OSError, recipient: str) -> MailNotSent:
        server = f"The mail server {self.host}:{self.port}"
        if refusal := _refusal(error):
            for_good = not is_transient(refusal.code)
            message = f"{server} refuses a message to {recipient}: {refusal}."
            return MailRefused(message, REMEDY[for_good], recipient, for_good=for_good)
        return MailNotSent(
            f"{server} did not take a message: {type(error).__name__}.",
            "Check `mail` in mortar.toml and that the server runs; the message is sent with the next run.",
        )

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.secure:
            return _patient(smtplib.SMTP_SSL(self.host, self.port, timeout=CONNECT_SECONDS, context=context))
        server = _patient(smtplib.SMTP(self.host, self.port, timeout=CONNECT_SECONDS))
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif self.user:
            server.close()
            raise smtplib.SMTPNotSupportedError("a password is never sent in the clear")
        return server


def _patient(server: smtplib.SMTP) -> smtplib.SMTP:
    """The server, which has answered at all and may now take its time."""
    if server.sock:
        server.sock.settimeout(TIMEOUT_SECONDS)
    return server


def _refusal(error: OSError) -> Refusal | None:
    """What a server says that works and does not take this message for this recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        refusal = Refusal(*next(iter(error.recipients.values())))
    elif isinstance(error, smtplib.SMTPDataError):
        refusal = Refusal(error.smtp_code, error.smtp_error)
    else:
        return None
    return refusal if refusal.code != CLOSING else None


def open_mail(url: str, workspace: Path) -> Mail:
    """The means of a `file:`, `smtp:` or `smtps:` URL. Raises `SettingsError` for another scheme."""
    scheme = urlsplit(url).scheme
    if scheme in {"smtp", "smtps"}:
        return ServerMail(url)
    if scheme == "file":
        return FolderMail(folder_of(url, workspace))
    raise SettingsError(f"mail: '{scheme}' is not served.", "Write a file:, smtp: or smtps: URL.")
