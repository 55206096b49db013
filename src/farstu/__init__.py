"""Farstu: an open, self-hosted server for estate agencies that speaks the Connect interface and keeps what it is told."""

__version__ = "0.1.0"
