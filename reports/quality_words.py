"""What a page of data quality says in words: what each dimension asks, how it is counted, what would help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.data_quality import FEWEST_FACTS, Dimension, Flaw, Lapse, Quality, Score
from transforms.words import joined, many, upper_first


class Meaning(NamedTuple):
    """What a dimension asks in the Audit Commission's sense, and how it is counted here."""

    asks: str
    formula: str


MEANINGS: Mapping[Dimension, Meaning] = {
    Dimension.ACCURACY: Meaning(
        "Is the figure right the first time it is taken?",
        "Figures that were never sent back, nor corrected since they came, of all figures that are in. Left out: what waits for a "
        "check. No correction: what was marked as provisional, or what a feed had announced to revise.",
    ),
    Dimension.VALIDITY: Meaning(
        "Does it follow the rules and the definition?",
        "Figures of which nothing was refused, of all that were sent. What was refused and names no figure that is asked for, such "
        "as an unknown code or a whole file, counts as one more that was sent.",
    ),
    Dimension.RELIABILITY: Meaning(
        "Is it collected and stated the same way each time?",
        "Figures stated as the time before, of all that are in: with numerator and denominator where they are added up to a quarter "
        "or a year; in the same column or row; read without an assumption; not provisional for more than three months. Whether a "
        "cell was typed or worked out by a formula is not known, so it is not counted.",
    ),
    Dimension.TIMELINESS: Meaning(
        "Does it come by the day it is needed?",
        "Figures in by their due day, of all that were asked for. What is owed still counts as late.",
    ),
    Dimension.RELEVANCE: Meaning(
        "Is it used for anything?",
        "Figures of national indicators, and of those that stand in a report and have a target where they can have one, of all that "
        "were asked for. The council chooses what it asks for: this one is ours to mend, not the sender's.",
    ),
    Dimension.COMPLETENESS: Meaning(
        "Is everything there?",
        "Figures and commentaries that are in, of all figures that were asked for and all commentaries that were required: one for "
        "each figure of a quarter, or of a year, that is not Good.",
    ),
}

FLAWS: Mapping[Flaw, tuple[str, str]] = {
    Flaw.SENT_BACK: ("was sent back by the checker", "were sent back by the checker"),
    Flaw.CORRECTED_BEFORE: ("was held, and corrected before a decision", "were held, and corrected before a decision"),
    Flaw.CORRECTED: ("was corrected later", "were corrected later"),
    Flaw.REFUSED: ("was refused", "were refused"),
    Flaw.DRIFTED: ("came in a sheet that had changed", "came in a sheet that had changed"),
    Flaw.NO_PARTS: ("came without its parts", "came without their parts"),
    Flaw.ASSUMED: ("was read by an assumption", "were read by an assumption"),
    Flaw.MOVED: ("stood in another place", "stood in another place"),
    Flaw.PROVISIONAL: ("is provisional for long", "are provisional for long"),
    Flaw.LATE: ("came late", "came late"),
    Flaw.OWED: ("is owed", "are owed"),
    Flaw.NO_REPORT: ("is in no report", "are in no report"),
    Flaw.NO_TARGET: ("has no target", "have no target"),
    Flaw.NO_COMMENTARY: ("commentary is missing", "commentaries are missing"),
}
"""What is said of one, and of more."""

