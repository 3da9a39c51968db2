"""What a report says of a figure as signal or noise, as plain facts: the two icons by name, their words, and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from transforms.judged_signal import JudgedSignal


def signal_facts(signal: JudgedSignal | None) -> Mapping[str, str | None]:
    """The names are null and the words empty where the figure is no measurement that varies, or there is none."""
    chart = signal.chart if signal else None
    sure = chart.assurance if chart else None
    return {
        "variation": chart.variation.value if chart else None,
        "variation_label": chart.variation.label if chart else "",
        "variation_sentence": signal.variation_sentence if signal else "",
        "assurance": sure.value if sure else None,
        "assurance_label": sure.label if sure else "",
        "assurance_sentence": chart.assurance_sentence if chart else "",
        "signal": signal.sentence if signal and signal.is_told else "",
    }
