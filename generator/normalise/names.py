"""The people, children and agencies of one intake, found by what people write for them when only one can be meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.council import Synonyms
from generator.normalise import text
from generator.normalise.sheets import Row

_PARENTS = frozenset({"mother", "father"})
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof|rev|sister|pc|ds|dc|sgt)\.? (.+)")
_INITIAL = re.compile(r"([a-z])(?:\. ?| )(?:[a-z](?:\. ?| ))?([^\W\d_][\w'’-]+)")
_INITIALS = re.compile(r"[A-Z]\.? ?[A-Z]\.?")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_HEAD = re.compile(r" of | to |[,;(/]")
_SPLIT = re.compile(r"[,&+/(]| and | with ")
_MEANT_TOGETHER = re.compile(r"[/,(]")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """One person or child of the intake, and by what people may call them."""

    name: str
    is_child: bool = False
    on_plan: bool = True
    kind: str = ""
    """parent, family or worker; empty when it is not said."""
    known_as: str = ""
    places: frozenset[str] = frozenset()
    """Their places in the family, such as mother."""
    is_told: bool = True
    """Whether anything is written about their relationship to the children."""
    agency: str = ""
    job: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Each name as it is written on its own sheet, by its folded spelling, and what else people may be called."""

    children: Mapping[str, str]
    people: Mapping[str, str]
    agencies: Mapping[str, str]
    everybody: tuple[Somebody, ...]
    synonyms: Synonyms

    def among(self, refers: str) -> Mapping[str, str]:
        """Return the names that an answer may hold: `people`, `children`, `everyone`, `agencies` or `named`."""
        match refers:
            case "children":
                return self.children
            case "people":
                return self.people
            case "agencies":
                return self.agencies
            case "everyone":
                return {**self.children, **self.people}
        return {**self.agencies, **self.children, **self.people}

    def one(self, said: str, refers: str, *, strict: bool) -> str:
        """Return the name of the one person whom the words fit, or nothing.

        `strict`, where a wrong guess could hurt someone: only by a name, a name used, or a place in the family.
        """
        fitting = self._fitting(said, refers, strict=strict)
        return fitting.pop() if len(fitting) == 1 else ""

    def several(self, said: str, refers: str, *, strict: bool) -> tuple[str, ...]:
        """Return the people of "Mum & Ade", or the one of "Ms Park / school"; nothing unless every part is sure."""
        parts = [part for part in (part.strip(" )") for part in _SPLIT.split(_spaced(said))) if part]
        fitting = [self._fitting(part, refers, strict=strict) for part in parts]
        if len(parts) < 2 or not all(fitting):
            return ()
        shared = set.intersection(*fitting)
        if _MEANT_TOGETHER.search(said) and len(shared) == 1 and not strict:
            return tuple(shared)
        if any(len(people) != 1 for people in fitting):
            return ()
        return tuple(dict.fromkeys(name for people in fitting for name in people))

    def everyone(self, said: str, refers: str) -> tuple[str, ...]:
        """Return the people of "both" or "all children"; nothing when the words or their number do not fit."""
        count, _, group = self.synonyms.everyone.get(text.fold(said), "").rpartition(" ")
        if group == "children" and refers in ("children", "everyone"):
            found = tuple(each.name for each in self.everybody if each.is_child and each.on_plan)
        elif group == "parents" and refers in ("people", "everyone"):
            found = tuple(each.name for each in self.everybody if each.kind == "parent")
        else:
            return ()
        return found if not count or len(found) == _COUNTS.get(count, 0) else ()

    def _fitting(self, said: str, refers: str, *, strict: bool) -> set[str]:
        """Return everyone whom the words may mean; the surer ways of naming somebody come first."""
        known = self.among(refers)
        word = text.fold(said)
        if word in known:
            return {known[word]}
        pool = [each for each in self.everybody if known.get(text.fold(each.name)) == each.name]
        ways = [self._by_name(word, pool), self._by_place(word, pool)]
        if not strict:
            ways += [self._by_title(word, pool), self._by_agency(word, pool), _by_initials(said.strip(), pool)]
        return next((fitting for fitting in ways if fitting), set())

    def _by_name(self, word: str, pool: Iterable[Somebody]) -> set[str]:
        """By the whole name, turned round, without its brackets or with a title."""
        last, _, first = word.partition(", ")
        titled = _TITLE.fullmatch(word)
        spellings = {word, f"{first} {last}" if first else word, titled[1] if titled else word}
        return {each.name for each in pool if " " in _bare(each.name) and _bare(each.name) in spellings}

    def _by_place(self, word: str, pool: Iterable[Somebody]) -> set[str]:
        """By the name used, the first name, the place in the family, or the job."""
        place = self.synonyms.family.get(word, "")
        job = text.fold(self.synonyms.jobs.get(word, word))
        return {
            each.name
            for each in pool
            if word in (each.known_as, _bare(each.name).split()[0])
            or (place and (place in each.places or _might_be(each, place)))
            or (each.job and (each.job == job or (word in self.synonyms.jobs and _holds(each.job, job))))
        }

    def _by_title(self, word: str, pool: Iterable[Somebody]) -> set[str]:
        """By "Ms Park" or "A. Cole"; no child is called so, but a parent of the same name may be."""
        titled, initial = _TITLE.fullmatch(word), _INITIAL.fullmatch(word)
        adults = [each for each in pool if not each.is_child]
        if titled:
            return {each.name for each in adults if _bare(each.name).split()[-1] == titled[1]}
        if initial:
            return {each.name for each in pool if _is(each, initial[1], initial[2])}
        return set()

    def _by_agency(self, word: str, pool: Iterable[Somebody]) -> set[str]:
        """By the agency's name or by the kind of agency, such as "school"."""
        kind = self.synonyms.agencies.get(word, "")
        return {
            each.name for each in pool if each.agency and (each.agency == word or (kind and self._is_kind(each, kind)))
        }

    def _is_kind(self, each: Somebody, kind: str) -> bool:
        words = re.findall(r"\w+", f"{each.agency} {each.job}")
        return any(self.synonyms.agencies.get(word) == kind for word in words)


