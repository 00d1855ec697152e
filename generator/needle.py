"""Find withheld words in a text in their usual spellings.

A text is first folded: case, accents, zero-width marks, the forms of quotes and dashes no longer matter.
What stands in words (phrases, names, addresses, e-mails) is looked up by its longest word among the words
of the text, all needles at once, and only what turns up there is looked at closely. What stands in one row
of characters (postcodes, phones) is looked up among the letters and digits of the text, run together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain
from types import MappingProxyType
from urllib.parse import unquote


class NeedleKind(StrEnum):
    """What a needle is, which decides the spellings it is sought in."""

    PHRASE = "phrase"
    NAME = "name"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Needle:
    """One thing to look for."""

    text: str
    kind: NeedleKind
    key: str = ""
    """Given back with a hit as it is; the finder makes nothing of it."""


@dataclass(frozen=True, slots=True, init=False)
class Needles:
    """Many needles, sought in one pass over a text."""

    needles: tuple[Needle, ...]

    def __init__(self, needles: Iterable[Needle] = ()) -> None:
        object.__setattr__(self, "needles", tuple(needles))

    def search(self, text: str) -> tuple[Needle, ...]:
        """Return each needle that stands in `text` at least once, in the order they were given."""
        found = _index(self.needles).found(_Page(text))
        return tuple(needle for number, needle in enumerate(self.needles) if number in found)


def normal(text: str) -> str:
    """Return `text` folded, with one space for each run of white space."""
    return " ".join(_folded(text).split())


def squeezed(text: str) -> str:
    """Return the letters and digits of `text`, folded."""
    return _NOT_WORD.sub("", _folded(text))


# --- folding -------------------------------------------------------------------------------------------

_NOT_WORD = re.compile(r"[\W_]+")
_NOT_PLAIN = re.compile(r"[^\t-\r -_a-~]+")
_APOSTROPHES = frozenset("\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u055a\u00b4`")
_QUOTES = frozenset("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033")
_IN_EVERY_TEXT = "\u2019\u2018\u201c\u201d\u2013\u2014\u00a0"
# Letters that Unicode does not take apart, and that people type without their stroke or joined.
_PLAINLY = dict(zip("øłđðıħŧ", "olddiht", strict=True)) | {"þ": "th", "æ": "ae", "œ": "oe"}
_NOTHING_TO_THE_EYE = frozenset("\u115f\u1160\u3164\uffa0")  # though letters to Unicode


def _folded(text: str) -> str:
    """Fold case, accents, invisible marks and the forms of quotes and dashes; line breaks stay."""
    if not text.isascii():
        for mark in _IN_EVERY_TEXT:  # all of one at a time is far faster than one by one
            text = text.replace(mark, _fold_one(mark))
    return _NOT_PLAIN.sub(lambda found: "".join(map(_fold_one, found[0])), text).lower()


@lru_cache(maxsize=65536)
def _fold_one(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    taken_apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(map(_plainly, taken_apart))


def _plainly(char: str) -> str:
    """One character, already taken apart and without case, as it would be typed on a plain keyboard."""
    category = unicodedata.category(char)
    if char in _PLAINLY:
        return _PLAINLY[char]
    if category in {"Zl", "Zp"} or char == "\x85":
        return "\n"
    if category in {"Mn", "Me", "Cf", "Cc"} or char in _NOTHING_TO_THE_EYE:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Zs":
        return " "
    if category == "Pd" or char == "\u2212":
        return "-"
    return "'" if char in _APOSTROPHES else '"' if char in _QUOTES else char


# --- a text, seen in the ways that the search needs ----------------------------------------------------

# In "she'll" and "don't" the letters before and after the mark are not one word.
_CONTRACTION = re.compile(r"'(?=(?:ll|d|re|ve|m|t)\b)")
_PLURAL_OWNER = re.compile(r"s'(?![^\W_])")
_ESCAPED = re.compile(r"%[0-9a-fA-F]{2}")
_KEPT_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'")
_TO_WORDS = {code: chr(code) if chr(code) in _KEPT_ASCII else " " for code in range(128)}
# O and 0, and I, l and 1, are typed for one another in postcodes.
_ALIKE = str.maketrans("oil", "011")
_TO_ROW = {code: chr(code).translate(_ALIKE) if chr(code).isalnum() else None for code in range(128)}


class _Page:
    """A text, seen in the ways that the search needs; each is made when it is first asked for."""

    def __init__(self, text: str) -> None:
        if _ESCAPED.search(text):  # a link spells a space as %20
            text = f"{text}\n{unquote(text)}"
        self.lines = _folded(text)

    @cached_property
    def marked(self) -> str:
        """Words and apostrophes, with spaces for all else."""
        text = self.lines.replace("&", " and ") if "&" in self.lines else self.lines
        if not text.isascii():
            text = re.sub(r"[^\x00-\x7f]+", lambda found: _NOT_WORD.sub(" ", found[0]), text)
        return text.translate(_TO_WORDS)

    @cached_property
    def vocabulary(self) -> set[str]:
        """Every word that stands in the text, in each way of reading its apostrophes."""
        words = set(self.marked.split())
        marked = " ".join(word for word in words if "'" in word)
        return words.union(*(reading.split() for reading in _readings(marked)))

    @cached_property
    def readings(self) -> tuple[str, ...]:
        """The words with spaces around them, in each way of reading the apostrophes."""
        return tuple(f" {reading} " for reading in _readings(self.marked))

    @cached_property
    def row(self) -> str:
        """All letters and digits run together, characters that look alike made one."""
        return self.lines.translate(_TO_ROW)

    @cached_property
    def links(self) -> str:
        """The letters and digits of web and e-mail addresses, in which words run together."""
        return " ".join(_link_around(self.lines, found.end()) for found in _IN_A_LINK.finditer(self.lines))


_IN_A_LINK = re.compile(r"@|://|www\.")
_LONGEST_LINK = 200


def _link_around(text: str, place: int) -> str:
    """The letters and digits from the last white space before `place` to the next one after it."""
    before = re.split(r"\s", text[max(0, place - _LONGEST_LINK) : place])[-1]
    after = re.split(r"\s", text[place : place + _LONGEST_LINK], maxsplit=1)[0]
    return _NOT_WORD.sub("", before + after)


def _readings(marked: str) -> tuple[str, ...]:
    """Read apostrophes as nothing (O'Neill is ONeill) and as the end of a word (Karim's is Karim)."""
    if "'" not in marked:
        return (marked,)
    dropped = _CONTRACTION.sub(" ", marked).replace("'", "")
    return dropped, _PLURAL_OWNER.sub(" s ", marked).replace("'", " ")


# --- spellings -----------------------------------------------------------------------------------------

_APART, _MAYBE_APART = " +", " *"
_LONG_ENOUGH_TO_RUN_TOGETHER = 8
_LONG_ENOUGH_IN_A_LINK = 6
_INNER_MARK = re.compile(r"(?<=[^\W\d_])['.-](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Words:
    """One spelling in words: a pattern over a reading, and the words one of which a text must have."""

    pattern: str
    anchors: frozenset[str]
    together: str = ""
    """The spelling run together, to be sought in links; empty when it is too short to be sure."""

    def stands_in(self, page: _Page) -> bool:
        search = _compiled(self.pattern).search
        return any(search(reading) for reading in page.readings)


@dataclass(frozen=True, slots=True)
class _Row:
    """One spelling in a row of characters: the row run together, and a pattern over the text's lines."""

    row: str
    pattern: str
    dialled: bool = False
    """True for phones: what stands before the match must be nothing but a dialling prefix."""

    def stands_in(self, page: _Page) -> bool:
        if self.row not in page.row:
            return False
        matches = _compiled(self.pattern).finditer(page.lines)
        return any(not self.dialled or _may_be_dialled(page.lines, match.start()) for match in matches)


