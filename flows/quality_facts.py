"""Data quality in the shape other programs rely on."""

from __future__ import annotations

from typing import Any

from flows.quality_steps import QualityRecord
from transforms.data_quality import FEWEST_FACTS, Lapse, Quality, Score
from transforms.league import Stretch

Facts = dict[str, Any]


def all_facts(quality: QualityRecord) -> Facts:
    """All senders together, and each in the order of the table."""
    return {
        **_head(quality),
        **_quality_facts(quality.all),
        "senders": [_sender_facts(each) for each in quality.senders],
    }


def one_facts(quality: QualityRecord, sender: str) -> Facts:
    """One sender, with everything that pulled it down. Raises `UnknownItem`."""
    found = quality.of(sender)
    lapses = {score.dimension.value: [_lapse_facts(each) for each in score.lapses] for score in found.scores}
    return {**_head(quality), **_sender_facts(found), "lapses": lapses}


def _head(quality: QualityRecord) -> Facts:
    known, stretch = quality.record.known, quality.record.stretch
    return {
        "council": known.council.name,
        "as_at": known.instant.isoformat(),
        **_stretch_facts(stretch),
        "fewest": FEWEST_FACTS,
    }


def _sender_facts(quality: Quality) -> Facts:
    sender = quality.sender
    named = {"sender": sender.sender, "name": sender.name, "kind": sender.kind.value} if sender else {}
    return {**named, **_quality_facts(quality)}


def _quality_facts(quality: Quality) -> Facts:
    return {
        "mean": quality.mean,
        "dimensions": {score.dimension.value: _score_facts(score) for score in quality.scores},
        "quarters": [
            {**_stretch_facts(quarter), **{score.dimension.value: _share_facts(score) for score in scores}}
            for quarter, scores in quality.by_quarter
        ],
    }


def _stretch_facts(stretch: Stretch) -> Facts:
    return {"due_after": stretch.after.isoformat(), "due_to": stretch.to.isoformat()}


def _score_facts(score: Score) -> Facts:
    return {
        **_share_facts(score),
        "flaws": {flaw.value: number for flaw, number in score.flaws},
        "examples": [_lapse_facts(lapse) for lapse in score.examples],
    }


def _share_facts(score: Score) -> Facts:
    return {"number": score.share.number, "of": score.share.of, "percent": score.percent}


def _lapse_facts(lapse: Lapse) -> Facts:
    return {
        "flaw": lapse.flaw.value,
        "code": lapse.code,
        "period": lapse.about,
        "said": lapse.said,
        "file": lapse.file,
        "sheet": lapse.sheet,
        "cell": lapse.cell,
        "remedy": lapse.remedy,
    }
