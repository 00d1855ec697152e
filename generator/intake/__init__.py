"""Read one filled intake: what was written, under which heading, in which cell. Nothing is interpreted here."""

from generator.intake.xlsx import read

__all__ = ["read"]
