"""Feeds are asked when they are expected, what they give is taken in like any return, and nothing is asked twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from flows import feed_steps
from flows.decide import decide, holds_of
from flows.feed_steps import Asked, Came, ask_feed, note_late, plan_feeds
from flows.knowing import what_was_known
from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import at
from tests.flows.take_in import take_in
from tests.outside import Outside, gives, gives_whom, outside_running, says
from tests.transforms.given import table
from transforms.code import code_key
from transforms.errors import FeedNotData, FeedRefused, UnknownItem, UsageError
from transforms.finding import Verdict
from transforms.observation import Decided
from transforms.period import Period
from transforms.read_period import read_period
from transforms.settle import Outcome

pytestmark = pytest.mark.slow

Q3, Q2 = Period.quarter(2009, 3), Period.quarter(2009, 2)
EXPECTED, EARLIER, LATE = "2010-03-31", "2010-03-01", "2010-05-04"
HEADER = "feed,sender,kind,url,cycle,expected_after,early_days,grace_days,revised_for,contact,contact_email\n"
FIRST = "Code,Value,Period,Provisional\nNI 192,33.1%,Q3 2009/10,yes\nNI 192,31.2%,Q2 2009/10,\n"
FINAL = "Code,Value,Period,Provisional\nNI 192,33.4%,Q3 2009/10,\nNI 192,31.2%,Q2 2009/10,\n"


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    """The county's server."""
    with outside_running() as running:
        yield running


@pytest.fixture
def waste(house: House, outside: Outside) -> House:
    """The tiny council on 1 February 2010, that expects the county's figures three months after each quarter."""
    url = outside.play("/waste.csv", says(404))
    return with_feeds(house, f"kent-waste,kcc,file,{url},quarterly,3 months,5,30,6 months,County,waste@kent.example\n")


def with_feeds(house: House, rows: str) -> House:
    """The house with these feeds in its register."""
    (house.register_folder / "feeds.csv").write_text(HEADER + rows)
    early = at(house, "2010-02-01")
    apply_register(early)
    return early


def ask(house: House, day: str, named: str = "") -> list[Asked]:
    """What came of asking on a day, each feed once."""
    then = at(house, day)
    return [ask_feed(then, turn) for turn in plan_feeds(then, named).turns]


def fetch_and_take_in(house: House, day: str) -> list[Outcome]:
    """What became of what a day's asking brought."""
    ask(house, day)
    return take_in(at(house, day))


def lying(house: House) -> list[str]:
    """What lies in the county's folder."""
    return sorted(path.name for path in (house.inbox.root / "kcc").glob("*.*"))


def known(house: House, day: str, code: str = "NI 192") -> dict[Period, tuple[Decimal | None, bool, bool]]:
    """Each period's figure as it is known, whether it is provisional, and whether it is revised."""
    figures = what_was_known(at(house, day)).judge.figures.get(code.casefold().replace(" ", ""), {})
    return {period: (said.value, said.provisional, said.revised) for period, said in figures.items()}


def test_what_comes_lies_in_the_inbox_as_it_came_and_is_taken_in_like_any_return(
    waste: House, outside: Outside
) -> None:
    outside.play("/waste.csv", gives(FIRST))

    [asked] = ask(waste, EXPECTED)
    [file] = lying(waste)
    assert (waste.inbox.root / "kcc" / file).read_text() == FIRST
    [outcome] = take_in(at(waste, EXPECTED))

    assert (asked.came, asked.file, asked.sha256) == (Came.NEW, file, outcome.file.sha256)
    assert file.startswith("kent-waste 2010-03-31 ")
    assert (outcome.verdict, outcome.file.sender) == (Verdict.ACCEPTED, "kcc")
    assert known(waste, EXPECTED) == {Q3: (Decimal("33.1"), True, False), Q2: (Decimal("31.2"), False, False)}
    assert waste.lake.raw(asked.sha256) == FIRST.encode()


def test_it_is_not_asked_long_before_its_day(waste: House, outside: Outside) -> None:
    before = len(outside.asked("/waste.csv"))

    assert ask(waste, EARLIER) == []
    assert len(outside.asked("/waste.csv")) == before


