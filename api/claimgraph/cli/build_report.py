"""What a command that builds says afterwards."""

from __future__ import annotations

from claimgraph.cli.output import say
from claimgraph.generations import Generation
from claimgraph.pipeline import BuildReport


def print_build_report(report: BuildReport) -> Generation:
    """Print what is left to fill in, warnings, steps and times of a build, and return its generation."""
    assert report.generation is not None
    for dataset in report.skipped:
        say(f"Skipped: {dataset}")
    for point in report.open_points:
        say(f"To fill in: {point}")
    for warning in report.warnings:
        say(f"Warning: {warning}")
    say(_summary(report, report.generation.name))
    if report.cleaned:
        say(f"Deleted {len(report.cleaned)} old generation(s): {', '.join(report.cleaned)}.")
    return report.generation


def _summary(report: BuildReport, name: str) -> str:
    if report.unchanged:
        return f"Generation {name} is up to date."
    steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in report.seconds.items())
    imported = ", ".join(report.work.imported) or "nothing"
    validated = ", ".join(report.work.validated) or "nothing"
    return f"Built generation {name} ({steps}; imported: {imported}; validated: {validated})."
