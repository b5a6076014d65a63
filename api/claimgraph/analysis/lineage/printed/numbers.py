"""Numbers as languages print them: decimal signs, magnitudes, words and units, from numbers.toml."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

_COMMA_IS_DECIMAL = frozenset(("de", "fr", "es", "it", "pt", "nl", "id", "ru"))
_HUNDRED = Decimal(100)
Terms = dict[str, Decimal]


@cache
def numerals() -> dict[str, dict[str, dict[str, list[str]]]]:
    """All tables of numbers.toml."""
    return tomllib.loads(files(__package__).joinpath("numbers.toml").read_text("utf-8"))


@cache
def magnitudes(language: str) -> Terms:
    """What to multiply a number with, by the term that follows it in lower case."""
    powers = numerals()["magnitude"][language]
    return {term.lower(): Decimal(10) ** int(power) for power, terms in powers.items() for term in terms}


@cache
def number_words(language: str) -> Terms:
    """Numbers by their words, with the English tens and ones put together."""
    table = numerals()["word"].get(language, {})
    words = {word: Decimal(number) for number, words in table.items() for word in words}
    tens = {word: number for word, number in words.items() if 20 <= number < 100}  # noqa: PLR2004
    ones = {word: number for word, number in words.items() if number < 10}  # noqa: PLR2004
    joined = {f"{ten}-{one}": tens[ten] + ones[one] for ten in tens for one in ones}
    return words | joined


@cache
def fractions(language: str) -> Terms:
    """Parts of a whole in percent, by their words."""
    table = numerals()["fraction"].get(language, {})
    return {word.lower(): _percent(part) for part, words in table.items() for word in words}


@cache
def units() -> dict[str, tuple[str, Decimal]]:
    """By the term in lower case: the base unit or currency, and what to multiply a number with."""
    money = {term: (code, Decimal(1)) for code, terms in numerals()["currency"].items() for term in terms}
    return money | {
        term.lower(): (symbol, Decimal(10) ** int(power))
        for symbol, powers in numerals()["unit"].items()
        for power, terms in powers.items()
        for term in terms
    }


def read_number(digits: str, language: str) -> Decimal:
    """Read digits as the language groups them.

    >>> [str(read_number("5.000", language)) for language in ("en", "de")]
    ['5.000', '5000']
    >>> [str(read_number(digits, "en")) for digits in ("176,247,271", "12 000", "3.18")]
    ['176247271', '12000', '3.18']
    """
    digits = re.sub(r"[ \u00a0\u202f]", "", digits)
    decimal, grouping = (",", ".") if language in _COMMA_IS_DECIMAL else (".", ",")
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}}){{2,}}", digits):
        return Decimal(digits.replace(decimal, ""))  # several groups are thousands in any language
    groups = rf"\d{{1,3}}(?:{re.escape(grouping)}\d{{2,3}})+(?:{re.escape(decimal)}\d+)?"
    if re.fullmatch(groups, digits) or decimal in digits:
        return Decimal(digits.replace(grouping, "").replace(decimal, "."))
    return Decimal(digits.replace(grouping, "."))


def _percent(part: str) -> Decimal:
    numerator, denominator = part.split("/")
    return _HUNDRED * int(numerator) / int(denominator)
