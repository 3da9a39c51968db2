"""The year to date and the year-end forecast in words, as every format prints them."""

from __future__ import annotations

from typing import Any

from transforms.forecast import Forecast
from transforms.indicator import Indicator
from transforms.year_so_far import YearSoFar
from transforms.year_to_date import YearToDate

METHOD = "Months to come are taken as the mean of the last twelve."
SEASONAL_METHOD = (
    "Months to come are taken as last year's same months, changed as the latest months differ from those a year before."
)


def year_facts(year: YearSoFar, indicator: Indicator) -> dict[str, Any]:
    """Both as plain dictionaries, either null where it cannot be told; `told` are those there are, each by its name."""
    to_date = _to_date(year.to_date, indicator) if year.to_date else None
    end = _forecast(year.forecast, indicator) if year.forecast else None
    named = {"Year to date": to_date, "Year end": end}
    told = [{"name": name, "told": facts["words"]} for name, facts in named.items() if facts]
    return {"to_date": to_date, "forecast": end, "told": told}


def _to_date(to_date: YearToDate, indicator: Indicator) -> dict[str, Any]:
    value, target = to_date.figure.value, to_date.target
    return {
        "period": str(to_date.period),
        "label": to_date.period.label,
        "value": None if value is None else float(indicator.printed(value)),
        "value_text": value_text(to_date, indicator),
        "target_text": target.text(indicator.unit) if target else "",
        "status": to_date.status.value,
        "status_label": to_date.status.label,
        "words": _to_date_words(to_date, indicator),
    }


def value_text(to_date: YearToDate, indicator: Indicator) -> str:
    """The figure, and of how many parts it is where some are missing: `1,240 (7 of 8 months)`."""
    figure = to_date.figure
    printed = indicator.text(figure.value) if figure.value is not None else ""
    return f"{printed} ({figure.parts})" if figure.is_partial else printed


def _to_date_words(to_date: YearToDate, indicator: Indicator) -> str:
    against = f", against {to_date.target.text(indicator.unit)} by then" if to_date.target else ""
    return f"{to_date.period.label}: {value_text(to_date, indicator)}{against}. {to_date.status.label}."


def _forecast(forecast: Forecast, indicator: Indicator) -> dict[str, Any]:
    target = forecast.target
    return {
        "year": forecast.year.year_name,
        "value": float(forecast.value),
        "value_text": indicator.text(forecast.value),
        "low": float(forecast.low),
        "high": float(forecast.high),
        "range_text": range_text(forecast, indicator),
        "target_text": target.text(indicator.unit) if target else "",
        "outlook": forecast.outlook.value if forecast.outlook else "",
        "method": method_words(forecast),
        "words": forecast_words(forecast, indicator),
    }


def range_text(forecast: Forecast, indicator: Indicator) -> str:
    """From where to where: `1,180 to 1,300`."""
    return f"{indicator.text(forecast.low)} to {indicator.text(forecast.high)}"


def method_words(forecast: Forecast) -> str:
    """By which rule the months to come were foretold."""
    return SEASONAL_METHOD if forecast.is_seasonal else METHOD


def forecast_words(forecast: Forecast, indicator: Indicator) -> str:
    """`About 1,240 (1,180 to 1,300 in four years of five), target 1,200: likely to be met.`"""
    about = f"About {indicator.text(forecast.value)} ({range_text(forecast, indicator)} in four years of five)"
    against = (
        f", target {forecast.target.text(indicator.unit)}: {forecast.outlook}"
        if forecast.target and forecast.outlook
        else ""
    )
    return f"{about}{against}."
