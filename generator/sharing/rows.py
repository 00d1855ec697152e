"""Which rows of a case one reader gets, and how much of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from generator.case import (
    RECORDS,
    Action,
    Attendance,
    Care,
    Case,
    Child,
    ChildVersion,
    House,
    KeepingSafe,
    Names,
    Outcome,
    Person,
    Record,
    Safety,
    SafetyRule,
    Share,
    Signature,
    StoryLine,
    Unborn,
    View,
    Week,
    Worry,
)  # fmt: skip
from generator.council import Rows
from generator.sharing.company import may_hear_of_copy
from generator.sharing.names import same, within
from generator.sharing.restricted import WHO_FIELDS, is_private, restricted_rows
from generator.sharing.standing import Standing, says_names


class Much(StrEnum):
    """How much of a row a reader gets."""

    FULL = "full"
    SHARED = "shared"
    """The words everyone may see, with the row's number and children."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The rows one reader gets."""

    much: Mapping[str, Much]
    """Path of the row to how much of it."""
    own: frozenset[str]
    """Paths of the rows in which the reader, or their agency, does something."""


SHARED_FIELDS = frozenset({"number", "children", "shared_text"})
"""What is left of a row that is kept from a reader, where it has words for everyone."""
_SUBJECTS: Mapping[type[Record], str] = {
    View: "person", Share: "recipient", Signature: "person", ChildVersion: "child", Care: "child", Unborn: "child",
    House: "child", StoryLine: "child", Attendance: "person", Safety: "for_person",
}  # fmt: skip
"""The field that says whose row it is."""


def chosen(standing: Standing) -> Choice:
    """Choose the rows of every kind for this reader."""
    return _Chooser(standing).choice()


