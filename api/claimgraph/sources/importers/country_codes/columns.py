"""The columns of country-codes.csv: codes and names are taken, what other trades use is ignored."""

from __future__ import annotations

from claimgraph.sources.cells import CellParser, keep_text, matching, one_of, optional, parse_text
from claimgraph.sources.importers.country_codes.labels import LANGUAGES
from claimgraph.sources.importers.country_codes.regions import CODES, LEVELS
from claimgraph.sources.table import TableSchema

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


_NAMES: dict[str, CellParser] = {
    f"UNTERM {name} {form}": keep_text for name in LANGUAGES.values() for form in ("Short", "Formal")
}
_OFFICIAL: dict[str, CellParser] = {
    f"official_name_{code}": parse_text for code in ("ar", "cn", "en", "es", "fr", "ru")
}
_REGIONS: dict[str, CellParser] = {f"{level} Name": one_of(["", *CODES]) for level in LEVELS}
_REGION_CODES: dict[str, CellParser] = {f"{level} Code": keep_text for level in LEVELS}

_OTHER_CODES = "a code of another trade, by which none of our data sets joins"
_MONEY = "currencies are no part of what claims compare; amounts carry theirs in the unit"
_GROUPS = "development groups are no part of what claims compare"

SCHEMA = TableSchema(
    "country-codes.csv",
    columns={
        "CLDR display name": parse_text,
        "ISO3166-1-Alpha-2": matching(r"([A-Z]{2})"),  # Namibia's is NA, and no missing value
        "ISO3166-1-Alpha-3": matching(r"([A-Z]{3})"),
        "M49": matching(r"([1-9]\d{0,2})", "{:0>3}"),  # the file has lost the leading zeros
        "is_independent": one_of(STATUSES),
        "wikidata_id": optional(
            matching(r"https://www\.wikidata\.org/wiki/(Q\d+)", "http://www.wikidata.org/entity/{}")
        ),
        "Geoname ID": matching(r"(\d+)", "https://sws.geonames.org/{}/"),
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