def test_whoever_asks_by_hand_gets_it_whatever_the_day(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives(FIRST))

    assert [asked.came for asked in ask(waste, EARLIER, "kent-waste")] == [Came.NEW]


def test_a_feed_that_nobody_knows_and_one_that_nobody_fetches_are_told(house: House) -> None:
    dropped = with_feeds(house, "from-county,kcc,drop,,quarterly,3 months,,,,County,\n")

    with pytest.raises(UnknownItem, match="no feed 'from-conty'") as raised:
        plan_feeds(dropped, "from-conty")
    assert raised.value.remedy == "Did you mean from-county?"
    with pytest.raises(UsageError, match="dropped into the inbox by its sender"):
        plan_feeds(dropped, "from-county")
    assert plan_feeds(dropped).turns == []


def test_what_the_server_says_is_unchanged_is_not_fetched_again(waste: House, outside: Outside) -> None:
    for marks in ({"etag": '"v1"'}, {"last_modified": "Wed, 31 Mar 2010 06:00:00 GMT"}):
        outside.play("/waste.csv", gives(FIRST + "\n" * len(marks), **marks))
        fetch_and_take_in(waste, "2010-04-01")

        assert [asked.came for asked in ask(waste, "2010-04-02")] == [Came.UNCHANGED]
        assert lying(waste) == []


def test_the_same_bytes_from_a_server_that_knows_no_versions_are_not_taken_for_new(
    waste: House, outside: Outside
) -> None:
    outside.play("/waste.csv", gives(FIRST))
    fetch_and_take_in(waste, EXPECTED)

    assert [asked.came for asked in ask(waste, "2010-04-01")] == [Came.UNCHANGED]
    assert take_in(at(waste, "2010-04-01")) == []


def test_bytes_that_wait_in_the_inbox_are_not_put_there_twice(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives(FIRST))
    ask(waste, EXPECTED)
    ask(waste, "2010-04-01")

    assert len(lying(waste)) == 1


def test_what_somebody_took_out_of_the_inbox_is_fetched_again(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives(FIRST, etag='"v1"'))
    [asked] = ask(waste, EXPECTED)
    (waste.inbox.root / "kcc" / asked.file).unlink()

    assert [asked.came for asked in ask(waste, "2010-04-01")] == [Came.NEW]


def test_a_figure_that_a_checker_sent_back_is_not_laid_before_him_each_morning(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives(FIRST.replace("33.1", "133.1")))
    fetch_and_take_in(waste, EXPECTED)
    [hold] = holds_of(at(waste, EXPECTED))
    decide(at(waste, EXPECTED), hold.short_id, Decided.RETURNED, "Lee Banks", "More than all waste.")

    assert [asked.came for asked in ask(waste, "2010-04-01")] == [Came.UNCHANGED]
    assert lying(waste) == []


