"""Counters, histograms and gauges in the text format of Prometheus (version 0.0.4)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A value read now: a gauge, or a counter that somebody else keeps."""

    name: str
    help: str
    value: float
    labels: Labels = ()
    kind: str = "gauge"


@dataclass
class Counter:
    """Counts by the values of its labels, of which there must be few: each makes a series of its own."""

    name: str
    help: str
    label_names: tuple[str, ...]
    _values: defaultdict[tuple[str, ...], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, *label_values: str, by: float = 1) -> None:
        self._values[label_values] += by

    def render(self) -> Iterator[str]:
        yield from _render_head(self.name, self.help, "counter")
        for label_values, value in self._values.items():
            yield _render_line(self.name, tuple(zip(self.label_names, label_values, strict=True)), value)


@dataclass
class Histogram:
    """How many values were at most so large, by the values of its labels."""

    name: str
    help: str
    label_names: tuple[str, ...]
    bounds: tuple[float, ...]
    _counts: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    _sums: defaultdict[tuple[str, ...], float] = field(default_factory=lambda: defaultdict(float))

    def observe(self, value: float, *label_values: str) -> None:
        counts = self._counts.setdefault(label_values, [0] * (len(self.bounds) + 1))
        counts[bisect_left(self.bounds, value)] += 1
        self._sums[label_values] += value

    def render(self) -> Iterator[str]:
        yield from _render_head(self.name, self.help, "histogram")
        for label_values, counts in self._counts.items():
            labels, total = tuple(zip(self.label_names, label_values, strict=True)), 0
            for bound, count in zip((*self.bounds, float("inf")), counts, strict=True):
                total += count
                yield _render_line(f"{self.name}_bucket", (*labels, ("le", _format(bound))), total)
            yield _render_line(f"{self.name}_sum", labels, self._sums[label_values])
            yield _render_line(f"{self.name}_count", labels, total)


def render_gauges(gauges: list[Gauge]) -> Iterator[str]:
    """Lines of gauges; those of one name come together."""
    for name in dict.fromkeys(reading.name for reading in gauges):
        namesakes = [reading for reading in gauges if reading.name == name]
        yield from _render_head(name, namesakes[0].help, namesakes[0].kind)
        for reading in namesakes:
            yield _render_line(name, reading.labels, reading.value)


def _render_head(name: str, help_: str, kind: str) -> Iterator[str]:
    yield f"# HELP {name} {help_}"
    yield f"# TYPE {name} {kind}"


def _render_line(name: str, labels: Labels, value: float) -> str:
    written = ",".join(f'{label}="{_escape(text)}"' for label, text in labels)
    return f"{name}{{{written}}} {_format(value)}" if written else f"{name} {_format(value)}"


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")


def _format(value: float) -> str:
    if value == float("inf"):
        return "+Inf"
    return str(int(value)) if value == int(value) else repr(value)
