"""Contention: read an article and map its argument by hand, offline."""

__version__ = "0.1.0"
