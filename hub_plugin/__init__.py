"""Structured YAML about a Centre of Excellence, turned into a shared resource centre."""

__version__ = "0.1.0"