_Spelling = _Words | _Row


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _words(text: str) -> list[list[str]]:
    """The words of a needle; each is a list because `Al-Noor` and `O'Neill` may be written as one or two."""
    joined = _INNER_MARK.sub("\0", _folded(text).replace("&", " and "))
    parts = re.sub(r"[^\w\0]|_", " ", joined.replace("'", "")).split()
    return [[piece for piece in part.split("\0") if piece] for part in parts if part.strip("\0")]


def _pieces(text: str) -> list[str]:
    return _NOT_WORD.sub(" ", text).split()


def _in_words(words: list[list[str]], short_for: Mapping[str, str] = MappingProxyType({})) -> _Words | None:
    """Spell `words` one after the other; `short_for` holds patterns for words that are often shortened."""
    flat = list(chain.from_iterable(words))
    together = "".join(flat)
    if len(together) < 2:
        return None
    gap = _MAYBE_APART if len(together) >= _LONG_ENOUGH_TO_RUN_TOGETHER else _APART
    spelled = (_MAYBE_APART.join(short_for.get(piece, piece) for piece in word) for word in words if word)
    # A space at the start is a literal, so the pattern is sought by it and not tried at every character.
    pattern = f" {gap.join(spelled)}(?= )"
    longest = max([piece for piece in flat if piece not in short_for] or flat, key=len)
    return _Words(pattern, _anchors(flat, longest), together if _sure_in_a_link(together) else "")


