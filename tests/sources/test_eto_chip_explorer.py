"""The ETO Chip Explorer: chain, providers and shares, compared with the files read another way."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, InputFacts, NameMatch, Observation, Source
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from tests.support.source_trees import dataset_copy

ROOT = default_source_tree().root
FOLDER = ROOT / "data/eto-chip-explorer"
BY_COMPANY = "supply-chain-provision-share-company"
BY_SEAT = "supply-chain-provision-share-nation"
BY_SITE = "supply-chain-capacity-share-nation"
SIZE = "supply-chain-input-market-size"
Table = list[dict[str, str]]


def rows(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def gathered() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def observations(gathered: DatasetRows) -> list[Observation]:
    return [row.record for row in gathered.rows if isinstance(row.record, Observation)]


@pytest.fixture(scope="module")
def shares(observations: list[Observation]) -> list[Observation]:
    return [each for each in observations if each.metric != SIZE]


@pytest.fixture(scope="module")
def entities(gathered: DatasetRows) -> dict[str, Entity]:
    """By ETO's id, as in its files."""
    found = [row.record for row in gathered.rows if isinstance(row.record, Entity)]
    return {name.removeprefix("eto:"): each for each in found for name in each.identifiers}


@pytest.fixture(scope="module")
def facts(gathered: DatasetRows) -> dict[str, InputFacts]:
    return {row.record.id: row.record for row in gathered.rows if isinstance(row.record, InputFacts)}


@pytest.fixture(scope="module")
def provision() -> Table:
    return rows(FOLDER / "provision.csv")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return dataset_copy(FOLDER, tmp_path)


def test_every_row_of_the_publisher_is_imported(gathered: DatasetRows) -> None:
    expected = {"inputs": 126, "providers": 403, "provision": 1300, "sequence": 139, "stages": 3}
    for name, count in expected.items():
        account = gathered.accounts[f"{name}.csv"]
        assert (
            (account.read, account.imported) == (count, len(rows(FOLDER / f"{name}.csv"))) == (count, count)
        )


def test_no_name_is_left_unresolved(gathered: DatasetRows) -> None:
    assert gathered.unresolved == {}


# ---- shares ----


def test_each_share_is_that_of_the_file(
    shares: list[Observation], entities: dict[str, Entity], provision: Table
) -> None:
    found = Counter((each.subjects, each.partners, each.value, each.period) for each in shares)
    expected = Counter(
        (
            (entities[row["provider_id"]].id,),
            (entities[row["provided_id"]].id,),
            Decimal(row["share_provided"]) if row["share_provided"] else None,
            row["year"],
        )
        for row in provision
    )
    assert {(*key[:3], key[3].text if key[3] else None) for key in found} == set(expected)
    assert found.total() == expected.total() == 1300


@pytest.mark.parametrize(
    ("subject", "partner", "year", "value"),
    [
        ("company/asml", "input/euv-lithography-tools", "2025", "100"),
        ("company/asml", "input/lithography-tools", "2025", "81.5"),
        ("company/tokyo-electron", "input/resist-processing-tools", "2025", "92.6"),
        ("company/kla", "input/process-control-tools", "2025", "56.8"),
        ("company/pva-tepla", "input/crystal-growing-furnaces", "2022", "100"),
        ("company/accotest", "input/linear-and-discrete-testing-tools", "2021", "40.8"),
        ("nation/uk", "input/core-intellectual-property", "2019", "43"),
        ("nation/us", "input/electronic-design-automation-software", "2019", "96"),
        ("nation/south-korea", "input/memory-chip-design", "2022", "60"),
        ("nation/us", "stage/design", "2022", "51"),
        ("nation/taiwan", "stage/assembly-testing-and-packaging-atp", "2022", "28"),
        ("region/europe", "input/dao-chip-design", "2022", "17"),
        ("region/various-countries", "input/core-intellectual-property", "2019", "2"),
    ],
)
def test_known_shares_are_found(
    shares: list[Observation], subject: str, partner: str, year: str, value: str
) -> None:
    found = [each for each in shares if each.subjects == (subject,) and each.partners == (partner,)]
    assert [(each.value, each.period and each.period.text) for each in found] == [(Decimal(value), year)]


