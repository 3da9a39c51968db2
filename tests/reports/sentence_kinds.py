"""How each kind of sentence is written, and what makes it true."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.reports.read_sentences import Check, Reader, in_year, is_partial, is_share, light, went
from transforms.gap import Gap
from transforms.judged import JudgedRow


def count(said: re.Match[str], name: str) -> int:
    """A number that a sentence tells, none where it is silent or says so."""
    return int((said[name] or "0").replace("none", "0"))


NUMBER = r"none|\d+"


def lights(reader: Reader, said: re.Match[str]) -> bool:
    judged = reader.lit("good", "caution", "red")
    told = [(light, count(said, light), said[f"{light}_share"]) for light in ("good", "caution", "red")]
    return count(said, "of") == len(judged) and all(
        number == len(reader.lit(light)) and shared(number, len(judged), share) for light, number, share in told
    )


def shared(number: int, of: int, share: str | None) -> bool:
    """Whether the percentage is right; of a handful there is none."""
    return is_share(number, of, share) if share is not None and of >= 10 else share is None and (of < 10 or not number)


def the_one_light(reader: Reader, said: re.Match[str]) -> bool:
    words = {"is Good": "good", "is at Caution": "caution", "Requires Attention": "red"}
    return [light(row) for row in reader.lit("good", "caution", "red")] == [words[said["how"]]]


def the_one_way(reader: Reader, said: re.Match[str]) -> bool:
    return [in_year(row) for row in reader.that_went("better", "worse", "neither")] == [said["how"]]


def a_year_ago(reader: Reader, said: re.Match[str]) -> bool:
    compared = reader.that_went("better", "worse", "neither")
    right = all(count(said, way) == len(reader.that_went(way)) for way in ("better", "worse", "neither"))
    return right and count(said, "of") == len(compared) and shared(count(said, "better"), len(compared), said["share"])


def ask_first(reader: Reader, said: re.Match[str]) -> bool:
    """Whether what is named Requires Attention, is the furthest of its kind, and got worse so often as is said."""
    times = 2 if "both the last period" in said[0] else 1 if "on one comparison" in said[0] else 0
    alike = [row for row in reader.lit("red") if worse_times(row) == times]
    named = [row for row in alike if f"{row.indicator.code} ({row.indicator.name})" in said[0]]
    more = re.search(r"and (\d+) more", said[0])
    most = max(worse_times(row) for row in reader.lit("red"))
    asked_codes = re.findall(r"LPI \w\w \d \(", said[0])
    return most == times and len(named) == len(asked_codes) and len(named) + int(more[1] if more else 0) == len(alike)


def worse_times(row: JudgedRow) -> int:
    return [went(row, row.previous.value), in_year(row)].count("worse")


def owed(reader: Reader, said: re.Match[str]) -> bool:
    missing = [row.missing for row in reader.rows]
    unexplained = [row for row in reader.lit("caution", "red") if not row.commentary_given]
    own = {
        "awaited": sum(gap in {Gap.AWAITING, Gap.LATE_EXTERNAL} for gap in missing),
        "incomplete": sum(map(is_partial, reader.rows)),
        "unexplained": len(unexplained),
        "withheld": missing.count(Gap.WITHHELD),
        "no_cases": missing.count(Gap.NO_CASES),
        "later": missing.count(Gap.NOT_DUE),
    }
    return bool(said[0].strip(".")) and all(count(said, name) == number for name, number in own.items())


def all_in(reader: Reader, said: re.Match[str]) -> bool:
    later = sum(row.missing == Gap.NOT_DUE for row in reader.rows)
    in_time = [row for row in reader.rows if row.missing not in {Gap.NOT_DUE, Gap.NOT_MEASURED}]
    whole = all(row.value is not None and not is_partial(row) for row in in_time)
    explained = all(row.commentary_given for row in reader.lit("caution", "red"))
    return bool(in_time) and whole and explained and count(said, "later") == later


LATER = r"(?:; (?P<later>\d+) figures? (?:is|are) not due yet)?"
SUMMARY: Sequence[tuple[str, Check]] = [
    ((rf"Of (?P<of>\d+) indicators judged against a target, (?P<good>{NUMBER})(?: \((?P<good_share>\d+)%\))? (?:is|are) Good, "
     rf"(?P<caution>{NUMBER})(?: \((?P<caution_share>\d+)%\))? at Caution and (?P<red>{NUMBER})(?: \((?P<red_share>\d+)%\))? "
     r"Requires? Attention\."), lights),
    (r"The one indicator judged against a target (?P<how>.+)\.", the_one_light),
    (r"No indicator can be judged in this period: nothing can be said to be on target, nor to Require Attention\.",
     lambda reader, _: not reader.lit("good", "caution", "red")),
    ((r"Ask first about .+(?:, which Requires? Attention(?: and got worse on one comparison)?"
     r"|: (?:it Requires Attention and is|they Require Attention and are) getting worse against both the last period and last "
     r"year)\."), ask_first),
    (r"No indicator is measured in this period\.",
     lambda reader, _: all(row.missing == Gap.NOT_MEASURED for row in reader.rows)),
    (r"No figure is due yet\.",
     lambda reader, _: {row.missing for row in reader.rows} - {Gap.NOT_MEASURED} == {Gap.NOT_DUE}),
    (rf"Every figure that was due is in{LATER}\.", all_in),
    ((r"(?:(?P<awaited>\d+) figures? (?:is|are) awaited)?(?:, | and )?(?:(?P<incomplete>\d+) figures? (?:is|are) incomplete)?"
     r"(?:, | and )?(?:(?P<unexplained>\d+) commentar(?:y is|ies are) awaited)?(?:, | and )?"
     r"(?:(?P<withheld>\d+) figures? (?:is|are) withheld)?(?:, | and )?(?:(?P<no_cases>\d+) indicators? had no cases)?"
     rf"{LATER}\."), owed),
    (r"No indicator can be compared with a year ago\.", lambda reader, _: not reader.that_went("better", "worse", "neither")),
    ((rf"Of (?P<of>\d+) indicators that can be compared with a year ago, (?P<better>{NUMBER})(?: \((?P<share>\d+)%\))? (?:is|are) better"
     rf"(?:,| and) (?P<worse>{NUMBER}) (?:is|are) worse(?: and (?P<neither>\d+) neither)?\."), a_year_ago),
    (r"The one indicator that can be compared with a year ago is (?P<how>better|worse|neither)(?: better nor worse)?\.", the_one_way),
]  # fmt: skip


def lede(reader: Reader, said: re.Match[str]) -> bool:
    told = {light: count(said, light) for light in ("red", "caution", "good", "none")}
    right = all(len(reader.lit(light)) == number for light, number in told.items())
    return (
        right and count(said, "of") == len(reader.rows) and bool(said["nothing"]) == (not reader.lit("red", "caution"))
    )


def the_only_one(reader: Reader, said: re.Match[str]) -> bool:
    ways = {"Good and left out": "good", "cannot be judged": "none", "Attention": "red", "at Caution": "caution"}
    [row] = reader.rows
    return next(way for words, way in ways.items() if said["how"].endswith(words)) == light(row)


def no_action(reader: Reader, said: re.Match[str]) -> bool:
    row = reader.of(said[0])
    return light(row) in {"caution", "red"} and row.indicator.code in said[0] and not any(
        action.code == row.indicator.code for actions in reader.document.actions.values() for action in actions
    )  # fmt: skip


EXCEPTIONS: Sequence[tuple[str, Check]] = [
    ((r"(?P<nothing>There is none\. )?Of (?P<of>\d+) indicators?, (?:(?P<red>\d+) Requires? Attention)?(?:, | and )?"
     r"(?:(?P<caution>\d+) (?:is|are) at Caution)?(?:, | and )?(?:(?P<good>\d+) (?:is|are) Good and left out)?(?:, | and )?"
     r"(?:(?P<none>\d+) cannot be judged)?\.(?: Each stands with its latest figure\.)?"), lede),
    (r"(?:There is none\. )?The one indicator (?P<how>.+?)\.(?: It stands with its latest figure\.)?", the_only_one),
    (r"LPI .+", no_action),
]  # fmt: skip


def apart(reader: Reader, said: re.Match[str]) -> bool:
    counted, felt = (reader.of(said[name]) for name in ("counted", "felt"))
    ways = {"improving": "better", "getting worse": "worse"}
    right = all(f"{row.indicator.code} ({row.indicator.name})" in said[0] for row in (counted, felt))
    right = right and (in_year(counted), in_year(felt)) == (ways[said["way"]], ways[said["other"]])
    return right and said["way"] != said["other"] and are_themes(counted.indicator.themes, felt.indicator.themes)


def are_themes(counted: Sequence[str], felt: Sequence[str]) -> bool:
    return "statistic:crime" in counted and "perception:crime" in felt


def together(reader: Reader, _: re.Match[str]) -> bool:
    ways = {
        (in_year(counted), in_year(felt))
        for counted in reader.rows
        for felt in reader.rows
        if are_themes(counted.indicator.themes, felt.indicator.themes)
    }
    return not ways & {("better", "worse"), ("worse", "better")}


def unknown(reader: Reader, _: re.Match[str]) -> bool:
    ways = {
        theme: [in_year(row) for row in reader.rows if theme in row.indicator.themes]
        for theme in ("statistic:crime", "perception:crime")
    }
    return any(set(each) == {"unknown"} for each in ways.values())


PERCEPTION: Sequence[tuple[str, Check]] = [
    ((r"(?P<counted>.+) is (?P<way>improving|getting worse) and (?P<felt>.+) is (?P<other>improving|getting worse): "
     r"what is counted and what people say go apart\."), apart),
    (r"No figure here went one way within the year while what people say went the other\.", together),
    (r"What is counted and what people say cannot both be compared with a year before: .+ is not known\.", unknown),
]  # fmt: skip


def summed_up(reader: Reader, said: re.Match[str]) -> bool:
    better, worse = (0 if said[name] == "none" else int(said[name]) for name in ("better", "worse"))
    told = (count(said, "of"), better, worse)
    return told == tuple(
        len(reader.that_went(*ways)) for ways in (("better", "worse", "neither"), ("better",), ("worse",))
    )


def all_went(reader: Reader, said: re.Match[str]) -> bool:
    compared = reader.that_went("better", "worse", "neither")
    return count(said, "of") == len(compared) == len(reader.that_went(said["way"])) > 0


NAME = r".+: "
HEADING: Sequence[tuple[str, Check]] = [
    (NAME + r"nothing can be compared with the year before",
     lambda reader, _: not reader.that_went("better", "worse", "neither")),
    (NAME + r"the one thing that can be compared with the year before got (?P<way>better|worse|neither)(?: better nor worse)?",
     lambda reader, said: [in_year(row) for row in reader.that_went("better", "worse", "neither")] == [said["way"]]),
    (NAME + r"all (?P<of>\d+) things that can be compared with the year before got (?P<way>better|worse)", all_went),
    (NAME + r"of (?P<of>\d+) things that can be compared with the year before, (?P<better>\d+|none) got better and "
     r"(?P<worse>\d+|none) worse", summed_up),
]  # fmt: skip
NAMED = r"(?P<name>.+), at (?P<stands>.+)"
DIGEST: Sequence[tuple[str, Check]] = [
    *HEADING,
    (r"(?P<way>Better|Worse) than a year before: (?P<told>.+)\.", Reader.changes),
    (r"Nothing here can be held against a target\.", lambda reader, _: not reader.lit("good", "caution", "red")),
    (rf"The one target was (?P<met>met|missed)(?:: {NAMED})?\.", Reader.the_one_target),
    (rf"(?P<met>None|All|\d+) of the (?P<of>\d+) targets (?:was|were) met(?:(?::|, one of them for) {NAMED})?\.", Reader.targets),
    (rf"(?P<which>Furthest from its target|The one missed) is {NAMED}, where (?P<aim>.+) (?:was|were) aimed at\.", Reader.missed),
    (r"Nothing that we know of is under way about (?:it|any of the (?P<of>\d+) that are not on target)\.",
     lambda reader, said: reader.silent() == len(reader.lit("caution", "red")) == int(said["of"] or 1)),
    ((r"What is being done about (?P<about>.+?): “(?P<what>[^”]+)”(?P<standing>[^.]*)\.(?: Nothing that we know of is "
     r"under way about (?P<silent>\d+) of the (?P<of>\d+) that are not on target\.)?"), Reader.done),
    ((r"Of (?P<all>\d+) things? measured, (?:(?P<own>\d+) ha(?:s|ve) a figure of October to December 2009)?(?:, | and )?"
     r"(?:(?P<older>\d+) ha(?:s|ve) only an older figure)?(?:, | and )?(?:(?P<part>\d+) ha(?:s|ve) only part of a figure)?"
     r"(?:, | and )?(?:(?P<none>\d+) ha(?:s|ve) no figure of the last three years \(.+\))?\."), Reader.known),
]  # fmt: skip
