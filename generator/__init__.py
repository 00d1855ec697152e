"""plangen: one intake about a child in, every document the people around that child need out."""

__version__ = "0.1.0"
