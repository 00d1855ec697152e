"""What a plan kind asks, whatever the intake is written in."""

from generator.council import KindSchema, Sheet
from generator.flow import Answer
from generator.workbook.layout import columns, plain, questions


def is_numbered(sheet: Sheet, schema: KindSchema) -> bool:
    """Say whether the first column is a question of the schema, or only counts the rows."""
    fields = (field for record in schema.on_sheet(sheet.name) for field in record.fields)
    return any(plain(field.label) == plain(columns(schema, sheet)[0].heading) for field in fields)


def untouched(answers: tuple[Answer, ...], schema: KindSchema) -> bool:
    """Say whether nothing is answered but the kind of plan, which plangen filled in itself."""
    if len(answers) != 1:
        return False
    known = {
        (plain(question.heading), question.prefilled)
        for sheet in schema.sheets
        if sheet.form
        for _, group in questions(schema, sheet)
        for question in group
        if question.prefilled
    }
    return (plain(answers[0].label), answers[0].raw) in known
