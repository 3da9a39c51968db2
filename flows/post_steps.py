"""The steps by which answers go out, each a plain function; the flow `lake_to_mail` runs them as tasks."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from email.message import EmailMessage

from flows.answer_steps import Letter, find_unanswered, write_letters
from infra.lake_entry import answers_entry
from infra.mail import Wording, message_of
from infra.warehouse.post import note_refusals, unanswered
from infra.wiring import House
from transforms.errors import MailNotSent, MailRefused
from transforms.finding import Verdict
from transforms.settle import Outcome

ANSWERS_KIND = "answers"
XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Post:
    """Letters on their way: what waits, what was sent or refused for good, to whom by the return's id, and why not all is.

    A plain class, as a micro-batch is, and for the same reason.
    """

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.waiting = deque(letters)
        self.sent: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.unsent: list[MailNotSent] = []


def write_answers(house: House, repeated: Sequence[Outcome] = ()) -> Post:
    """Write what is still to be said of returns, and of files that came a second time, and put it beside the files."""
    return Post(write_letters(house, find_unanswered(house, repeated)))


def hand_over(house: House, post: Post) -> None:
    """Hand each letter to the mail server; one that is refused hinders no other.

    Raises `MailNotSent` where the server takes none. Called again, it goes on with the first that was not dealt with.
    """
    while post.waiting:
        letter = post.waiting[0]
        try:
            if letter.answer.address:
                house.mail.send(_message(house, letter))
            _note(post.sent, letter)
        except MailRefused as refusal:
            post.unsent.append(refusal)
            if refusal.for_good:
                _note(post.refused, letter)
        post.waiting.popleft()


def _note(where: dict[str, str], letter: Letter) -> None:
    """Of a file that came a second time nothing is recorded: its first coming was answered."""
    if letter.answer.verdict != Verdict.DUPLICATE:
        where[letter.answer.return_id] = letter.answer.address


def record_answers(house: House, post: Post) -> None:
    """Record what was sent, once however often this is tried; and note what was refused for good."""
    if not post.sent and not post.refused:
        return
    with house.ledger() as ledger:
        still = {returned.return_id for returned in unanswered(ledger.connection)}
        if sent := {return_id: address for return_id, address in post.sent.items() if return_id in still}:
            ledger.record(ANSWERS_KIND, house.clock.now(), answers_entry(sent))
        note_refusals(ledger.connection, post.refused, house.clock.now())


def _message(house: House, letter: Letter) -> EmailMessage:
    answer = letter.answer
    said = Wording(f"answer.{answer.return_id}", answer.address, answer.subject, letter.text, letter.page)
    message = message_of(said, house.settings.mail_from, house.clock.now(), "auto-replied")
    if letter.marked:
        message.add_attachment(letter.marked, maintype="application", subtype=XLSX, filename=letter.marked_name)
    return message
