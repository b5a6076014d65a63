"""Verdicts that recompute themselves: what bears on a claim, what follows, as of any day."""