def test_killed_before_it_remembers_the_next_run_doubles_nothing(
    waste: House, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside.play("/waste.csv", gives(FIRST))
    with monkeypatch.context() as cut:
        cut.setattr(feed_steps, "remember", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            ask(waste, EXPECTED)

    assert [asked.came for asked in ask(waste, EXPECTED)] == [Came.UNCHANGED]
    assert [outcome.verdict for outcome in take_in(at(waste, EXPECTED))] == [Verdict.ACCEPTED]


def _power_cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_though_all_that_is_remembered_is_lost_no_figure_is_taken_twice(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives(FIRST, etag='"v1"'))
    fetch_and_take_in(waste, EXPECTED)
    with waste.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM asked")

    assert [asked.came for asked in ask(waste, "2010-04-01")] == [Came.UNCHANGED]
    assert lying(waste) == []


def test_a_later_vintage_changes_what_differs_and_says_nothing_of_the_rest(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives(FIRST, etag='"v1"'))
    fetch_and_take_in(waste, EXPECTED)
    outside.play("/waste.csv", gives(FINAL, etag='"v2"'))

    [outcome] = fetch_and_take_in(waste, "2010-06-30")

    assert (outcome.counts.accepted, outcome.counts.unchanged, outcome.findings) == (1, 1, [])
    assert known(waste, "2010-06-30") == {Q3: (Decimal("33.4"), False, True), Q2: (Decimal("31.2"), False, False)}
    assert ask(waste, "2010-12-15") == []


def test_a_figure_bears_the_mark_of_the_source_that_revised_it(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives("Code,Value,Period\nNI 192,33.1 [r],Q3 2009/10\nNI 192,31.2,Q2 2009/10\n"))
    fetch_and_take_in(waste, EXPECTED)
    assert known(waste, EXPECTED) == {Q3: (Decimal("33.1"), False, True), Q2: (Decimal("31.2"), False, False)}

    outside.play("/waste.csv", gives("Code,Value,Period\nNI 192,33.1,Q3 2009/10\nNI 192,31.2 [r],Q2 2009/10\n"))
    [outcome] = fetch_and_take_in(waste, "2010-04-20")

    assert (outcome.counts.accepted, outcome.counts.unchanged, outcome.findings) == (0, 2, [])


def test_a_changed_schema_is_answered_as_a_return_and_read_again_by_a_new_register(
    waste: House, outside: Outside
) -> None:
    changed = "Indicator;Figure in per cent;Quarter\nNI 192;33.1;Q3 2009/10\n"
    outside.play("/waste.csv", gives(changed, etag='"v1"'))

    [refused] = fetch_and_take_in(waste, EXPECTED)
    assert refused.verdict == Verdict.REFUSED
    assert [asked.came for asked in ask(waste, "2010-04-01")] == [Came.UNCHANGED]

    (waste.register_folder / "layouts").mkdir()
    (waste.register_folder / "layouts" / "waste.csv").write_text(
        "item,words,code,part,value,note\nsender,kcc,,,,\nheader,Indicator | Quarter,,,,\nperiods,Quarter,,,down,\n"
        "code,Indicator,,,,\nseries,Figure in per cent,,value,,\n"
    )
    apply_register(at(waste, "2010-04-01"))
    [taken] = fetch_and_take_in(waste, "2010-04-06")

    assert (taken.verdict, taken.counts.accepted) == (Verdict.ACCEPTED, 1)


def test_late_by_weeks_it_is_asked_each_morning_and_then_taken(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives("Code,Value,Period\nNI 192,31.2%,Q2 2009/10\n"))
    fetch_and_take_in(waste, EXPECTED)
    mornings = [ask(waste, f"2010-04-{day:02}")[0].came for day in (1, 6, 7, 8, 9)]
    assert mornings == [Came.UNCHANGED] * 5
    assert plan_feeds(at(waste, "2010-04-30")).late == []

    outside.play("/waste.csv", gives(FIRST))
    [outcome] = fetch_and_take_in(waste, "2010-04-30")

    assert outcome.verdict == Verdict.ACCEPTED
    assert plan_feeds(at(waste, LATE)).late == []


def test_beyond_its_grace_it_is_late_once_and_only_asked_by_hand(waste: House, outside: Outside) -> None:
    then = at(waste, LATE)
    plan = plan_feeds(then)
    [late] = plan.late
    note_late(then, late)

    assert (plan.turns, late.period, late.expected.isoformat()) == ([], Q3, EXPECTED)
    assert plan_feeds(at(waste, "2010-05-05")).late == []

    outside.play("/waste.csv", gives(FIRST))
    assert [asked.came for asked in ask(waste, "2010-05-05", "kent-waste")] == [Came.NEW]


def test_what_was_late_before_anybody_was_told_is_still_told_weeks_later(waste: House) -> None:
    assert [late.period for late in plan_feeds(at(waste, "2010-06-25")).late] == [Q3]


def test_nothing_lies_in_the_inbox_where_a_page_came_in_place_of_a_file(waste: House, outside: Outside) -> None:
    outside.play("/waste.csv", gives("<!DOCTYPE html><p>Sorry</p>", "text/html"))

    with pytest.raises(FeedNotData, match="A web page came"):
        ask(waste, EXPECTED)
    with pytest.raises(FeedRefused, match="404"):
        outside.play("/waste.csv", says(404))
        ask(waste, EXPECTED)

    assert lying(waste) == []


def test_a_password_is_sent_and_stands_nowhere(waste: House, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = gives_whom("Basic bWU6aHVzaA==", "Authorization", gives(FIRST))
    outside.play("/waste.csv", guarded)
    with pytest.raises(FeedRefused, match="does not accept the key"):
        ask(waste, EXPECTED)
    monkeypatch.setenv("MORTAR_FEED_KEY_KENT_WASTE", " me:hush\n")

    fetch_and_take_in(waste, EXPECTED)

    written = [path for path in waste.workspace.rglob("*") if path.is_file()]
    assert not [path for path in written if b"hush" in path.read_bytes() or b"bWU6aHVzaA" in path.read_bytes()]


AREA, MONTH, KIND = "National - Regional - LA - OAs", "Month", "Family Type"
MEASURE = "Households on Universal Credit"
UC_LAYOUT = """\
item,words,code,part,value,note
sender,kcc,,,,
file,uc *,,,,
header,{area} | Month | Family Type,,,,
label,Family Type,,,,
periods,Month,,,down,
leave,{area} code,,,,
only,{area},,,{wanted}
"""


def expecting_benefit(house: House, recorded: list[dict[str, str]], url: str, query: str) -> dict[tuple[str, str], str]:
    """Register a feed, its query, a layout for each area and an indicator for each series of the recorded table; returns
    their codes.
    """
    series = dict.fromkeys((row[AREA], row[KIND]) for row in recorded)
    codes = {each: f"UC {number}" for number, each in enumerate(series, start=1)}
    folder = house.register_folder
    (folder / "queries").mkdir()
    (folder / "queries" / "uc.json").write_text(query)
    (folder / "layouts").mkdir()
    for area in dict.fromkeys(area for area, _ in series):
        lines = [f'series,"{kind}",{codes[area, kind]},value,,\n' for of, kind in series if of == area]
        text = UC_LAYOUT.format(area=AREA, wanted=area) + "".join(lines)
        (folder / "layouts" / f"uc {area}.csv").write_text(text)
    rows = [f"{code},Households {code},EN,kcc,Head,DWP,number,none,monthly,latest,\n" for code in codes.values()]
    with (folder / "indicators.csv").open("a") as indicators:
        indicators.writelines(rows)
    (folder / "feeds.csv").write_text(f"{HEADER}uc,kcc,statxplore,{url},monthly,45 days,5,30,,DWP,\n")
    apply_register(at(house, "2018-09-01"))
    return codes


def test_the_recorded_answer_of_stat_xplore_is_got_with_a_key_and_all_its_240_values_are_known(
    house: House, outside: Outside, monkeypatch: pytest.MonkeyPatch, shared_data: Path
) -> None:
    folder = shared_data / "statxplore"
    answer, query = (folder / "example_a_response.json").read_bytes(), (folder / "example_a_query.json").read_text()
    recorded = table(folder / "example_a_expected_tidy_1.csv")
    url = outside.play("/table", gives_whom("hush", "APIKey", gives(answer, "application/json;charset=UTF-8")))
    codes = expecting_benefit(house, recorded, url, query)
    with pytest.raises(FeedRefused, match="needs a key, and none is set") as raised:
        ask(house, "2018-10-15")
    assert raised.value.remedy == "Set MORTAR_FEED_KEY_UC in the environment."
    monkeypatch.setenv("MORTAR_FEED_KEY_UC", "hush")

    [outcome] = fetch_and_take_in(house, "2018-10-15")

    asked = outside.asked("/table")[-1]
    figures = what_was_known(at(house, "2018-10-15")).judge.figures
    read = [figures[code_key(codes[row[AREA], row[KIND]])][read_period(row[MONTH])] for row in recorded]
    assert (asked.method, json.loads(asked.body)) == ("POST", json.loads(query))
    assert (outcome.verdict, outcome.counts.accepted, outcome.findings) == (Verdict.ACCEPTED, 240, [])
    assert [said.value for said in read] == [Decimal(row[MEASURE]) for row in recorded]
    assert all(said.revised and not said.provisional for said in read)
    assert plan_feeds(at(house, "2018-10-16")).turns == []