def test_an_empty_share_is_said_to_be_not_stated(shares: list[Observation]) -> None:
    empty = [each for each in shares if each.value is None]
    assert len(empty) == 246
    assert {(each.status, each.source_text) for each in empty} == {("not-stated", "share_provided: (empty)")}
    assert {each.status for each in shares if each.value is not None} == {None}


def test_a_printed_zero_is_no_certain_zero(shares: list[Observation]) -> None:
    zeros = [each for each in shares if each.value == 0]
    assert len(zeros) == 15
    assert all(each.note and "below 0.05 percent" in each.note for each in zeros)


def test_seats_sites_and_companies_are_three_metrics(shares: list[Observation]) -> None:
    kinds = {each.metric: {subject.partition("/")[0] for subject in each.subjects} for each in shares}
    assert kinds.keys() == {BY_COMPANY, BY_SEAT, BY_SITE}
    by_site = {each.partners for each in shares if each.metric == BY_SITE}
    assert by_site == {("stage/fabrication",), ("stage/assembly-testing-and-packaging-atp",)}
    for each in shares:
        company = each.subjects[0].partition("/")[0] in {"company", "unnamed"}
        assert (each.metric == BY_COMPANY) == company


def test_what_is_various_is_no_nation_and_no_company(entities: dict[str, Entity]) -> None:
    assert (entities["P5"].id, entities["P370"].id) == (
        "region/various-countries",
        "unnamed/various-companies",
    )
    assert entities["P370"].nation == "region/various-countries"
    assert all("never one" in (entities[each].note or "") for each in ("P5", "P370"))


def test_fabrication_agrees_with_the_curated_figures_and_stays_apart(shares: list[Observation]) -> None:
    curated = {
        row["subjects"]: Decimal(row["value"])
        for row in rows(ROOT / "data/curated/observations.csv")
        if row["id"].startswith("ev030-")
    }
    fabrication = [each for each in shares if each.partners == ("stage/fabrication",)]
    found = {each.subjects[0]: each.value for each in fabrication}
    assert found == curated | {"region/various-countries": Decimal(7)}
    assert not any(each.id.startswith("ev030") for each in fabrication)
    assert {(each.source, each.known_since and each.known_since.text) for each in fabrication} == {
        ("eto-2026-chip-explorer", "2026-08-13")
    }


def test_shares_of_one_input_add_up_to_a_hundred_but_for_rounding(
    shares: list[Observation], provision: Table
) -> None:
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for each in shares:
        nations = each.metric != BY_COMPANY
        sums[each.partners[0], each.period.text if each.period else "", str(nations)] += each.value or 0
    above = {key: total for key, total in sums.items() if total > 100}
    assert Counter(key[2] for key in above) == {"True": 21, "False": 22}
    assert max(above.values()) == Decimal(102)  # EDA software of 2019, printed in whole percent
    assert {total for key, total in above.items() if key[1] == "2025"} <= set(
        map(Decimal, ("100.1", "100.2", "100.3"))
    )


# ---- sources ----


def test_each_printed_source_is_one_document(
    shares: list[Observation], entities: dict[str, Entity], provision: Table
) -> None:
    cited = {
        (each.subjects[0], each.partners[0], each.period and each.period.text): each.source for each in shares
    }
    pairs = {
        (row["source"], cited[entities[row["provider_id"]].id, entities[row["provided_id"]].id, row["year"]])
        for row in provision
    }
    assert len(pairs) == len({printed for printed, _ in pairs}) == len({source for _, source in pairs}) == 12
    assert ("", "eto-2026-chip-explorer") in pairs


