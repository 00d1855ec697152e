"""The plangen command: the only room that prints, asks or exits."""

from generator.cli.commands import main

__all__ = ["main"]
