"""Writes a synthetic graph: any number of claims, all else in proportion. See bench/README.md.

python bench/generate.py --claims 1000 --seed 7 --output graph.nq
python bench/generate.py --triples 1000000 | gzip > graph.nq.gz
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from synthetic.graph import lines
from synthetic.world import World

LEAST = 10  # claims; with fewer, kinds that are rare would be missing


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _parser().parse_args(arguments)
    world = World(asked.claims or claims_for(asked.triples), asked.seed, asked.observations)
    if asked.output is None:
        _write(world, asked.format, sys.stdout)
        return
    with asked.output.open("w", encoding="utf-8", newline="\n") as output:
        _write(world, asked.format, output)


def triples_of(claims: int) -> int:
    """About how many triples a graph has: measured, with observations as shipped.

    Nations are always the same, and the more claims there are, the fewer dates are new.
    """
    return 500 + 129 * claims + 60_000 * claims // (claims + 3000)


def claims_for(triples: int) -> int:
    """How many claims give about so many triples."""
    return max(LEAST, bisect_left(range(triples), triples, key=triples_of))


def _write(world: World, format: str, output: TextIO) -> None:
    output.writelines(lines(world, quads=format == "nq"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Writes a synthetic graph of claims.")
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--claims", type=_claims, help=f"how many claims, {LEAST} or more")
    size.add_argument("--triples", type=int, help="about how many triples, give or take a twentieth")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another graph (usually 1)")
    parser.add_argument("--observations", type=float, help="observations per claim (usually as shipped)")
    parser.add_argument("--format", choices=("nq", "nt"), default="nq", help="N-Quads or N-Triples")
    parser.add_argument("--output", type=Path, help="file to write to (usually standard output)")
    return parser


def _claims(text: str) -> int:
    if not text.isdecimal() or int(text) < LEAST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of claims: give a whole number from {LEAST}")
    return int(text)


if __name__ == "__main__":
    main()