def test_every_source_is_described(gathered: DatasetRows, observations: list[Observation]) -> None:
    own = {row.record.id for row in gathered.rows if isinstance(row.record, Source)}
    curated = {row["id"] for row in rows(ROOT / "data/curated/sources.csv")}
    assert {each.source for each in observations} == own | {"eto-2026-chip-explorer"}
    assert own & curated == set()


def test_figures_of_the_report_are_known_since_the_report(observations: list[Observation]) -> None:
    known = {
        (each.source.startswith("cset-2021"), each.known_since.text if each.known_since else None)
        for each in observations
    }
    assert known == {(True, "2021"), (False, "2026-08-13")}


# ---- the chain ----


def test_inputs_have_their_name_type_and_stage(
    entities: dict[str, Entity], facts: dict[str, InputFacts]
) -> None:
    stages = {row["stage_id"]: entities[row["stage_id"]].id for row in rows(FOLDER / "stages.csv")}
    assert set(stages.values()) == {
        "stage/design",
        "stage/fabrication",
        "stage/assembly-testing-and-packaging-atp",
    }
    types: Counter[str] = Counter()
    for row in rows(FOLDER / "inputs.csv"):
        entity = entities[row["input_id"]]
        said = facts[entity.id]
        assert (entity.name, said.description) == (row["input_name"], row["description"].strip())
        assert said.stage == stages.get(row["stage_id"])
        types[said.input_type] += 1
    assert types == {"tool": 90, "material": 17, "process": 11, "design-resource": 7, "final-product": 1}
    assert sum(1 for each in facts.values() if each.stage) == 11


def test_links_are_those_of_the_sequence(entities: dict[str, Entity], facts: dict[str, InputFacts]) -> None:
    found = {(said.id, "goes_into", end) for said in facts.values() for end in said.goes_into}
    found |= {(said.id, "is_type_of", end) for said in facts.values() for end in said.variant_of}
    expected = {
        (entities[row["input_id"]].id, link, entities[row[f"{link}_id"]].id)
        for row in rows(FOLDER / "sequence.csv")
        for link in ("goes_into", "is_type_of")
        if row[f"{link}_id"]
    }
    assert found == expected
    assert len(found) == 139


def test_market_sizes_are_in_dollars(observations: list[Observation], facts: dict[str, InputFacts]) -> None:
    sizes = {each.subjects[0].partition("/")[2]: each for each in observations if each.metric == SIZE}
    assert len(sizes) == 105
    expected = {
        "chip-design": ("574100000000", "2022", None),
        "euv-lithography-tools": ("13000000000", "2025", None),
        "lithography-tools": ("32600000000", "2025", None),
        "crystal-growing-furnaces": ("44000000", "2022", None),
        "ion-milling-tools": ("400000", "2025", None),
        "wafer": ("10900000000", "2019", None),
        "advanced-cpus": ("56200000000", "2019", "microprocessors"),
        "cmp-materials": ("2500000000", "2019", "slurries and pads"),
        "design": ("574000000000", "2022", None),
    }
    found = {name: (str(sizes[name].value), sizes[name].period.text, sizes[name].scope) for name in expected}  # type: ignore[union-attr]
    assert found == expected
    assert facts["input/wafer"].market_size_text == "$10.9 billion"
    assert sum(1 for each in facts.values() if each.market_size_text) == 103


# ---- providers ----


def test_companies_have_the_seat_that_eto_gives(entities: dict[str, Entity]) -> None:
    codes = {
        row["iso_alpha3"]: row["id"] for row in rows(ROOT / "data/entities/entities.csv") if row["iso_alpha3"]
    } | {"HUN": "nation/hungary", "LUX": "nation/luxembourg", "BLR": "nation/belarus"}
    codes |= {"EUR": "region/europe", "Various countries": "region/various-countries"}
    for row in rows(FOLDER / "providers.csv"):
        entity = entities[row["provider_id"]]
        if row["provider_type"] == "country":
            assert (entity.nation, entity.id) == (None, codes[row["provider_name"]])
        else:
            assert entity.nation == codes[row["country"]]
    assert sum(1 for name in entities if name.startswith("P")) == 396