def gather(rows: Iterable[Row], synonyms: Synonyms) -> Names:
    """Collect the names written on the Children and People sheets, and what goes with them."""
    given = list(rows)
    return Names(
        children=_written(given, "children", "name"),
        people=_written(given, "people", "name"),
        agencies=_written(given, "people", "agency"),
        everybody=tuple(_somebody(row, synonyms) for row in given if _is_named(row)),
        synonyms=synonyms,
    )


def _written(rows: Iterable[Row], record: str, field: str) -> Mapping[str, str]:
    names = [_said(row, field) for row in rows if row.record.name == record and field in row.cells]
    # Of two spellings the first counts, as it does where one name stands twice.
    return {text.fold(name): name for name in reversed(names)}


def _said(row: Row, field: str) -> str:
    cell = row.cells.get(field)
    return text.tidy(text.printable(str(cell.raw))[0]) if cell is not None else ""


def _is_named(row: Row) -> bool:
    return row.record.name in ("children", "people") and bool(_bare(_said(row, "name")))


def _somebody(row: Row, synonyms: Synonyms) -> Somebody:
    name, known_as = _said(row, "name"), text.fold(_said(row, "known_as"))
    if row.record.name == "children":
        return Somebody(name=name, is_child=True, on_plan=not _said(row, "own_plan_reason"), known_as=known_as)
    kind = text.fold(_said(row, "kind"))
    said = (known_as, kind, *_heads(text.fold(_said(row, "relationship"))))
    return Somebody(
        name=name,
        kind=_sort(kind, row),
        known_as=known_as,
        places=frozenset(place for word in said if (place := _place(word, synonyms))),
        is_told=bool(_said(row, "relationship")),
        agency=text.fold(_said(row, "agency")),
        job=text.fold(_said(row, "job_title")),
    )


def _sort(kind: str, row: Row) -> str:
    """Return whether someone is a parent, another one of the family or a worker."""
    question = row.record.field("kind")
    spellings = [(value, label) for value, label in question.choices] if question else []
    also = [(value, spelling) for spelling, value in question.also] if question else []
    value = next((value for value, said in (*spellings, *also) if text.fold(said) == kind), kind)
    return {"parent": "parent", "practitioner": "worker", "": ""}.get(value, "family")


def _heads(relationship: str) -> Iterator[str]:
    """Yield what someone is, from "mum of Ella" or "Ella's mum"; nothing of "Gran, Jess's mum" but "gran"."""
    head = _HEAD.split(relationship)[0].strip()
    owner, apart, rest = head.partition("'s ")
    yield rest if apart and owner else head


def _place(word: str, synonyms: Synonyms) -> str:
    joined = word.replace("-", "").strip()
    first = word.partition(" ")[0]
    sole = first if len(word.split()) == 2 and first not in ("step", "foster", "great", "ex") else ""
    return synonyms.family.get(joined) or synonyms.family.get(joined.replace(" ", "")) or synonyms.family.get(sole, "")


def _might_be(each: Somebody, place: str) -> bool:
    """Say whether someone could have that place because nothing says what theirs is."""
    if each.is_child or each.kind == "worker" or each.places:
        return False
    return each.kind in ("parent", "") if place in _PARENTS else not each.is_told


def _is(each: Somebody, initial: str, surname: str) -> bool:
    words = _bare(each.name).split()
    return len(words) > 1 and words[0].startswith(initial) and words[-1] == surname


def _by_initials(said: str, pool: Iterable[Somebody]) -> set[str]:
    if not _INITIALS.fullmatch(said):
        return set()
    letters = [letter for letter in said.casefold() if letter.isalpha()]
    return {each.name for each in pool if [word[0] for word in _bare(each.name).split()] == letters}


def _holds(job: str, words: str) -> bool:
    said = " ".join(re.findall(r"[\w/]+", job))
    return f" {words} " in f" {said} "


def _bare(name: str) -> str:
    return text.fold(_BRACKETS.sub("", name)) or text.fold(name)


def _spaced(said: str) -> str:
    return re.sub(r"(?i)\band\b|\bwith\b", lambda match: f" {match[0].casefold()} ", said).replace("  ", " ")
