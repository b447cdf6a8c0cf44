"""Measures whole commands on large synthetic hubs: ``python -m benchmarks``."""
