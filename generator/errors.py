"""What a person at the keyboard can mend: one base, few kinds, each with the exit code it leads to."""


class PlangenError(Exception):
    """Something that stops the tool, said in one or a few plain sentences for the person running it.

    What is wrong with a *plan* is never an error: it is a `Finding`.
    """

    exit_code = 1


class IntakeError(PlangenError):
    """The intake cannot be read at all, so nothing about it can be checked."""


class PackageError(IntakeError):
    """A Word or Excel file that is broken, protected, of another kind, or made to do harm."""


class OutputError(PlangenError):
    """The documents were made but cannot be put where they should go."""


class UsageError(PlangenError):
    """The command was given something it cannot use, such as a file where a folder is needed."""

    exit_code = 2


class CouncilError(PlangenError):
    """A council's own YAML file holds a mistake; the message names file, line and column."""

    exit_code = 2


class PackError(PlangenError):
    """A council's Word template asks for something that does not exist or cannot be filled."""

    exit_code = 2