class _Chooser:
    """Works through the kinds of row in the order in which they lean on one another."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.restricted = restricted_rows(standing)

    def choice(self) -> Choice:
        rows = [record for kind in RECORDS for record in self._of_kind(kind)]
        return Choice(
            much={record.path: much for record in rows if (much := self._how_much(record)) is not None},
            own=frozenset(record.path for record in rows if self.is_own(record)),
        )

    def _of_kind(self, kind: str) -> Iterator[Record]:
        """Yield the rows of that kind which the reader's audience gets and which are open to the reader."""
        scope = self.standing.scope(kind)
        if scope is Rows.NONE or (kind == "restrictions" and not self.standing.audience.sees_all):
            return
        rows = (self.standing.case,) if kind == "case" else getattr(self.standing.case, kind)
        for record in rows:
            if self.is_open(record) and (scope is not Rows.OWN or self._is_for_own(record)):
                yield record

    def _how_much(self, record: Record) -> Much | None:
        if record.path not in self.restricted:
            return Much.FULL
        return Much.SHARED if isinstance(getattr(record, "shared_text", None), str) else None

    def is_open(self, record: Record) -> bool:
        """Say whether nothing about the row itself keeps it from the reader."""
        return (
            not is_private(record, self.standing)
            and self._is_about_known_children(record)
            and self._is_for_outsiders(record)
            and not self._is_hidden(record)
            and self._is_open_by_its_links(record)
        )

    def _is_open_by_its_links(self, record: Record) -> bool:
        # An action is no more open than the outcomes it serves, and a week no more than its actions.
        if isinstance(record, Action) and not self.is_own(record):
            serves = set(record.outcomes) & self._all_outcomes
            return not serves or bool(serves & self._open_outcomes)
        return not (isinstance(record, Week) and self._closed_actions & set(record.actions))

    def _is_for_outsiders(self, record: Record) -> bool:
        if self.standing.audience.sees_all:
            return True
        if isinstance(record, Share):
            # Without its reason, which is the lead agency's, the row would read as if that person had a copy.
            return not isinstance(record.not_shared_reason, str) and may_hear_of_copy(record, self.standing)
        if isinstance(record, Worry) and self.standing.is_unaware:
            return False
        if isinstance(record, View) and self.standing.scope("views") is Rows.CHILDREN:
            return self.standing.knows_child(record.person) or self.is_own(record)
        return True

    def _is_about_known_children(self, record: Record) -> bool:
        standing = self.standing
        if isinstance(record, Child):
            return standing.knows_child(record.name)
        if type(record) in _SUBJECTS:
            subject = getattr(record, _SUBJECTS[type(record)])
            return not any(same(subject, child.name) for child in standing.unknown_children)
        if isinstance(record, Case) or not hasattr(record, "children"):
            return True
        # None named means all on the plan.
        about = record.children or [child.name for child in standing.case.children]
        return not about or any(standing.knows_child(name) for name in about)

    def _is_hidden(self, record: Record) -> bool:
        """Say whether it is about a hidden worker, or only hidden workers do it and nothing stands for them."""
        if isinstance(record, Person):
            return self.standing.instead(record.name) is not None
        if type(record) in _SUBJECTS:
            return self.standing.instead(getattr(record, _SUBJECTS[type(record)])) is not None
        who = getattr(record, "who", ())
        return bool(who) and all(self.standing.instead(name) == "" for name in who)

    def is_own(self, record: Record) -> bool:
        """Say whether the row is the reader's: about them, or something they or their agency do."""
        if isinstance(record, (Child, Person)):
            return same(record.name, self.standing.reader.name)
        if type(record) in _SUBJECTS:
            return same(getattr(record, _SUBJECTS[type(record)]), self.standing.reader.name)
        if isinstance(record, Worry):
            return self._raised(record)
        if isinstance(record, Week) and self._own_actions & set(record.actions):
            return True
        if isinstance(record, (SafetyRule, KeepingSafe)) and self._is_theirs_to_keep(record):
            return True
        return self.standing.acts_in(says_names(record, WHO_FIELDS))

    def _is_for_own(self, record: Record) -> bool:
        if isinstance(record, Outcome):
            return record.number in self._served
        # Which people a reader meets is known only once their rows are (trim.relevant_people).
        return isinstance(record, Person) or self.is_own(record)

    def _raised(self, worry: Worry) -> bool:
        who = worry.who_is_worried
        return self.standing.acts_in(who) or any(within(name, self._clients) for name in who)

    def _is_theirs_to_keep(self, record: SafetyRule | KeepingSafe) -> bool:
        """Say whether the reader lives by these rules, or works with somebody whom this one names."""
        standing = self.standing
        if any(same(row.for_person, standing.reader.name) for row in standing.case.safety):
            return True
        if standing.is_family:
            return any(standing.lives_with_child(child) for child in standing.case.children)
        helps = standing.audience.may_see("own_worries")
        return helps and any(within(name, self._clients) for name in says_names(record, WHO_FIELDS))

    @property
    def _clients(self) -> Names:
        person = self.standing.person
        return person.works_with if person else ()

    @cached_property
    def _all_outcomes(self) -> frozenset[object]:
        return frozenset(outcome.number for outcome in self.standing.case.outcomes)

    @cached_property
    def _open_outcomes(self) -> frozenset[object]:
        return frozenset(
            outcome.number
            for outcome in self.standing.case.outcomes
            if self.is_open(outcome) and outcome.path not in self.restricted
        )

    @cached_property
    def _closed_actions(self) -> frozenset[object]:
        return frozenset(
            action.number
            for action in self.standing.case.actions
            if action.path in self.restricted or not self.is_open(action)
        )

    @cached_property
    def _own_actions(self) -> frozenset[object]:
        return frozenset(action.number for action in self.standing.case.actions if self.is_own(action))

    @cached_property
    def _served(self) -> frozenset[object]:
        """The outcomes that the reader's own open actions serve."""
        actions = (action for action in self.standing.case.actions if self.is_own(action))
        return frozenset(number for action in actions if self.is_open(action) for number in action.outcomes)
