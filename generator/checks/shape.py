"""Judge one answer at a time by its schema: what is blank, too long, or not what its question asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cerberus import Validator

from generator.case import NotApplicable, Where
from generator.checks.needs import is_needed
from generator.council import Council, Field, KindSchema, RecordSchema
from generator.flow import Draft, Finding, Severity

_RULE_OF: Mapping[str, str] = {"maxlength": "FORM-06", "allowed": "FORM-05"}
"""Our rule for each of cerberus's; everything else cannot be read as what the column holds."""
_NEVER_EMPTY = ("children", "outcomes", "actions", "safety_rules", "timeline")
"""Record kinds without which there is no plan, where a kind of plan asks for them."""
_TIMELINE, _ACTIONS = "timeline", "actions"

_validators: dict[int, tuple[KindSchema, Mapping[str, Validator]]] = {}


def findings(draft: Draft, schema: KindSchema, council: Council) -> Iterator[Finding | None]:
    """Yield what is wrong with single answers, in the order of the sheets."""
    shape = _Shape(
        draft=draft,
        council=council,
        told=frozenset(finding.path for finding in draft.findings),
        unread=frozenset(_unread(draft, schema)),
        expected=frozenset(_expected(schema)),
    )
    for record in schema.records:
        yield from shape.findings(record, _validator(record, schema))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """One draft under judgement."""

    draft: Draft
    council: Council
    told: frozenset[str]
    """Paths about which something was said while they were read."""
    unread: frozenset[tuple[str, str]]
    """Sheet and label of the columns that are missing: their blanks are told once, not row by row."""
    expected: frozenset[str]
    """Record kinds that may not be empty."""

    def findings(self, record: RecordSchema, validator: Validator) -> Iterator[Finding | None]:
        """Yield what is wrong with the rows of one kind of record."""
        rows = self.draft.values.get(record.name) or []
        if not rows and record.name in self.expected and record.name not in self.told:
            yield _nothing_there(record, self.council)
        for index, row in enumerate(rows):
            rules = _broken(validator, row)
            for field in record.fields:
                path = f"{record.name}/{index}/{field.name}"
                rule = rules.get(field.name) or self._blank(field, path, row)
                if rule and path not in self.told and (record.sheet, field.label) not in self.unread:
                    yield self._found(rule, path, field, record, row)

    def _blank(self, field: Field, path: str, row: Mapping[str, Any]) -> str:
        """Return the rule that a blank answer breaks, if it breaks any."""
        if field.name in row or not is_needed(field, row):
            return ""
        gap = self.draft.gaps.get(path)
        reasoned = isinstance(gap, NotApplicable) and gap.reason != ""
        # For what is only expected, "not applicable" and its reason are an answer.
        expected = self.council.rules[field.missing].severity is not Severity.MUST_FIX
        return "" if reasoned and expected else field.missing

    def _found(
        self, rule: str, path: str, field: Field, record: RecordSchema, row: Mapping[str, Any]
    ) -> Finding | None:
        origins = self.draft.origins
        where = origins.get(path) or origins.get(path.rpartition("/")[0])
        return self.council.finding(
            rule,
            path,
            where,
            label=field.label,
            sheet=record.sheet,
            number=row.get("number", ""),
            noun=record.noun,
            holds=field.asks,
        )


def _expected(schema: KindSchema) -> Iterator[str]:
    """Yield the record kinds without which this kind of plan says nothing: those on its everyday sheets."""
    optional = {sheet.name for sheet in schema.sheets if sheet.optional}
    asked = {record.name for record in schema.records if record.sheet not in optional}
    # A timeline is needed where it stands in the place of the actions.
    yield from (name for name in _NEVER_EMPTY if name in asked and (name != _TIMELINE or _ACTIONS not in asked))


def _validator(record: RecordSchema, schema: KindSchema) -> Validator:
    """Return the record kind's validator, built once for a schema: building one costs more than using it."""
    # Keyed by identity, and the schema kept beside it, so that no other object can take its place.
    kept = _validators.get(id(schema))
    if kept is None or kept[0] is not schema:
        built = {
            each.name: Validator({field.name: dict(field.cerberus) for field in each.fields}, allow_unknown=True)
            for each in schema.records
        }
        kept = _validators[id(schema)] = (schema, built)
    return kept[1][record.name]


def _broken(validator: Validator, row: Mapping[str, Any]) -> Mapping[str, str]:
    """Return our rule for each field of the row that is not as its schema says."""
    if validator.validate(row, normalize=False):
        return {}
    tree = validator.document_error_tree
    return {name: _rule(errors) for name in row if (node := tree[name]) is not None and (errors := node.errors)}


def _rule(errors: list[Any]) -> str:
    inner = [child for error in errors for child in (error.child_errors or ())] or errors
    rules = [_RULE_OF.get(error.rule, "FORM-03") for error in inner]
    return max(rules, key=("FORM-06", "FORM-05", "FORM-03").index)


def _unread(draft: Draft, schema: KindSchema) -> Iterator[tuple[str, str]]:
    """Yield sheet and label of each column that is missing: its blanks are told once, not row by row."""
    for finding in draft.findings:
        record, _, name = finding.path.partition("/")
        for known in schema.records:
            field = known.field(name) if known.name == record else None
            if field is not None:
                yield known.sheet, field.label


def _nothing_there(record: RecordSchema, council: Council) -> Finding | None:
    field = next(field for field in record.fields if field.required and field.name != "number")
    slots = {"label": field.label, "sheet": record.sheet, "number": "", "noun": record.noun, "holds": field.asks}
    return council.finding(field.missing, record.name, Where(record.sheet), **slots)
