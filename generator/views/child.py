"""The child's own paper: words chosen for the child and the child's own words, and nothing else (CHLD-01)."""

from dataclasses import dataclass

from generator.case import Child, ChildVersion, Names, Text
from generator.flow import Extras, Portion, View
from generator.views.cover import as_at, case_ref, version
from generator.views.words import Words, day, first_name, sentences, words_of, written


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildContent:
    """Everything a child's paper says. Each line is one idea; no line comes from adults' text."""

    name: str
    """What the child is called every day."""
    hello: str
    likes: tuple[str, ...]
    worries: tuple[str, ...]
    good: tuple[str, ...]
    said: tuple[str, ...]
    """The child's own words, to be printed between quotes, unchanged."""
    wants: tuple[str, ...]
    """What the child wants, in their own words, where they have not said so already."""
    needs: tuple[str, ...]
    changes: tuple[str, ...]
    """What people want to be different."""
    people: tuple[str, ...]
    """One line a person: who, and what they will do."""
    my_part: tuple[str, ...]
    if_hard: tuple[str, ...]
    """What happens if the plan stops working."""
    next: tuple[str, ...]
    not_happy: tuple[str, ...]
    safe_person: str
    safe_number: str
    childline: str
    """Childline's number; empty when the council prints none."""
    made_on: str
    version: str
    draft: bool
    extras: Extras


def view(portion: Portion) -> View:
    """Return the child's own paper as display text."""
    version_row, child = _rows(portion)
    band = _band(version_row, child)
    return View(
        document="child",
        template=f"child-{band}",
        reader=portion.reader,
        title=words_of(portion).said("child_title", "My plan"),
        content=_content(portion, version_row, child),
        case_ref=case_ref(portion.case),
        version=version(portion.case),
        as_at=as_at(portion.case),
        draft=portion.draft,
    )


def _rows(portion: Portion) -> tuple[ChildVersion, Child]:
    name = portion.reader.name
    found = next((row for row in portion.case.child_versions if row.child == name), None)
    return found or ChildVersion(path="child_versions/0"), portion.case.child(name) or Child(path="children/0")


def _band(row: ChildVersion, child: Child) -> str:
    chosen = row.band if written(row.band) else child.reading_band
    # A child who does not read yet has the shortest paper, read aloud.
    return "junior" if chosen == "junior" else "early"


def _content(portion: Portion, row: ChildVersion, child: Child) -> ChildContent:
    words, name = words_of(portion), portion.reader.name
    known_as = words.text(child.known_as) or first_name(name)
    said = _quotes(portion, "words")
    return ChildContent(
        name=known_as,
        hello=words.text(row.hello) or f"Hello {known_as}!",
        likes=sentences(row.likes),
        worries=_for_child(portion, "worries"),
        good=sentences(row.whats_good) or _for_child(portion, "strengths"),
        said=said,
        wants=tuple(want for want in _quotes(portion, "wants") if not any(want in quote for quote in said)),
        needs=_for_child(portion, "needs"),
        changes=_for_child(portion, "outcomes"),
        people=sentences(row.people) or _for_child(portion, "actions"),
        my_part=sentences(row.my_part),
        if_hard=_for_child(portion, "contingency"),
        next=sentences(row.what_happens_next),
        not_happy=sentences(row.not_happy) or sentences(words.said("child_not_happy")),
        safe_person=words.text(row.safe_person),
        safe_number=words.text(row.safe_number),
        childline=words.said("childline"),
        made_on=day(as_at(portion.case)),
        version=version(portion.case),
        draft=portion.draft,
        extras=_extras(row, child, words),
    )


def _extras(row: ChildVersion, child: Child, words: Words) -> Extras:
    return Extras((*words.extras(child).pairs, *words.extras(row).pairs))


def _for_child(portion: Portion, records: str) -> tuple[str, ...]:
    """Return the lines written for this child on the rows of one kind that are about them."""
    lines: list[str] = []
    for row in getattr(portion.case, records):
        if _is_about(getattr(row, "children", ()), portion.reader.name):
            lines.extend(sentences(row.child_text))
    return tuple(dict.fromkeys(lines))


def _is_about(children: Names, name: str) -> bool:
    return not children or name in children


def _quotes(portion: Portion, field: str) -> tuple[str, ...]:
    """Return what this child said; what was seen of a child who was watched is not theirs to be quoted."""
    rows = (row for row in portion.case.views if row.person == portion.reader.name)
    said: list[Text] = [getattr(row, field) for row in rows if row.method != "observation"]
    return tuple(text for text in said if isinstance(text, str) and text)
