"""Find out which kind of plan an intake is for: what its Start sheet answers, else what it was made for."""

from collections.abc import Iterable, Mapping

from generator.council import Council, Field
from generator.errors import IntakeError
from generator.intake import grid
from generator.intake.grid import Line
from generator.workbook import Imprint, SheetCells
from generator.workbook.layout import FORMAT, plain


def kind_of(sheets: Iterable[SheetCells], imprint: Imprint | None, council: Council, name: str) -> str:
    """Return the internal name of the plan kind.

    Raises:
        IntakeError: nothing says the kind, or a kind that is not known here; names the cell to fill.
    """
    if imprint is not None and imprint.format > FORMAT:
        raise IntakeError(f"{name} was made by a newer plangen than this one. Update plangen to read it.")
    asked = question(sheets, council)
    answered = named(str(asked.raw), council) if asked and asked.raw is not None else ""
    kind = answered or (imprint.kind if imprint else "")
    if kind in council.kinds:
        return kind
    raise IntakeError(_unknown(asked, council, name))


def question(sheets: Iterable[SheetCells], council: Council) -> Line | None:
    """Return the question that asks for the kind of plan, answered or not; None when it is not there."""
    for sheet in sheets:
        labels = _labels(sheet.name, council)
        wanted = {plain(field.label) for field in fields(council)}
        found = [line for line in _lines(sheet, labels) if plain(line.label) in wanted] if labels else []
        if found:
            return found[0]
    return None


def _lines(sheet: SheetCells, labels: frozenset[str]) -> tuple[Line, ...]:
    table = grid.across(sheet, tuple(labels))
    if table is None:
        return grid.lines(sheet, labels)
    given = {answer.label: answer for row in reversed(table.rows) for answer in table.answers(row)}
    below = table.row + 1
    asked = ((heading, column) for column, heading in enumerate(table.labels) if heading)
    return tuple(
        Line(
            label=label,
            asked=grid.at(sheet.name, column, table.row),
            place=grid.at(sheet.name, column, below),
            raw=given[label].raw if label in given else None,
        )
        for label, column in asked
    )


def named(said: str, council: Council) -> str:
    """Return the internal name of the plan kind that is meant, or nothing."""
    return _known(council).get(plain(said), "")


def _labels(sheet: str, council: Council) -> frozenset[str]:
    """Return the plain labels of every question on that sheet, when it is a form in any kind of plan."""
    ours = [known.name for schema in council.kinds.values() for known in schema.sheets]
    sheet = council.synonyms.sheet_meant(sheet, ours) or sheet
    return frozenset(
        plain(field.label)
        for schema in council.kinds.values()
        if any(known.form and plain(known.name) == plain(sheet) for known in schema.sheets)
        for record in schema.records
        if plain(record.sheet) == plain(sheet)
        for field in record.fields
    )


def fields(council: Council) -> tuple[Field, ...]:
    """Return the fields that ask for the kind of plan, one for each kind."""
    return tuple(
        field
        for schema in council.kinds.values()
        for record in schema.records
        for field in record.fields
        if any(value in council.kinds for value, _ in field.choices)
    )


def _known(council: Council) -> Mapping[str, str]:
    """Return every way to say a kind of plan, plain, with the kind it means."""
    said = {plain(way): kind for kind, schema in council.kinds.items() for way in (kind, schema.printed_name)}
    said.update(council.synonyms.choices.get("plans.kind", {}))
    for field in fields(council):
        said.update({plain(label): value for value, label in field.choices})
        said.update({plain(spelling): value for spelling, value in field.also})
    return said


def _unknown(asked: Line | None, council: Council, name: str) -> str:
    kinds = ", ".join(schema.printed_name for schema in council.kinds.values())
    if asked is None:
        return (
            f"{name} does not say which kind of plan it is for: its question about that is gone. "
            "Copy the answers into a new workbook: plangen new child_protection family.xlsx"
        )
    return (
        f"{name} does not say which kind of plan it is for. "
        f"Fill in {asked.label!r} in cell {asked.place} with one of: {kinds}."
    )
