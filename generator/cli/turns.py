"""One intake's turn: whatever is wrong with it is said, and never stops the others."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from generator.cli.facts import echo_json
from generator.cli.result import Result
from generator.council import Council
from generator.errors import IntakeError, PlangenError, UsageError


def build_once(path: Path, council: Council, choices: Any, today: date, twins: Mapping[Path, str]) -> Any:
    """Build one intake, unless another one of this run is for the same case and version."""
    from generator import pipeline
    from generator.errors import IntakeError

    if path in twins:
        raise IntakeError(
            f"It has the case reference and version of {twins[path]}, so neither of the two is built. "
            "Give one the next version, or take it away."
        )
    return pipeline.build(path, council, choices, today)


def twins_among(files: Sequence[Path], council: Council) -> Mapping[Path, str]:
    """Return the intakes that share case and version with another one, each with that one's name."""
    from generator import pipeline

    if len(files) < 2:
        return {}
    cases: dict[Any, list[Path]] = {}
    for path in files:
        # What is wrong with a file, foreseen or not, is said when its turn comes.
        with suppress(Exception):
            case = pipeline.case_and_version(path, council)
            if case:
                cases.setdefault(case, []).append(path)
    return _others(cases)


def _others(groups: Mapping[Any, list[Path]]) -> dict[Path, str]:
    """Return every path of a group of several with the name of the first other one."""
    several = [paths for paths in groups.values() if len(paths) > 1]
    return {path: next(other.name for other in paths if other is not path) for paths in several for path in paths}


def say_twins(results: Sequence[Result], council: Council) -> list[Result]:
    """Add to each result what is wrong when another intake has the same case and version."""
    cases: dict[Any, list[int]] = {}
    for index, result in enumerate(results):
        case = getattr(result.outcome, "case", None)
        version = getattr(case, "plan_version", None)
        if case is not None and isinstance(case.case_ref, str):
            cases.setdefault((case.case_ref.casefold(), str(version)), []).append(index)
    said = list(results)
    for index in (index for group in cases.values() if len(group) > 1 for index in group):
        outcome = said[index].outcome
        case = outcome.case
        found = council.finding("FORM-24", "case/0/case_ref", case.where("case_ref"))
        findings = (*outcome.findings, *([found] if found else []))
        said[index] = replace(said[index], outcome=replace(outcome, findings=findings))
    return said


@contextmanager
def plain_errors(context: click.Context) -> Iterator[None]:
    """Turn what a person can mend into one or a few plain sentences and the right exit code."""
    try:
        yield
    except PlangenError as error:
        if context.obj:
            raise
        _say_error(context, str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo(err=True)
        _say_error(context, "Stopped. Run the same command again to go on.")
        sys.exit(1)
    except BrokenPipeError:
        # Whoever was reading, such as `| head`, has read enough; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if context.obj:
            raise
        _say_error(context, _unforeseen(error))
        sys.exit(1)


def _unforeseen(error: Exception) -> str:
    # The error's own words may hold what someone wrote about a family, so only its name is shown.
    return (
        f"Something went wrong that plangen should have caught ({type(error).__name__}). "
        "Nothing half made was left. Add --debug after plangen to see where."
    )


def _say_error(context: click.Context, said: str) -> None:
    """Say what stopped the whole command; a program that asked for facts gets them in its own form too."""
    if context.params.get("as_format") == "json":
        with suppress(OSError):
            echo_json([], error=said)
    click.echo(f"plangen: {said}", err=True)


def tried(path: Path, source: str, turn: Callable[[], Any], debug: bool) -> Result:
    """Give one intake its turn; what is wrong with it never stops the others."""
    try:
        return Result(path, source, turn())
    except PlangenError as error:
        if debug or error.exit_code == UsageError.exit_code:
            raise
        return Result(path, source, error=str(error))
    except Exception as error:
        if debug:
            raise
        return Result(path, source, error=_unforeseen(error))


def which_count(files: list[Path], council: Council) -> Any:
    """Say which files count, and which marked copies are left out because they say nothing new."""
    from generator import pipeline

    found = pipeline.counting(files, council)
    for copy in found.left_out:
        click.echo(f"Left out {copy.name}: it is a marked copy and says nothing else than its original.", err=True)
    return found


def unless_asked(counting: Any, path: Path, turn: Callable[..., Any], *given: Any) -> Callable[[], Any]:
    """Return the turn to take, or the question to ask where two files could count for one family."""
    return partial(_ask, counting.asked[path]) if path in counting.asked else partial(turn, *given)


def _ask(question: str) -> None:
    raise IntakeError(question)


def hand_back(result: Result) -> Result:
    """Write the marked copy; when it cannot be written, what was found is said all the same."""
    from generator import output

    if result.error or not (result.findings or output.is_marked_copy(result.path)):
        return result
    try:
        return replace(result, marked=output.hand_back(result.path, result.findings))
    except PlangenError as error:
        return replace(result, not_marked=str(error))
