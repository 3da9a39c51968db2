"""The form on which a held figure is decided, as Prefect's UI shows it when a waiting run is resumed.

Its fields carry no words under them: the UI gives the note above the form what room the fields leave.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import State
from prefect.exceptions import PrefectHTTPStatusError
from prefect.input.run_input import keyset_from_paused_state
from prefect.states import Suspended

from flows.kept_words import LONGEST_NAME, LONGEST_REASON
from transforms.observation import Decided

CHOICES = {"Release it: it counts from now on": Decided.RELEASED, "Return it to its sender": Decided.RETURNED}
"""What can be done with a held figure, in the words of the form."""

ANSWERED = "response"
"""The key under which Prefect keeps what was written on a form."""

MOST_PARTS = 200
"""More parts than all the forms have that are laid out for one figure."""

EXISTS = 409


class Said(NamedTuple):
    """What a person wrote on a form."""

    decision: str
    who: str
    reason: str

    @property
    def decided(self) -> Decided:
        """The decision as it is recorded."""
        return CHOICES[self.decision]

    @property
    def on_one_line(self) -> str:
        """The reason as it is recorded: the form lets a person break lines."""
        return " ".join(self.reason.split())


def waits_for(number: int, message: str) -> State[None]:
    """The state of a run that waits for the form of a number, without an end to its patience."""
    state: State[None] = Suspended(pause_key=str(number), message=message)
    keys = keyset_from_paused_state(state)
    state.state_details.run_input_keyset = {str(part): key for part, key in keys.items()}
    return state


def lay_out_form(
    client: SyncPrefectClient, run: UUID, number: int, note: str, checkers: Sequence[str], said: Said | None = None
) -> None:
    """Write a form of a run with the note over it, filled in with what was said before. What is written stays."""
    keys = waits_for(number, "").state_details.run_input_keyset or {}
    for part, value in (("description", note), ("schema", _fields(checkers, said))):
        try:
            client.create_flow_run_input(run, keys[part], json.dumps(value))
        except PrefectHTTPStatusError as error:
            if error.response.status_code != EXISTS:
                raise


def last_said(client: SyncPrefectClient, run: UUID) -> tuple[int, Said | None]:
    """The number of the last form of a run that was filled in, and what was written on it."""
    parts = client.filter_flow_run_input(run, "suspended-", MOST_PARTS, set())
    answers = {int(part.key.split("-")[1]): part.value for part in parts if part.key.endswith(ANSWERED)}
    if not answers:
        return 0, None
    number = max(answers)
    return number, Said(**json.loads(answers[number]))


def _fields(checkers: Sequence[str], said: Said | None) -> Mapping[str, Any]:
    """The fields as a JSON schema. Who decides is chosen where the council names its checkers, and else written."""
    who = {"enum": list(checkers)} if checkers else {"minLength": 1, "maxLength": LONGEST_NAME}
    fields: dict[str, dict[str, Any]] = {
        "decision": {"title": "Decision", "enum": list(CHOICES)},
        "who": {"title": "Who decides", **who},
        "reason": {"title": "Reason, kept with the figure", "minLength": 1, "maxLength": LONGEST_REASON},
    }
    for position, (name, field) in enumerate(fields.items()):
        before = said._asdict()[name] if said else ""
        field |= {"type": "string", "position": position, **({"default": before} if before else {})}
    return {"title": "Decision", "type": "object", "properties": fields, "required": list(fields),
            "additionalProperties": False}  # fmt: skip
