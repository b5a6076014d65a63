"""Names of nations as labels: one a language, the others as alternatives; no articles, no footnote marks."""

from __future__ import annotations

import re

from claimgraph.sources.publisher_table import TableRow

LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}

_MARKS = re.compile(r"\s*\*+$")
# UNTERM writes the article behind a short name, in brackets, and before a formal name. A name's other
# brackets are part of it: "Bolivia (Plurinational State of)".
_BEHIND = re.compile(r" \((?:the|la|le|les|l'|el|los|las)\)$")
_BEFORE = re.compile(r"^(?:the |la |le |les |l'|el |los |las )")


def short(cell: str) -> str:
    """A short name: "Bahamas (the)" is "Bahamas"."""
    return _BEHIND.sub("", _MARKS.sub("", cell))


def formal(cell: str) -> str:
    """A formal name: "the Republic of Chile" is "Republic of Chile"."""
    return _BEFORE.sub("", _MARKS.sub("", cell))


def chinese(row: TableRow) -> str:
    """The Chinese label: UNTERM's short name, or the official one where UNTERM has none."""
    return _label(row, "zh")


def others(row: TableRow) -> tuple[str, ...]:
    """The labels in the languages besides English and Chinese, with their tags."""
    return tuple(f"{language}:{_label(row, language)}" for language in ("ar", "es", "fr", "ru"))


def alternatives(row: TableRow, *, named: bool) -> tuple[str, ...]:
    """The names that are no label, with their tags; `named`: data/entities has the label in en and zh."""
    labels = {f"en:{row['CLDR display name']}", *others(row)}
    labels.add(f"zh:{row['official_name_cn'] if named else chinese(row)}")
    return tuple(
        sorted({f"{language}:{name}" for language in LANGUAGES for name in _all(row, language)} - labels)
    )


def _label(row: TableRow, language: str) -> str:
    return _all(row, language)[0]


def _all(row: TableRow, language: str) -> list[str]:
    """All names in a language, the best label first."""
    official = row[f"official_name_{'cn' if language == 'zh' else language}"]
    column = f"UNTERM {LANGUAGES[language]}"
    names = [short(row[f"{column} Short"]), official, formal(row[f"{column} Formal"])]
    return [name for name in names if name]