def test_aliases_of_companies_are_kept_and_rows_of_one_are_one(entities: dict[str, Entity]) -> None:
    assert entities["P139"].alt_names == ("Rudolph Technologies", "Nanometrics")
    assert entities["P122"].alt_names == ("Grand Plastic Technology", "Grand Process Technology")
    printed = {
        row["alias"] for row in rows(FOLDER / "providers.csv") if row["provider_type"] == "organization"
    }
    kept = {alias for name, each in entities.items() if name.startswith("P") for alias in each.alt_names}
    assert kept == printed - {""}


@pytest.mark.parametrize(
    ("provider", "entity"),
    [
        ("P34", "company/tsmc"),
        ("P9", "company/intel"),
        ("P88", "company/asml"),
        ("P38", "company/umc"),
        ("P55", "company/sk-hynix"),
        ("P311", "company/renesas-electronics"),
        ("P35", "company/samsung"),
        ("P288", "company/lg-eto-chip-explorer"),
        ("P298", "company/nanya"),
        ("P40", "company/hua-hong"),
        ("P198", "company/arm"),
    ],
)
def test_known_companies_keep_their_id_and_lookalikes_get_their_own(
    entities: dict[str, Entity], provider: str, entity: str
) -> None:
    assert entities[provider].id == entity


def test_no_provider_but_those_judged_the_same_has_the_id_of_another_entity(
    gathered: DatasetRows, entities: dict[str, Entity]
) -> None:
    others = {
        row["id"]
        for folder in ("curated", "entities")
        for row in rows(ROOT / "data" / folder / "entities.csv")
    }
    matches = [row.record for row in gathered.rows if isinstance(row.record, NameMatch)]
    same = {each.entity for each in matches if each.judgement == "same"}
    assert {each.id for each in entities.values()} & others <= same
    assert {each.id for each in entities.values() if each.name} & others == set()


def test_the_licence_and_the_conflict_about_it_are_carried_along() -> None:
    dataset = read_dataset(FOLDER)
    assert (dataset.licence, dataset.reuse) == ("CC-BY-NC-4.0", "non-commercial")
    for text in (dataset.attribution, (FOLDER / "README.md").read_text("utf-8")):
        assert "Our World in Data" in text
        assert "until CSET confirms" in text


# ---- broken copies ----

Spoil = Callable[[Table], object]


def in_cell(line: int, column: str, text: str) -> Spoil:
    return lambda table: table[line - 2].__setitem__(column, text)


def new_column(table: Table) -> None:
    for row in table:
        row["negligible_market_share"] = ""


def renamed(old: str, new: str) -> Spoil:
    def rename(table: Table) -> None:
        table[:] = [{new if name == old else name: cell for name, cell in row.items()} for row in table]

    return rename


def again(table: Table) -> None:
    table.append(dict(table[0]))


def without_last(table: Table) -> None:
    table.pop()


