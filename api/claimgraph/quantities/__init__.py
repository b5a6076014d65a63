"""Comparing a claimed figure with a measured one: plain values, no graph."""
