"""The archive that a spreadsheet is: its parts as XML, no larger than a table of ours can be."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from claimgraph.errors import TableError
from claimgraph.sources.csv_lines import display_path

_MOST_BYTES = 64 * 2**20  # of all parts, unpacked
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as XLSX or ODS, without a password."
# What the libraries raise for archives, XML and numbers that are broken, or protected by a password.
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, EOFError, ElementTree.ParseError, LookupError, ValueError, RuntimeError,
)  # fmt: skip


class Parts:
    """The parts of an archive by name."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def elements(self, name: str, *tags: str) -> Iterator[Element]:
        """Yield the elements of a part that have one of these local names, each whole, and forget them."""
        with self._archive.open(name) as part:
            # Expat itself stops where entities make a document grow out of proportion.
            for _, element in ElementTree.iterparse(part, ("end",)):  # noqa: S314
                if local_name(element) in tags:
                    yield element
                    element.clear()


@contextmanager
def open_parts(path: Path) -> Iterator[Parts]:
    """Open a spreadsheet.

    Raises:
        TableError: It cannot be read, is no archive of XML, or too large.
    """
    place = display_path(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                problem = f"unpacked it is larger than {_MOST_BYTES >> 20} MiB"
                raise TableError(place, problem, "Split it, or save its sheets as CSV.")
            yield Parts(archive)
    except OSError as error:
        raise TableError(place, error.strerror or "cannot be read", "Check the path.") from None
    except _DAMAGES as error:
        raise TableError(place, f"no spreadsheet that can be read: {error}", _SAVE_AGAIN) from None


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace: strict and transitional files have others."""
    return str(element.tag).rpartition("}")[2]


def attributes(element: Element) -> dict[str, str]:
    """Return the attributes of an element by their local names."""
    return {name.rpartition("}")[2]: value for name, value in element.items()}
