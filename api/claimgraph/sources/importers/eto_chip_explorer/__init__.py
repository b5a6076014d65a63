"""Imports the ETO Chip Explorer: how advanced chips are made, and who provides what."""

from __future__ import annotations

from claimgraph.sources.importers.eto_chip_explorer.chain import read_chain
from claimgraph.sources.importers.eto_chip_explorer.providers import read_providers
from claimgraph.sources.importers.eto_chip_explorer.provision import read_provision
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """First what there is and who provides it, then the shares, which name both."""
    nodes = read_chain(intake)
    read_provision(intake, read_providers(intake), nodes)
