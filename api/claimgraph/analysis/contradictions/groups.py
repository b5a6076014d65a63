"""Finds all contradictions among statements: exact counts at once, the pairs themselves when asked for.

There can be as many pairs as the square of the statements, so nothing here holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from claimgraph.analysis.contradictions.pair_counts import Line, Tally, ranked, ranks_of, tally
from claimgraph.analysis.contradictions.pair_lists import Statements, Wanted, runs
from claimgraph.analysis.contradictions.rule import Kind, Metrics, Nature, Pair, Site, Statement, rule
from claimgraph.quantities.period_relations import DayRange


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of which the lower may contradict the upper; by one definition these are the same."""

    site: Site
    lower: Statements
    upper: Statements
    nature: Nature
    related: bool
    counts: Tally

    @property
    def place(self) -> tuple[Site, str, str]:
        """Where it stands among all, always the same."""
        return self.site, min(each.metric for each in self.lower), min(each.metric for each in self.upper)

    def found(self, kind: Kind) -> Kind | None:
        """Under which name a pair counts: by another definition only what else would conflict does."""
        if not self.related:
            return kind
        return Kind.DEFINITION if kind is Kind.CONFLICTS else None

    def wanted(self, kind: Kind) -> Wanted:
        """Whether the periods of a lower and an upper statement make their pair one of this kind."""

        def is_wanted(lower: DayRange | None, upper: DayRange | None) -> bool:
            found = rule(self.nature, lower, upper)
            return found is not None and self.found(found) is kind

        return is_wanted


class Groups:
    """The contradictions among statements of different claims.

    Cost: n log n comparisons for n statements (n log² n for counts that add up over time), times the
    number of related definitions by which something is said of the same subjects.
    """

    def __init__(self, statements: Iterable[Statement], metrics: Metrics) -> None:
        found = (group for site, each in _sites(statements) for group in _groups(site, each, metrics))
        self._groups = sorted(found, key=lambda group: group.place)

    def counts(self, claim: str | None = None) -> Tally:
        """How many pairs there are of each kind; with `claim`, only pairs of which it is a side."""
        total: Tally = Tally()
        for group in self._groups:
            total += group.counts if claim is None else _counted(group, claim)
        return total

    def pairs(self, kind: Kind, claim: str | None = None, start: int = 0) -> Iterator[Pair]:
        """The pairs of a kind, in an order that stays the same; the first `start` are passed over."""
        for group in self._groups:
            if not group.counts[kind]:
                continue
            if claim is None and group.counts[kind] <= start:
                start -= group.counts[kind]
                continue
            for lower, upper in _sides(group, claim):
                for each in runs(lower, upper, group.wanted(kind)):
                    start, skipped = max(0, start - each.count), start
                    yield from (Pair(kind, *both) for both in each.pairs(skipped))


def _sites(statements: Iterable[Statement]) -> Iterator[tuple[Site, dict[str, list[Statement]]]]:
    sites: dict[Site, list[Statement]] = defaultdict(list)
    for each in statements:
        if each.matchable:
            sites[each.site].append(each)
    for site, found in sites.items():
        if len(found) > 1:
            by_metric: dict[str, list[Statement]] = defaultdict(list)
            for each in found:
                by_metric[each.metric].append(each)
            yield site, by_metric


def _groups(site: Site, found: dict[str, list[Statement]], metrics: Metrics) -> Iterator[Group]:
    """Only those in which there is a contradiction."""
    ranks = ranks_of(each for some in found.values() for each in some)
    lines = {metric: ranked(some, ranks) for metric, some in found.items()}
    for names in _definitions(found, metrics):
        nature, some = metrics.nature(site, *names), [line for name in names for line in lines[name]]
        yield from _group(site, some, some, nature, related=False)
    for pair in combinations(sorted(found), 2):
        if pair in metrics.related and metrics.definition(pair[0]) != metrics.definition(pair[1]):
            for one, other in (pair, pair[::-1]):
                yield from _group(site, lines[one], lines[other], metrics.nature(site, *pair), related=True)


def _definitions(found: Iterable[str], metrics: Metrics) -> list[list[str]]:
    by_name: dict[str, list[str]] = defaultdict(list)
    for metric in sorted(found):
        by_name[metrics.definition(metric)].append(metric)
    return list(by_name.values())


def _group(
    site: Site, lower: list[Line], upper: list[Line], nature: Nature, *, related: bool
) -> Iterator[Group]:
    counts = tally(lower, upper, nature)
    if related:
        counts = +Tally({Kind.DEFINITION: counts[Kind.CONFLICTS]})
    if counts:
        below = [line.statement for line in lower]
        above = below if upper is lower else [line.statement for line in upper]
        yield Group(site, below, above, nature, related, counts)


def _sides(group: Group, claim: str | None) -> list[tuple[Statements, Statements]]:
    """The lower and the upper statements; with a claim, those where it is the one, and where the other."""
    if claim is None:
        return [(group.lower, group.upper)]
    own = [[each for each in side if each.claim == claim] for side in (group.lower, group.upper)]
    return [sides for sides in ((own[0], group.upper), (group.lower, own[1])) if sides[0] and sides[1]]


def _counted(group: Group, claim: str) -> Tally:
    total: Tally = Tally()
    for lower, upper in _sides(group, claim):
        ranks = ranks_of([*lower, *upper])
        for kind, count in tally(ranked(lower, ranks), ranked(upper, ranks), group.nature).items():
            if name := group.found(kind):
                total[name] += count
    return total
