"""Read one filled intake: what was written, under which heading, in which cell. Nothing is interpreted here.

An intake is a workbook (.xlsx, .ods), a folder or zip of CSV files, or a form (.yaml, .json): one `Intake` comes out.
"""

from generator.intake.blank import blank_form
from generator.intake.door import FORMS, found_in, read

__all__ = ["FORMS", "blank_form", "found_in", "read"]
