"""Names of nations as labels: one a language, the others as alternatives; no articles, no footnote marks."""

from __future__ import annotations

import re

from claimgraph.sources.table import TableRow

LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}

_FOOTNOTE_MARKS = re.compile(r"\s*\*+$")
# UNTERM writes the article behind a short name, in brackets, and before a formal name. A name's other
# brackets are part of it: "Bolivia (Plurinational State of)".
_ARTICLE_BEHIND = re.compile(r" \((?:the|la|le|les|l'|el|los|las)\)$")
_ARTICLE_BEFORE = re.compile(r"^(?:the |la |le |les |l'|el |los |las )")


def chinese_label(row: TableRow) -> str:
    """Return the Chinese label: UNTERM's short name, or the official one where UNTERM has none."""
    return _best_name(row, "zh")


def other_labels(row: TableRow) -> tuple[str, ...]:
    """Return the labels in the languages besides English and Chinese, with their tags."""
    return tuple(f"{language}:{_best_name(row, language)}" for language in ("ar", "es", "fr", "ru"))


def alternative_labels(row: TableRow, *, is_named: bool) -> tuple[str, ...]:
    """Return the names that are no label, with their tags.

    `is_named`: the nation has its labels in English and Chinese from data/entities.
    """
    labels = {f"en:{row['CLDR display name']}", *other_labels(row)}
    labels.add(f"zh:{row['official_name_cn'] if is_named else chinese_label(row)}")
    names = {f"{language}:{name}" for language in LANGUAGES for name in _all_names(row, language)}
    return tuple(sorted(names - labels))


def _best_name(row: TableRow, language: str) -> str:
    return _all_names(row, language)[0]


def _all_names(row: TableRow, language: str) -> list[str]:
    """Return all names in a language, the best label first."""
    official = row[f"official_name_{'cn' if language == 'zh' else language}"]
    column = f"UNTERM {LANGUAGES[language]}"
    names = [_short_name(row[f"{column} Short"]), official, _formal_name(row[f"{column} Formal"])]
    return [name for name in names if name]


def _short_name(cell: str) -> str:
    """Return a short name: "Bahamas (the)" is "Bahamas"."""
    return _ARTICLE_BEHIND.sub("", _FOOTNOTE_MARKS.sub("", cell))


def _formal_name(cell: str) -> str:
    """Return a formal name: "the Republic of Chile" is "Republic of Chile"."""
    return _ARTICLE_BEFORE.sub("", _FOOTNOTE_MARKS.sub("", cell))
