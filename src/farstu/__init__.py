"""Farstu: an open, self-hosted server for estate agencies. Speaks the Connect interface, keeps what it is told."""

__version__ = "0.1.0"
