"""Settings of a command: from the environment and claimgraph.toml, with its options on top."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import ValidationError

from claimgraph.config import SETTINGS_FILE, Settings
from claimgraph.errors import ClaimgraphError


class SettingsError(ClaimgraphError):
    """A setting in the environment or in claimgraph.toml is unknown or has an invalid value."""


def read_settings(build_folder: Path | None = None) -> Settings:
    """The settings, with `build_folder` in place of the configured one unless it is None.

    Raises:
        SettingsError: A CLAIMGRAPH_… variable is unknown, a value is invalid, or the file cannot be read.
    """
    allowed = {f"CLAIMGRAPH_{name.upper()}" for name in Settings.model_fields}
    variables = (name for name in os.environ if name.startswith("CLAIMGRAPH_"))
    if unknown := sorted(name for name in variables if name not in allowed):
        raise SettingsError(
            f"Settings: unknown {', '.join(unknown)}. There are {', '.join(sorted(allowed))}."
        )
    try:
        return Settings(build_folder=build_folder) if build_folder else Settings()
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise SettingsError(
            f"Settings: {problems}. They come from CLAIMGRAPH_… and claimgraph.toml."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{Path(SETTINGS_FILE).absolute()}: {_describe_file_problem(error)}") from None


def _describe_file_problem(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.strerror}. Allow this user to read it, or run the command in another folder."
    problem = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
    return f"{problem}. It has one setting a line, such as: workers = 4"