@pytest.mark.parametrize(
    ("file", "spoil", "parts"),
    [
        ("provision.csv", new_column, ["provision.csv:1", "negligible_market_share", "unknown columns"]),
        (
            "provision.csv",
            renamed("share_provided", "share_provided_pct"),
            ["missing columns", "share_provided"],
        ),
        (
            "provision.csv",
            in_cell(3, "share_provided", "9.8%"),
            ["provision.csv:3", "'9.8%' is not a number"],
        ),
        ("provision.csv", in_cell(3, "share_provided", "980"), ["provision.csv:3", "no share in percent"]),
        ("provision.csv", in_cell(3, "year", "2022"), ["provision.csv:3", "'year'", "figures of 2025"]),
        ("provision.csv", in_cell(3, "year", "25"), ["provision.csv:3", "'year'", "not a year"]),
        ("provision.csv", in_cell(3, "source", "A blog"), ["provision.csv:3", "'source'", "sources.csv"]),
        ("provision.csv", in_cell(3, "provider_id", "P999"), ["provision.csv:3", "'provider_id'", "P999"]),
        ("provision.csv", in_cell(3, "provided_id", "N999"), ["provision.csv:3", "'provided_id'", "N999"]),
        ("provision.csv", in_cell(3, "provided_name", "Tools"), ["provision.csv:3", "'provided_name'"]),
        ("provision.csv", in_cell(3, "provider_name", "ASML"), ["provision.csv:3", "aliases.csv"]),
        ("provision.csv", again, ["provision.csv:1302", "already in line 2", "Keep one"]),
        ("provision.csv", without_last, ["provision.csv", "1299 rows read", "expects imported 1300"]),
        ("providers.csv", in_cell(9, "country", "XXX"), ["providers.csv:9", "'country'", "aliases.csv"]),
        ("providers.csv", in_cell(9, "country", ""), ["providers.csv:9", "'country'", "no country"]),
        ("providers.csv", in_cell(2, "provider_name", "ATL"), ["providers.csv:2", "aliases.csv"]),
        ("providers.csv", in_cell(2, "alias", "Atlantis"), ["providers.csv:2", "'alias'", "Atlantis"]),
        ("providers.csv", in_cell(9, "provider_type", "person"), ["providers.csv:9", "not a category"]),
        ("providers.csv", in_cell(120, "country", "JPN"), ["providers.csv:120", "in line 119"]),
        ("inputs.csv", in_cell(2, "type", "service"), ["inputs.csv:2", "'type'", "not a category"]),
        ("inputs.csv", in_cell(2, "stage_name", "Fabrication"), ["inputs.csv:2", "'stage_name'", "'S1'"]),
        (
            "inputs.csv",
            in_cell(2, "market_share_chart_global_market_size_info", "€574.1 billion (2022)"),
            ["inputs.csv:2", "no market size in US dollars"],
        ),
        (
            "inputs.csv",
            in_cell(2, "market_share_chart_global_market_size_info", "$574.1 billion (2021)"),
            ["inputs.csv:2", "2021 and 2022"],
        ),
        (
            "stages.csv",
            in_cell(3, "market_share_chart_caption", "Chart shows fab revenue."),
            ["stages.csv:3", "'market_share_chart_caption'"],
        ),
        ("sequence.csv", in_cell(2, "goes_into_id", "N99"), ["sequence.csv:2", "'Wafer'", "inputs.csv"]),
        ("sequence.csv", in_cell(4, "is_type_of_id", ""), ["sequence.csv:4", "a kind of nothing"]),
    ],
)
def test_a_spoilt_file_stops_the_import_and_says_where(
    copy: Path, file: str, spoil: Spoil, parts: list[str]
) -> None:
    table = rows(copy / file)
    spoil(table)
    with (copy / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, table[0].keys())
        writer.writeheader()
        writer.writerows(table)
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    message = str(error.value)
    assert [part for part in parts if part not in message] == []
    assert "the SHA-256 is" in message


def test_another_checksum_is_noticed_although_every_row_reads(copy: Path) -> None:
    path = copy / "provision.csv"
    path.write_text(
        path.read_text("utf-8").replace(
            "P313,Etch and clean tools,N55,2.4", "P313,Etch and clean tools,N55,2.5"
        )
    )
    with pytest.raises(ClaimgraphError, match="SHA-256"):
        read_dataset_rows(copy, read_dataset(copy))


def test_a_file_that_is_not_there_is_named(copy: Path) -> None:
    (copy / "stages.csv").unlink()
    with pytest.raises(ClaimgraphError, match=r"stages\.csv.*it is not there"):
        read_dataset_rows(copy, read_dataset(copy))
