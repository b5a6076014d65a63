"""How a measured metric is related to the claimed one."""

from __future__ import annotations

from enum import StrEnum


class DefinitionRelation(StrEnum):
    """A measured value of the other metric is …; the values are the terms of the vocabulary `bridge-kind`.

    Proofs made before there were bridges say "related" and "none".
    """

    SAME = "same"
    COMPARABLE = "comparable"
    READING_OF = "reading-of"
    PART_OF = "part-of"
    WHOLE_OF = "whole-of"
    FORMULA = "formula"
    PROXY_FOR = "proxy-for"
    DIFFERS_IN_KIND = "differs-in-kind"

    @classmethod
    def _missing_(cls, value: object) -> DefinitionRelation | None:
        return {"related": cls.READING_OF, "none": cls.DIFFERS_IN_KIND}.get(str(value))

    @property
    def is_own(self) -> bool:
        """True if a measured value, or the bound that it gives, is one by the claim's own definition."""
        return self in (
            DefinitionRelation.SAME,
            DefinitionRelation.COMPARABLE,
            DefinitionRelation.FORMULA,
            DefinitionRelation.PART_OF,
            DefinitionRelation.WHOLE_OF,
        )

    @property
    def is_unrelated(self) -> bool:
        """True if a measured value says nothing on whether the claimed figure holds."""
        return self is DefinitionRelation.DIFFERS_IN_KIND
