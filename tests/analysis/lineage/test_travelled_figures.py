"""What became of figures that travelled from page to page, on the rows of data/claims-lineage."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat

from claimgraph.analysis.lineage import Lineage, StepKind, WordingChange, trace_lineage
from claimgraph.model import Claim, Utterance
from claimgraph.namespaces import thing_iri
from claimgraph.queries import bind_query
from claimgraph.rdf import encode_record
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import read_record_tables
from tests.support.lineages import shifts_of, slugs

_ROOT = default_source_tree().root
_FOLDERS = ("claims-lineage", "claims-2026-11", "curated", "entities")
_RECORDS = [row.record for name in _FOLDERS for row in read_record_tables(_ROOT / "data" / name)]
_UTTERANCES = {record.id: record for record in _RECORDS if isinstance(record, Utterance)}
_LINKED = [
    (earlier, later.id)
    for later in (row.record for row in read_record_tables(_ROOT / "data" / "claims-lineage"))
    if isinstance(later, Utterance)
    for earlier in dict.fromkeys((*later.quoted_from, *later.derived_from))
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The claims of three data sets with the vocabularies: what a lineage is made from."""
    store = ox.Store()
    for name in ("units", "metrics"):
        path = _ROOT / "ontology" / "vocabularies" / f"{name}.ttl"
        store.load(path=str(path), format=RdfFormat.TURTLE)
    store.bulk_extend(Quad(*triple) for record in _RECORDS for triple in encode_record(record))
    return store


def lineage_of(store: ox.Store, claim: str) -> Lineage:
    answer = store.query(bind_query("lineage", claim=NamedNode(thing_iri(f"claim/{claim}"))))
    assert isinstance(answer, ox.QueryTriples)
    lineage = trace_lineage(answer, thing_iri(f"claim/{claim}"))
    assert lineage is not None
    return lineage


def step(store: ox.Store, earlier: str, later: str) -> WordingChange:
    claim = _UTTERANCES[later].claim
    assert claim
    (wording,) = [
        step.wording
        for step in lineage_of(store, claim).steps
        if slugs((step.earlier, step.later)) == [earlier, later]
    ]
    return wording


EXAMPLES = [
    # Figure, bound, currency.
    ("elysee-2025-uae-campus-30-50-billion-euros", "mahalsa-2025-50-billion-of-mgx",
     "figure", "30 billion to 50 billion euros", "50 billion euros"),
    ("macropolo-2024-47-percent-top-researchers-china", "1ai-2024-china-trained-half-of-top-talent",
     "figure", "about 47 %", "about 50 %"),
    ("semianalysis-2025-deepseek-50000-hoppers", "inkl-2025-deepseek-trained-with-60000",
     "figure", "about 50,000 chips", "at least 60,000 chips"),
    ("bis-2025-80-added-to-entity-list", "export-compliance-daily-2025-82-added", "figure", "80", "82"),
    ("elysee-2025-uae-campus-30-50-billion-euros", "reuters-2025-uae-campus-30-50-billion-dollars",
     "currency", "30 billion to 50 billion euros", "30 billion to 50 billion US dollars"),
    # What it is a figure of.
    ("nvidia-amd-2025-15-percent-of-china-revenue-us-official", "firstpost-2025-15-percent-of-profits",
     "measure", "15% (revenue)", "15% (profits)"),
    ("smith-2025-licences-for-60400-a100", "aivideo-2025-60400-new-processors",
     "measure", "60,400 (equivalent)", "60,400 (processors)"),
    ("lutnick-2026-40-percent-of-leading-edge", "azzet-2026-us-calls-to-shift-40-percent",
     "measure", "40% (market)", "40% (capacity)"),
    ("unctad-2025-100-firms-40-percent-of-rd", "ngai-news-2025-100-firms-40-percent-of-ai-rd",
     "measure", "40% (research and development)", "40% (AI research and development)"),
    ("casado-2025-80-percent-chance", "36kr-2025-up-to-80-percent-of-us-start-ups",
     "scope", "Start-ups that pitch to Andreessen Horowitz", None),
    # Period, part and whole.
    ("smith-2025-microsoft-15-2-billion-uae", "emegypt-2025-7-3-billion-in-2023",
     "period", "2023/2025", "2023"),
    ("xiong-jijun-2025-788-eflops", "reportify-2025-788-eflops-in-june-2023",
     "period", "2025-06", "2023-06"),
    ("unctad-2025-4-8-trillion-by-2033", "ssti-2025-4-8-trillion-by-2023", "period", "2033", "2023"),
    ("canada-2024-2-billion-sovereign-compute", "voxbusiness-2025-canada-1-billion",
     "part", "one billion of two billion Canadian dollars", "one billion Canadian dollars"),
    # State.
    ("mofcom-2025-gallium-ban-suspended-until-november-2026", "efe-2025-ban-in-effect-until-november-2026",
     "state", "suspends", "in force"),
    ("meity-2026-20000-more-gpus", "psironline-2026-58000-gpus", "state", "to come", "is so"),
]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[1])
def test_a_change_of_the_claim_is_named_with_both_sides(
    store: ox.Store, example: tuple[str, str, str, str, str | None]
) -> None:
    earlier, later, *shift = example
    change = step(store, earlier, later)
    assert change.change == "altered"
    assert (*shift, "altered") in shifts_of(change)