def _sure_in_a_link(together: str) -> bool:
    return len(together) >= _LONG_ENOUGH_IN_A_LINK and not together.isdigit()


def _anchors(flat: list[str], longest: str) -> frozenset[str]:
    """The longest word, alone or run together with its neighbours: one of these is in any text with a hit."""
    place = flat.index(longest)
    runs = (flat[start:end] for start in range(place + 1) for end in range(place + 1, len(flat) + 1))
    return frozenset("".join(run) for run in runs)


def _phrase(text: str) -> Iterator[_Spelling | None]:
    yield _in_words(_words(text))


def _all_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# --- names ---------------------------------------------------------------------------------------------

_TITLES = _all_of(
    """
    mr mrs ms miss mx dr prof professor rev revd pc dc ds sgt sergeant insp sir dame lady lord sister nurse
    """
)


def _name(text: str) -> Iterator[_Spelling | None]:
    """Mina Shaw, Shaw Mina, M Shaw, Shaw M; with a title given, Ms Shaw; never one word of two alone."""
    titles, words = _titled(text)
    if len(words) > 1:
        yield from map(_in_words, _name_orders(*words))
        yield _in_words([*titles, words[-1]]) if titles else None
        yield _in_words([words[-1], *titles]) if titles else None
    else:
        yield _in_words([*titles, *words] or _words(text))
        yield _in_words([*words, *titles]) if titles and words else None


