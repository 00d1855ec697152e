"""How one reader stands to a case: what their audience may see, whom they may know of, what is theirs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.case import RECORDS, Case, Child, Person, Record
from generator.council import Audience, Council, Field, Rows
from generator.flow import Reader
from generator.sharing.names import fold, same, within
from generator.sharing.readers import CHILD_AUDIENCE, LEAD, lead_worker, plan_kind

NOBODY = Audience(
    key="", label="", slug="", documents=(), rows={}, classes=frozenset(), sees_all=False
)  # fmt: skip
"""An audience that is not described anywhere gets nothing."""


KIND_OF: Mapping[type[Record], str] = {record: kind for kind, record in RECORDS.items()}
"""Type of record to the name of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One reader before one case, with everything that deciding about a row or a field needs."""

    case: Case
    reader: Reader
    audience: Audience
    fields: Mapping[tuple[str, str], Field]
    """Kind of record and name of the field to what the schema of this plan says about it."""
    person: Person | None
    """The reader on the People sheet; None for a child, and for a lead agency without a lead worker."""
    hidden_people: Mapping[str, str]
    """Workers kept from this reader: folded name to what is said instead, or an empty text."""
    hidden_agencies: Mapping[str, str]
    """Agencies kept from this reader, the same way."""
    unknown_children: tuple[Child, ...]
    """The children this reader may not know about."""

    clients: tuple[str, ...] = ()
    """Children and adults of the case whom the reader, or someone of the reader's agency, works with."""

    @property
    def is_lead(self) -> bool:
        """Whether this is the lead agency's own file copy, from which nothing is cut."""
        return self.reader.key == LEAD

    @property
    def is_child(self) -> bool:
        """Whether this is a child with a paper of their own."""
        return self.audience.key == CHILD_AUDIENCE

    @property
    def is_family(self) -> bool:
        """Whether the reader is a private person and not a worker."""
        return self.person is not None and self.person.kind != "practitioner"

    @property
    def is_unaware(self) -> bool:
        """Whether this is someone who helps and is not said to know about the worries."""
        return self.audience.key == "network_member" and (self.person is None or self.person.network_aware is not True)

    def field(self, record: str, name: str) -> Field | None:
        """Return the schema's field, or None when this plan kind has no such field."""
        return self.fields.get((record, name))

    def sharing(self, record: Record, name: str) -> str:
        """Return the sharing class of a record's field; empty when it has none or this plan kind has no such field."""
        field = self.field(KIND_OF[type(record)], name)
        return field.sharing if field else ""

    def scope(self, record: str) -> Rows:
        """Return which rows of that kind this reader gets."""
        return self.audience.scope(record)

    def named_in(self, names: Iterable[object]) -> bool:
        """Say whether a list of people and agencies takes in this reader or their agency."""
        return any(same(name, self.reader.name) or same(name, self.reader.agency) for name in names)

    def acts_in(self, names: Iterable[object]) -> bool:
        """Say whether the reader, or someone of the reader's agency, is among those who do something."""
        agency = self.reader.agency
        return any(
            same(name, self.reader.name) or (bool(agency) and same(self.agency_of(name), agency)) for name in names
        )

    def agency_of(self, name: object) -> str:
        """Return the agency of the person so called, or an empty text."""
        found = next((person for person in self.case.people if same(person.name, name)), None)
        return str(found.agency) if found is not None and isinstance(found.agency, str) else ""

    def knows_child(self, name: object) -> bool:
        """Say whether this reader may know about the child."""
        return within(name, self.reader.children)

    def lives_with_child(self, child: Child) -> bool:
        """Say whether the reader lives with the child, by what either sheet says."""
        theirs = self.person.lives_with if self.person else ()
        return within(child.name, theirs) or within(self.reader.name, child.lives_with)

    def instead(self, name: object) -> str | None:
        """Return what stands for a hidden person or agency, an empty text to drop it, None for one not hidden."""
        if not self.hidden_people and not self.hidden_agencies:
            return None
        folded = fold(name)
        found = self.hidden_people.get(folded)
        return self.hidden_agencies.get(folded) if found is None else found


def stand(case: Case, reader: Reader, council: Council) -> Standing:
    """Work out how the reader stands to the case."""
    people = dict(_hidden_people(case, reader))
    return Standing(
        case=case,
        reader=reader,
        audience=council.audiences.get(reader.audience, NOBODY),
        fields={
            (record.name, field.name): field for record in plan_kind(case, council).records for field in record.fields
        },
        person=next((person for person in case.people if same(person.name, reader.name)), None),
        hidden_people={fold(person.name): _alias(person) for person in people.values()},
        hidden_agencies=_agencies(case, reader, people.values()),
        unknown_children=_unknown_children(case, reader),
        clients=_clients(case, reader),
    )


def is_kept_from(names: Iterable[object], reader: Reader) -> bool:
    """Say whether a "hide from" list names the reader or the reader's agency."""
    if not names or reader.key == LEAD:
        return False
    called = {fold(reader.name), fold(reader.agency)} - {""}
    return any(fold(name) in called for name in names)


def says_names(record: Record, names: Iterable[str]) -> Iterator[object]:
    """Yield the names that stand in those fields of the record, one name or several in each."""
    for name in names:
        value = getattr(record, name, ())
        yield from value if isinstance(value, tuple) else (value,)


def _unknown_children(case: Case, reader: Reader) -> tuple[Child, ...]:
    if reader.audience == CHILD_AUDIENCE:
        # The other children of the plan are no secret to a child, only what is theirs alone.
        return ()
    return tuple(child for child in case.children if not within(child.name, reader.children))


def _clients(case: Case, reader: Reader) -> tuple[str, ...]:
    colleagues = (
        person for person in case.people if same(person.name, reader.name) or same(person.agency, reader.agency)
    )
    return tuple(dict.fromkeys(name for person in colleagues for name in person.works_with))


def _hidden_people(case: Case, reader: Reader) -> Iterator[tuple[str, Person]]:
    """Yield the workers kept from the reader, and all others of their agencies."""
    named = [person for person in case.people if _has_hidden_name(person) and _is_kept_hidden(person, reader)]
    agencies = [person.agency for person in named if not _is_open_agency(person.agency, case, reader)]
    for person in case.people:
        hidden = person in named or within(person.agency, agencies)
        if hidden and not same(person.name, reader.name):
            yield person.path, person


def _is_kept_hidden(person: Person, reader: Reader) -> bool:
    # A child's paper can be found by anyone: who is hidden from somebody is hidden in it.
    return is_kept_from(person.hide_from, reader) or (reader.audience == CHILD_AUDIENCE and bool(person.hide_from))


def _has_hidden_name(person: Person) -> bool:
    # A parent who hides an address is still known by name; a worker who is hidden is not (People sheet).
    return person.kind == "practitioner" or isinstance(person.said_instead, str)


def _is_open_agency(agency: object, case: Case, reader: Reader) -> bool:
    lead = lead_worker(case)
    return same(agency, reader.agency) or (lead is not None and same(agency, lead.agency))


def _agencies(case: Case, reader: Reader, hidden: Iterable[Person]) -> dict[str, str]:
    found: dict[str, str] = {}
    for person in hidden:
        if isinstance(person.agency, str) and not _is_open_agency(person.agency, case, reader):
            agency = fold(person.agency)
            found[agency] = found.get(agency) or _alias(person)
    return found


def _alias(person: Person) -> str:
    return person.said_instead if isinstance(person.said_instead, str) else ""