HARDENED = [
    ("elysee-2025-uae-campus-30-50-billion-euros", "reuters-2025-uae-campus-30-50-billion-dollars",
     ("comparator", "up to 1 gigawatt", "1 gigawatt", "hardened")),
    ("canada-2024-2-billion-sovereign-compute", "canada-2024-2-billion-sovereign-compute-calgary-herald",
     ("comparator", "two billion Canadian dollars", "more than $2 billion", "hardened")),
    ("hassabis-2026-months-behind", "hassabis-2026-months-behind-prism",
     ("hedge", "maybe", None, "hardened")),
    ("us-attorney-2025-gatekeeper-160-million", "techbuzz-2025-gatekeeper-over-160-million",
     ("hedge", "attempted", None, "hardened")),
    ("bitkom-2025-over-5-gw-in-2030", "bitkom-2025-over-5-gw-in-2030-der-markt",
     ("comparator", "fünf Gigawatt", "about 5.000 Megawatt", "softened")),
    ("kessler-2025-ascend-200000-chips", "kessler-2025-ascend-200000-chips-pakistan-today",
     ("hedge", None, "expected", "softened")),
]  # fmt: skip


@pytest.mark.parametrize(("earlier", "later", "shift"), HARDENED)
def test_a_bound_or_a_hedge_is_named_with_what_it_does(
    store: ox.Store, earlier: str, later: str, shift: tuple[str, str | None, str | None, str]
) -> None:
    assert shift in shifts_of(step(store, earlier, later))


def test_a_quote_in_other_words_is_named(store: ox.Store) -> None:
    change = step(store, "wang-2025-deepseek-50000-h100", "livemint-2025-deepseek-over-50000-h100")
    assert ("comparator", "50,000 chips", "more than 50,000 chips", "hardened") in shifts_of(change)
    (quotation,) = [shift for shift in change.shifts if shift.aspect == "quotation"]
    assert quotation.before == "My understanding is that DeepSeek has 50,000 H100s."
    assert (quotation.after or "").startswith("DeepSeek has more than 50,000 H100s")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("ai-index-2025-us-109-1-billion", "ai-index-2025-us-109-1-billion-ciol"),
        ("counterpoint-2025-hbm-62-21-17", "counterpoint-2025-hbm-62-21-17-chosun-biz"),
        ("kress-2025-h20-2-to-5-billion", "kress-2025-h20-2-to-5-billion-sinocism"),
        ("vaishnaw-2026-250-billion", "vaishnaw-2026-250-billion-newsdrum"),
    ],
)
def test_a_page_that_only_passes_a_claim_on_changes_nothing(
    store: ox.Store, earlier: str, later: str
) -> None:
    assert step(store, earlier, later).change == "unchanged"


def test_a_chain_is_summed_up_in_one_word(store: ox.Store) -> None:
    lineage = lineage_of(store, "inkl-2025-deepseek-trained-with-60000")
    words = {slugs(chain.utterances)[-1]: chain.wording.change for chain in lineage.chains if chain.wording}
    assert words["semianalysis-2025-deepseek-50000-hoppers"] == "altered"


def test_every_linked_step_gets_a_word(store: ox.Store) -> None:
    claims = dict.fromkeys(_UTTERANCES[later].claim for _, later in _LINKED)
    steps = {
        (*slugs((step.earlier, step.later)),): step
        for step in chain.from_iterable(lineage_of(store, claim).steps for claim in claims if claim)
    }
    linked = [steps[link] for link in _LINKED]
    words = Counter(step.wording.change.value for step in linked)
    assert words.total() == len(linked) == 222
    assert words["altered"] > 50
    assert words["unchanged"] > 40
    assert all(shift.before != shift.after for step in linked for shift in step.wording.shifts)
    assert Counter(step.how for step in linked)[StepKind.QUOTED] > 20


def test_every_claim_of_the_two_data_sets_has_a_lineage() -> None:
    claims = [record for record in _RECORDS if isinstance(record, Claim)]
    said = {record.claim for record in _UTTERANCES.values()}
    assert all(claim.id in said for claim in claims)
