from __future__ import annotations

import pytest

from reports.plain_name import plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Percentage of household waste sent for reuse, recycling and composting",
         "household waste sent for reuse, recycling and composting"),
        ("Percentage of all queries answered at first point of contact by the Contact Centre",
         "queries answered at first point of contact by the Contact Centre"),
        ("Number of affordable homes delivered (gross)", "affordable homes delivered"),
        ("Processing of planning applications: Major applications (x BV 109a)",
         "major applications (processing of planning applications)"),
        ("Improved local biodiversity: proportion of local sites with positive conservation management",
         "local sites with positive conservation management (local biodiversity)"),
        ("Reducing avoidable contact: minimising the proportion of customer contact that is of no value",
         "customer contact that is of no value (avoidable contact)"),
        ("Average stay of families in bed and breakfast, in weeks", "average stay of families in bed and breakfast"),
        ("Homelessness prevented, per 1,000 households", "homelessness prevented per 1,000 households"),
        ("Customer Service Excellence standard held", "Customer Service Excellence standard held"),
        ("CO2 reduction from local authority operations", "CO2 reduction from local authority operations"),
        ("E-mails and web forms received", "e-mails and web forms received"),
        ("Sevenoaks residents who cycle", "Sevenoaks residents who cycle"),
    ],
)  # fmt: skip
def test_a_name_reads_as_part_of_a_sentence(name: str, plain: str) -> None:
    assert plain_name(name, {"Sevenoaks"}) == plain
