"""What a text prints, in its language: figures with unit and noun, and words that commit to more or less.

Terms are in lexicon.toml, numbers and units in numbers.toml. Nothing here knows claims.
"""

from claimgraph.analysis.lineage.printed.figures import TextFigure, read_figures, years_of
from claimgraph.analysis.lineage.printed.words import Category, PrintedWord, find_words, language_of, lexicon

__all__ = [
    "Category",
    "PrintedWord",
    "TextFigure",
    "find_words",
    "language_of",
    "lexicon",
    "read_figures",
    "years_of",
]
