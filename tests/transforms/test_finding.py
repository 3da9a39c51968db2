from __future__ import annotations

import pytest

from transforms.finding import Counts, Finding, Severity, Verdict, verdict_of

ERROR = Finding(Severity.ERROR, "not-a-number", "'five' is not a number.", "Write digits only.")
WARNING = Finding(Severity.WARNING, "no-figure", "No figure is given.", "Send it when it is known.")


@pytest.mark.parametrize(
    ("counts", "findings", "verdict"),
    [
        (Counts(accepted=3), [], Verdict.ACCEPTED),
        (Counts(accepted=3), [WARNING], Verdict.ACCEPTED),
        (Counts(unchanged=3), [], Verdict.ACCEPTED),
        (Counts(accepted=2, held=1), [], Verdict.HELD),
        (Counts(accepted=2, refused=1), [ERROR], Verdict.PARTLY),
        (Counts(held=2, refused=1), [ERROR], Verdict.PARTLY),
        (Counts(unchanged=2, refused=1), [ERROR], Verdict.PARTLY),
        (Counts(refused=3), [ERROR, ERROR, ERROR], Verdict.REFUSED),
        (Counts(accepted=1, held=1, unchanged=2, refused=1), [ERROR], Verdict.PARTLY),
        (Counts(accepted=1, unchanged=1, refused=1), [ERROR], Verdict.PARTLY),
        (Counts(accepted=1, held=1, refused=1), [ERROR], Verdict.PARTLY),
        (Counts(), [], Verdict.ACCEPTED),
    ],
)
def test_the_verdict_on_a_return_says_what_became_of_its_rows(
    counts: Counts, findings: list[Finding], verdict: Verdict
) -> None:
    assert verdict_of(counts, findings) == verdict
