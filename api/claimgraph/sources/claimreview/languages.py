"""Languages as BCP 47 writes them, from tags in any case and from names in English."""

from __future__ import annotations

import re

UNDETERMINED = "und"  # BCP 47's word for it
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", re.ASCII)
_SCRIPT = 4  # letters
_NAMES = {
    "arabic": "ar",
    "bengali": "bn",
    "chinese": "zh",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hindi": "hi",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
}


def normal_tag(text: str) -> str:
    """Return a language tag as BCP 47 recommends to write it; nothing, if it is none.

    >>> normal_tag("EN_us"), normal_tag("zh-hans-CN"), normal_tag("English"), normal_tag("?")
    ('en-US', 'zh-Hans-CN', 'en', '')
    """
    text = _NAMES.get(text.strip().lower(), text.strip())
    if not _TAG.fullmatch(text):
        return ""
    language, *subtags = text.replace("_", "-").lower().split("-")
    return "-".join([language, *(_normal_subtag(subtag) for subtag in subtags)])


def _normal_subtag(subtag: str) -> str:
    if len(subtag) == _SCRIPT and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag  # noqa: PLR2004 - a country
