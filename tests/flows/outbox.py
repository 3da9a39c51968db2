"""What stands in the outbox, read back."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from infra.wiring import House


def mails(house: House) -> list[EmailMessage]:
    """What stands in the outbox."""
    paths = sorted((house.workspace / "outbox").glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]  # type: ignore[misc]


def body(message: EmailMessage, kind: str = "plain") -> str:
    """The plain text of a message, or its page."""
    part = message.get_body((kind,))  # type: ignore[arg-type]
    assert part is not None
    return str(part.get_content())
