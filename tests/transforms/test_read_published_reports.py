"""A register says of each report whether it stands on the public site; one that would show more than is public is refused."""

from __future__ import annotations

import pytest

from tests.council import FILES
from transforms.errors import RegisterRefused
from transforms.read_register import read_register

WEBSITE = """\
[website]
title = "How your council is doing - {period}"
audience = "The public"
layout = "list"
period = "quarter"
"""


def test_a_report_stands_on_the_public_site_only_where_the_council_says_so() -> None:
    said = read_register({**FILES, "reports": f"{WEBSITE}public = true\npublish = true\n"})
    unsaid = read_register({**FILES, "reports": f"{WEBSITE}public = true\n"})

    assert said.reports["website"].published
    assert not unsaid.reports["website"].published


def test_a_report_of_more_than_is_public_cannot_be_published() -> None:
    with pytest.raises(RegisterRefused) as refused:
        read_register({**FILES, "reports": f"{WEBSITE}publish = true\n"})

    [fault] = refused.value.faults
    assert (fault.column, fault.file) == ("publish", "reports.toml")
    assert "public = true" in fault.message