REMEDIES: Mapping[Flaw, str] = {
    Flaw.SENT_BACK: "Look at the figure beside last month's before it is sent; a true surprise needs a word of commentary.",
    Flaw.CORRECTED_BEFORE: "Look at the figure beside last month's before it is sent; a true surprise needs a word of commentary.",
    Flaw.CORRECTED: "Mark what may still change as provisional: a final figure is then expected, and no correction.",
    Flaw.REFUSED: "Use the pre-filled return: your codes, the period and your last figures are in it.",
    Flaw.DRIFTED: "Keep the sheet as it was, or tell us: a new layout is described once, and then read as it is.",
    Flaw.NO_PARTS: "State numerator and denominator: an average of percentages is not the percentage.",
    Flaw.ASSUMED: "Type a plain number, and a true date or a period such as Dec-09.",
    Flaw.MOVED: "Keep each indicator in its row and each heading in its column, and add new ones at the end.",
    Flaw.PROVISIONAL: "Send the final figure, or say by when it will be final.",
    Flaw.LATE: "Send what is ready, and the rest when it is; if your own figures are never ready by the day, we agree on another.",
    Flaw.OWED: "Send what is owed; where there is nothing to report, say so, and it counts.",
    Flaw.NO_REPORT: "For the Policy Team: put it into a report, or stop asking for it.",
    Flaw.NO_TARGET: "For the Policy Team: set a target, or say that it is for information (polarity none).",
    Flaw.NO_COMMENTARY: "Two sentences are enough: why, and what is being done by when.",
}
"""What to do about each."""

TOO_FEW = "too few to say"


def score_in_words(score: Score) -> str:
    """A score as a line has it: `47 of 50 figures (94%)`, or that there are too few."""
    noun = "figures and commentaries" if score.dimension == Dimension.COMPLETENESS else "figures"
    share = score.share
    if not share.of:
        return "nothing to tell of"
    if not score.is_known:
        return f"{TOO_FEW}: {share.number} of {share.of}, and under {FEWEST_FACTS} one slip decides"
    return f"{share.number} of {share.of} {noun} ({share.percent}%)"


def flaws_in_words(score: Score) -> str:
    """What pulled a score down, by kind: `2 came late and 1 is owed`."""
    return joined([f"{number} {FLAWS[flaw][number > 1]}" for flaw, number in score.flaws])


def remedies(score: Score) -> list[str]:
    """What to do, each once: of what was found most first, with the check's own advice on a refusal."""
    advised = [lapse.remedy for lapse in score.examples if lapse.remedy]
    return list(dict.fromkeys([*advised[:1], *(REMEDIES[flaw] for flaw, _ in score.flaws)]))


def subject(lapse: Lapse) -> str:
    """What a lapse is about: a code and a period, or a file as a whole."""
    return ", ".join(part for part in (lapse.code, lapse.about) if part) or "The file as a whole"


def place_in_words(lapse: Lapse) -> str:
    """Where it stands: file, sheet and cell."""
    parts = [lapse.file, f"sheet “{lapse.sheet}”" if lapse.sheet else "", f"cell {lapse.cell}" if lapse.cell else ""]
    return ", ".join(part for part in parts if part)


def strongest_and_weakest(quality: Quality) -> str:
    """In a sentence, what stands out: the best and the weakest of what can be told."""
    known = [(score.percent, score) for score in quality.scores if score.percent is not None]
    if len(known) < 2:
        return f"Too little came to tell of: under {FEWEST_FACTS} facts in nearly every dimension."
    best, worst = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
    if best[0] == worst[0]:
        return f"Every dimension that can be told of stands at {best[0]}%."
    return f"{_told(known, best[0])} {_weakest(worst[1])}"


def _told(known: Sequence[tuple[int, Score]], best: int) -> str:
    names = [score.dimension.value for percent, score in known if percent == best]
    return f"{upper_first(joined(names))} {'stands' if len(names) == 1 else 'stand'} highest, at {best}%."


def _weakest(score: Score) -> str:
    why = flaws_in_words(score)
    return f"{upper_first(score.dimension.value)} is lowest, at {score.percent}%: {why}."


def trend_in_words(score: Score, before: Score) -> str:
    """A score beside that of the year before."""
    if score.percent is None or before.percent is None:
        return ""
    if score.percent == before.percent:
        return f"As the year before: {before.share.text}."
    way = "Up" if score.percent > before.percent else "Down"
    return f"{way} from {before.share.text} the year before."


def counted(quality: Quality) -> str:
    """What a mean is made of."""
    scores = [score for score in quality.scores if score.dimension.is_senders]
    if quality.mean is None:
        return ""
    shares = " + ".join(str(score.percent) for score in scores)
    return f"Mean of {many(len(scores), 'dimension')}, without relevance: ({shares}) ÷ {len(scores)} = {quality.mean}%"