def _titled(text: str) -> tuple[list[list[str]], list[list[str]]]:
    """The title and the name, in the order they are said; what tells two people apart in brackets goes."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", text)
    if bare.count(",") == 1:
        last, first = bare.split(",")
        bare = f"{first} {last}"
    words = _words(bare)
    # Only before the name: Lord, Nurse and Lady are surnames too, and a surname left out would let a name through.
    count = next((at for at, word in enumerate(words) if "".join(word) not in _TITLES), 0)
    return words[: min(count, 1)], words[count:]


def _name_orders(*words: list[str]) -> Iterator[list[list[str]]]:
    *first, last = words
    initials = [word[0][0] for word in first]  # in one word of their own: MJ Shaw is M J Shaw
    for given in (first, first[:1], [initials], [initials[:1]], [first[0], initials[1:]]):
        yield [*given, last]
        yield [last, *given]


# --- e-mails -------------------------------------------------------------------------------------------


_EMAIL = re.compile(r"([^\s,;:<>()\[\]\"@]+)@([^\s,;:<>()\[\]\"@]+)")


def _email(text: str) -> Iterator[_Spelling | None]:
    """As it is written, and with its marks spelled: `mina.shaw (at) support dot example`."""
    found = _EMAIL.findall(_folded(text))
    if not found:
        yield from _phrase(text)
    for box, domain in found:
        before, after = _pieces(box), _pieces(domain)
        host = f"{_APART}(?:dot{_APART})?".join(after)
        pattern = f" {_APART.join(before)}{_APART}(?:at{_APART})?{host}(?= )"
        yield _Words(pattern, frozenset({max(before + after, key=len)}))


# --- postcodes and phones ------------------------------------------------------------------------------

_POSTCODE_MARKS = r"[ \t.\-/]{0,3}"
_PHONE_MARKS = r"(?:[^\w\n]|_){0,4}"
_LOOKS_ALIKE = {"0": "[0o]", "1": "[1il]"}
_POSTCODE = re.compile(r"(?<![^\W_])[a-z]{1,2}[0-9oil][0-9a-z]?[ \t.-]*[0-9oil][a-z]{2}(?![^\W_])")
_DIALLED = re.compile(rf"(?:^|\D)(?:(?:\+|00)?{_PHONE_MARKS}(?:44{_PHONE_MARKS})?)?\(?0?\)?{_PHONE_MARKS}\Z")


def _postcode(text: str) -> Iterator[_Spelling | None]:
    """Its letters with few marks between them; what is no postcode is sought as it is written as well."""
    found = _POSTCODE.search(_folded(text))
    if not found:
        yield from _phrase(text)
    row = squeezed(found[0] if found else text).translate(_ALIKE)
    if 5 <= len(row) <= 7 and row.isascii():
        yield _postcode_row(row)


def _postcode_row(row: str) -> _Row:
    letters = [_LOOKS_ALIKE.get(letter, letter) for letter in row]
    # The two halves may stand on two lines of an address; no other letters of it may.
    outward, inward = _POSTCODE_MARKS.join(letters[:-3]), _POSTCODE_MARKS.join(letters[-3:])
    # The look back comes after the first letter: the pattern then starts with a letter to be sought by.
    start, rest = letters[0], outward[len(letters[0]) :]
    return _Row(row, rf"{start}(?<![^\W_].){rest}[ \t.\-/\n]{{0,3}}{inward}(?![^\W_])")


def _phone(text: str) -> Iterator[_Spelling | None]:
    """Each number in `text`, whatever stands between its digits and with whatever prefix it is dialled."""
    parts = re.split(r"[,;/\n]|\bor\b|\band\b", _folded(text))
    numbers = [core for part in parts if len(core := _dialled_core(part)) >= 6]
    for core in numbers or [_dialled_core(text)]:
        if len(core) >= 6:  # a line break between digits is another cell of a table
            yield _Row(core, rf"{_PHONE_MARKS.join(core)}(?!\d)", dialled=True)
        else:
            yield from _phrase(text)


def _dialled_core(text: str) -> str:
    """The digits that stay the same from wherever the number is dialled: no 0, 0044 or +44, no extension."""
    number = re.split(r"e?xt?\b|#", _folded(text))[0]
    digits = re.sub(r"\D", "", number).removeprefix("00")
    return (digits.removeprefix("44") if len(digits) > 10 else digits).removeprefix("0")


def _may_be_dialled(lines: str, start: int) -> bool:
    return _DIALLED.search(lines[max(0, start - 24) : start]) is not None


# --- addresses -----------------------------------------------------------------------------------------

_SHORT_FOR = {
    "avenue": "ave?",
    "close": "cl",
    "court": "ct",
    "crescent": "cres",
    "drive": "dr",
    "gardens": "gdns",
    "grove": "gr",
    "lane": "ln",
    "park": "pk",
    "place": "pl",
    "road": "rd",
    "square": "sq",
    "street": "str?",
    "terrace": "terr?",
    "walk": "wk",
}
_STREETS = frozenset(_SHORT_FOR) | _all_of(
    """
    alley ave bank broadway end gate green hill ln mews parade rd rise row st view villas way wharf yard
    """
)
# A line made of these alone tells nobody where it is, and stands in documents that hide the address.
_TELLING_NOTHING = _STREETS | _all_of(
    """
    a an the at in of and her his their as not same with above known unknown no number c o s care safe
    high main first ground floor flat apartment apt unit room house home place placement address family
    refuge hostel shelter school nursery hospital clinic surgery office centre children childrens
    mum mums dad dads nan nans gran grans mother mothers father fathers parent parents
    """
)
_HOUSE_NUMBER = r"\d+[a-z]?(?: ?- ?\d+[a-z]?)?"
_NUMBER_FIRST = re.compile(rf"(?P<before>(?:.* )?)(?P<number>{_HOUSE_NUMBER}) (?P<street>(?:[^\W\d_]+ ?)+)")
_NUMBER_LAST = re.compile(rf"(?P<before>)(?P<street>(?:[^\W\d_]+ )+?)(?:no |number )?(?P<number>{_HOUSE_NUMBER})")
_NUMBER_ALONE = re.compile(rf"(?:^|(?<=[,;\n]))\s*(?:no\.?\s*)?({_HOUSE_NUMBER})\s*[,;\n]")


@dataclass(frozen=True, slots=True)
class _Street:
    """What one line of an address says of the street; the number may be empty."""

    number: str
    name: tuple[str, ...]
    before: str = ""
    """What stands before the number on the same line, such as the name of the house."""


def _address(text: str) -> Iterator[_Spelling | None]:
    """The whole, its postcode, its number and street, its street alone, its house name; never its town."""
    yield _unless_telling_nothing(text)
    folded = _folded(text)
    codes = [found for found in _POSTCODE.findall(folded) if re.search(r"\d", found)]
    for code in codes:
        yield from _postcode(code)
        folded = folded.replace(code, "\n")
    lines = _address_lines(folded)
    places = [number for number, line in enumerate(lines) if _street(line)]
    street = _street(lines[places[0]]) if places else None
    # Without a street, the first line is the name of a house and the rest may be a town.
    houses = [*lines[: places[0]], street.before] if street else lines[:1]
    for house in houses:
        yield None if re.search(r"\d", house) else _unless_telling_nothing(house)
    if street:
        yield from _street_spellings(street)


def _address_lines(folded: str) -> list[str]:
    """The lines of an address, spaces for its marks; a number that stands alone goes with what follows."""
    text = _NUMBER_ALONE.sub(r" \1 ", folded).replace("'", "")
    text = re.sub(r"(?<=[^\W\d_])[-.](?=[^\W\d_])|[^\w\s,;-]|_", " ", text)
    lines = (" ".join(line.split()) for line in re.split(r"[,;\n]", text))
    return [line for line in lines if line]


def _street(line: str) -> _Street | None:
    """What `line` says of a street; None when it names none."""
    if found := _NUMBER_FIRST.fullmatch(line):
        return _Street(found["number"], _up_to_the_street(found["street"].split()), found["before"].strip())
    found = _NUMBER_LAST.fullmatch(line)
    name = tuple((found["street"] if found else line).split())
    if len(name) < 2 or name[-1] not in _STREETS:
        return None
    return _Street(found["number"] if found else "", name)


def _up_to_the_street(words: list[str]) -> tuple[str, ...]:
    """Leave out a town that follows without a comma: `elder walk harwick` is `elder walk`."""
    kinds = [place for place, word in enumerate(words) if place and word in _STREETS]
    ends = [place for place in kinds if place + 1 not in kinds]
    return tuple(words[: ends[0] + 1] if ends else words)


def _street_spellings(street: _Street) -> Iterator[_Spelling | None]:
    words = [[word] for word in street.name]
    last = street.name[-1]
    short_for = {last: f"(?:{last}|{_SHORT_FOR[last]})"} if last in _SHORT_FOR else {}
    if street.number:
        figures = re.findall(r"\d+|[a-z]", street.number)  # 9a may be 9 a
        number = [[figure] for figure in figures] if "-" in street.number else [figures]
        yield _in_words([*number, *words], short_for)
        yield _in_words([*words, *number], short_for)
        yield _in_words([*words, ["no"], *number], short_for)
        yield _in_words([*words, ["number"], *number], short_for)
    if len(words) > 1 and not _tells_nothing(words):
        yield _in_words(words, short_for)


def _unless_telling_nothing(text: str) -> _Spelling | None:
    words = _words(text)
    return None if _tells_nothing(words) else _in_words(words)


def _tells_nothing(words: list[list[str]]) -> bool:
    return all("".join(word) in _TELLING_NOTHING for word in words)


# --- all needles at once -------------------------------------------------------------------------------

_SPELLINGS = {
    NeedleKind.PHRASE: _phrase,
    NeedleKind.NAME: _name,
    NeedleKind.POSTCODE: _postcode,
    NeedleKind.PHONE: _phone,
    NeedleKind.EMAIL: _email,
    NeedleKind.ADDRESS: _address,
}


@dataclass(frozen=True, slots=True)
class _Index:
    """The spellings of many needles, each with the needles it spells, by what a text must have for it."""

    by_word: Mapping[str, tuple[tuple[_Words, int], ...]]
    words: frozenset[str]
    in_links: tuple[tuple[str, int], ...]
    rows: tuple[tuple[_Row, int], ...]
    any_row: str
    """A pattern that is in every text with a hit in `rows`."""

    def found(self, page: _Page) -> frozenset[int]:
        """The numbers of the needles that stand in the text."""
        return frozenset(chain(self._in_words(page), self._in_rows(page), self._in_links(page)))

    def _in_words(self, page: _Page) -> Iterator[int]:
        candidates = {pair for word in self.words & page.vocabulary for pair in self.by_word[word]}
        return (number for spelling, number in candidates if spelling.stands_in(page))

    def _in_rows(self, page: _Page) -> Iterator[int]:
        if self.rows and _compiled(self.any_row).search(page.row):
            yield from (number for spelling, number in self.rows if spelling.stands_in(page))

    def _in_links(self, page: _Page) -> Iterator[int]:
        if self.in_links and page.links:
            yield from (number for together, number in self.in_links if together in page.links)


@lru_cache(maxsize=128)
def _index(needles: tuple[Needle, ...]) -> _Index:
    by_word: dict[str, list[tuple[_Words, int]]] = {}
    rows: list[tuple[_Row, int]] = []
    in_links: list[tuple[str, int]] = []
    for number, needle in enumerate(needles):
        for spelling in _spellings(needle.text, needle.kind):
            if isinstance(spelling, _Row):
                rows.append((spelling, number))
                continue
            for anchor in spelling.anchors:
                by_word.setdefault(anchor, []).append((spelling, number))
            if spelling.together:
                in_links.append((spelling.together, number))
    by_anchor = {word: tuple(pairs) for word, pairs in by_word.items()}
    any_row = "|".join(sorted({spelling.row for spelling, _ in rows}))
    return _Index(by_anchor, frozenset(by_anchor), tuple(in_links), tuple(rows), any_row)


@lru_cache(maxsize=4096)
def _spellings(text: str, kind: NeedleKind) -> tuple[_Spelling, ...]:
    """The different spellings of one needle; none when it has fewer than two letters or digits."""
    if len(squeezed(text)) < 2:
        return ()
    return tuple(dict.fromkeys(spelling for spelling in _SPELLINGS[kind](text) if spelling is not None))
