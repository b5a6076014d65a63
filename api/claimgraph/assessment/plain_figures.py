"""Figures as people say them: $5.6 million, 8.3 %, 6 months."""

from __future__ import annotations

from decimal import Decimal

from claimgraph.quantities import Figure

_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_CURRENCY = "CCY_"
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}  # other currencies by their code, as CNY 5 billion
_UNITS = {
    "PERCENT": "%",
    "MO": "months",
    "MO_MeanJulian": "months",
    "YR": "years",
    "DAY": "days",
    "WK": "weeks",
    "HR": "hours",
    "W": "W",
    "KiloW": "kW",
    "MegaW": "MW",
    "GigaW": "GW",
    "TeraW-HR": "TWh",
    "NanoM": "nm",
    "MilliM2": "mm²",
    "BYTE": "bytes",
    "GigaBYTE": "GB",
    "GigaBYTE-PER-SEC": "GB/s",
    "FLOPS": "FLOP/s",
    "UNITLESS": "",
    "NUM": "",
}
_ENTIRE = 10_000  # whole numbers below are written out
_DIGITS = 3


def say_figure(figure: Figure, unit: str | None) -> str:
    """A figure with its unit, as a sentence has it; its bounds where it has no value.

    >>> say_figure(Figure(value=Decimal("5576000")), "http://qudt.org/vocab/unit/CCY_USD")
    '$5.58 million'
    """
    if figure.date_value:
        return figure.date_value.text.removeprefix("../").replace("/", " to ")
    if figure.value is not None:
        return say_amount(figure.value, unit)
    if figure.low is not None and figure.high is not None:
        return f"{say_amount(figure.low, unit)} to {say_amount(figure.high, unit)}"
    if figure.low is not None:
        return f"at least {say_amount(figure.low, unit)}"
    return f"at most {say_amount(figure.high, unit)}" if figure.high is not None else ""


def say_amount(value: Decimal, unit: str | None = None) -> str:
    """A number with its unit, rounded to three digits where it is long.

    >>> say_amount(Decimal("8.3333333"), "unit:PERCENT"), say_amount(Decimal(46000), "papers")
    ('8.33 %', '46,000 papers')
    """
    return attach_unit(_say_number(value), unit)


def attach_unit(number: str, unit: str | None) -> str:
    """A number as it is written, with its unit as people write it.

    >>> attach_unit("46,000", "papers"), attach_unit("5.6", "unit:CCY_USD")
    ('46,000 papers', '$5.6')
    """
    name = (unit or "").rpartition("/")[2].rpartition(":")[2]
    if name.startswith(_CURRENCY):
        code = name.removeprefix(_CURRENCY)
        currency = _SIGNS.get(code, f"{code} ")
        return f"-{currency}{number[1:]}" if number.startswith("-") else currency + number
    if name == "rank":
        return f"rank {number}"
    return f"{number} {_UNITS.get(name, name.replace('-', ' '))}".strip()


def _say_number(value: Decimal) -> str:
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return _say_scaled(value / scale, word)
    if value == value.to_integral_value() and abs(value) < _SCALES[-1][0]:
        return f"{int(value):,}"
    return _say_rounded(value) if abs(value) < _ENTIRE else f"{int(value):,}"


def _say_scaled(value: Decimal, word: str) -> str:
    if value >= 1000:  # noqa: PLR2004 - beyond the largest word, as for computing operations
        return f"{value * _SCALES[0][0]:.3g}".replace("e+", " × 10^")
    return f"{_say_rounded(value)} {word}"


def _say_rounded(value: Decimal) -> str:
    return trim_zeros(f"{round_to_digits(value, _DIGITS):f}")


def round_to_digits(value: Decimal, digits: int) -> Decimal:
    """A number to so many significant digits.

    >>> round_to_digits(Decimal("8.3333333"), 3), round_to_digits(Decimal(0), 3)
    (Decimal('8.33'), Decimal('0'))
    """
    return round(value, digits - 1 - value.adjusted()) if value else value


def trim_zeros(text: str) -> str:
    """A number without the zeros at the end of its fraction.

    >>> trim_zeros("2.50"), trim_zeros("2.0"), trim_zeros("20")
    ('2.5', '2', '20')
    """
    return text.rstrip("0").rstrip(".") if "." in text else text
