"""The columns of country-codes.csv: codes and names are taken, what other trades use is passed over."""

from __future__ import annotations

import re

from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.importers.country_codes.labels import LANGUAGES
from claimgraph.sources.importers.country_codes.regions import CODES, LEVELS
from claimgraph.sources.publisher_table import TableSchema
from claimgraph.sources.values import one_of, optional, parse_text

STATUSES = (
    "Associated with NZ",
    "Commonwealth of US",
    "Crown dependency of GB",
    "In contention",
    "International",
    "Part of CN",
    "Part of DK",
    "Part of FI",
    "Part of FR",
    "Part of NL",
    "Territories of US",
    "Territory of AU",
    "Territory of FR",
    "Territory of GB",
    "Territory of NO",
    "Territory of NZ",
    "Territory of US",
    "Yes",
)


def shaped(form: str, template: str = "{}") -> CellParser:
    """A cell of exactly this form, of which the part in brackets is put into the template."""
    pattern = re.compile(form)

    def read(cell: str) -> str:
        if not (found := pattern.fullmatch(cell)):
            raise CellError(f"{cell!r} is not of the form {form}", "Take the publisher's file again.")
        return template.format(found[1])

    return read


def plain(cell: str) -> str:
    """Text, which may be empty."""
    return cell


_NAMES: dict[str, CellParser] = {
    f"UNTERM {name} {form}": plain for name in LANGUAGES.values() for form in ("Short", "Formal")
}
_OFFICIAL: dict[str, CellParser] = {
    f"official_name_{code}": parse_text for code in ("ar", "cn", "en", "es", "fr", "ru")
}
_REGIONS: dict[str, CellParser] = {f"{level} Name": one_of(["", *CODES]) for level in LEVELS}
_REGION_CODES: dict[str, CellParser] = {f"{level} Code": plain for level in LEVELS}

_OTHER_CODES = "a code of another trade, by which none of our data sets joins"
_MONEY = "currencies are no part of what claims compare; amounts carry theirs in the unit"
_GROUPS = "development groups are no part of what claims compare"

COUNTRIES = TableSchema(
    "country-codes.csv",
    columns={
        "CLDR display name": parse_text,
        "ISO3166-1-Alpha-2": shaped(r"([A-Z]{2})"),  # Namibia's is NA, and no missing value
        "ISO3166-1-Alpha-3": shaped(r"([A-Z]{3})"),
        "M49": shaped(r"([1-9]\d{0,2})", "{:0>3}"),  # the file has lost the leading zeros
        "is_independent": one_of(STATUSES),
        "wikidata_id": optional(
            shaped(r"https://www\.wikidata\.org/wiki/(Q\d+)", "http://www.wikidata.org/entity/{}")
        ),
        "Geoname ID": shaped(r"(\d+)", "https://sws.geonames.org/{}/"),
    }
    | _NAMES
    | _OFFICIAL
    | _REGIONS
    | _REGION_CODES,
    ignored={
        "ISO3166-1-numeric": "the same numbers as M49's, which are taken",
        "Capital": "a city is no entity of ours, and a nation's point would not be its capital's",
        "Continent": "the regions of M49, which are taken, group by continent, too",
        "Languages": "languages are no part of what claims compare",
    }
    | dict.fromkeys(
        ("FIFA", "Dial", "MARC", "GAUL", "FIPS", "WMO", "ITU", "IOC", "DS", "TLD", "EDGAR"), _OTHER_CODES
    )
    | {
        f"ISO4217-currency_{part}": _MONEY
        for part in ("name", "alphabetic_code", "numeric_code", "minor_unit", "country_name")
    }
    | {
        "Small Island Developing States (SIDS)": _GROUPS,
        "Land Locked Developing Countries (LLDC)": _GROUPS,
        "Least Developed Countries (LDC)": _GROUPS,
    },
    key=("ISO3166-1-Alpha-2",),
)
