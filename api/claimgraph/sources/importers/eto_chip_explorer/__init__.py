"""Imports the ETO Chip Explorer: how advanced chips are made, and who provides what."""

from __future__ import annotations

from claimgraph.sources.importers.eto_chip_explorer.chain import import_chain
from claimgraph.sources.importers.eto_chip_explorer.providers import import_providers
from claimgraph.sources.importers.eto_chip_explorer.provision import import_provision
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import first what there is and who provides it, then the shares, which name both."""
    nodes = import_chain(intake)
    import_provision(intake, import_providers(intake), nodes)
