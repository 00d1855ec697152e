"""Withheld words are found in their usual spellings, and words that only look like them are not."""

import pickle
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.needle import Needle, NeedleKind, Needles, normal, squeezed

PHRASE, NAME, POSTCODE = NeedleKind.PHRASE, NeedleKind.NAME, NeedleKind.POSTCODE
PHONE, EMAIL, ADDRESS = NeedleKind.PHONE, NeedleKind.EMAIL, NeedleKind.ADDRESS

REFUGE = "Lark House, 9 Elder Walk, Harwick, ZZ9 2LT"


def found(kind: NeedleKind, sought: str, text: str) -> bool:
    return bool(Needles([Needle(sought, kind)]).search(text))


@pytest.mark.parametrize("text", ["Tom Lord came.", "Lord, Tom", "T. Lord", "Lord T", "Mr Tom Lord", "TOM LORD'S room"])
def test_a_surname_that_is_also_a_title_is_found(text: str) -> None:
    assert found(NAME, "Tom Lord", text)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("Harwick", "She moved to Harwick."),
        ("Harwick", "HARWICK"),
        ("Harwick", "(harwick)"),
        ("Harwick", "Harwick's library"),
        ("Harwick", "Harwick’s library"),
        ("Harwick", "the road to “Harwick”"),
        ("Harwick", "the road to ‘Harwick’"),
        ("Harwick", "Har\u00adwick and Har\u200bwick"),
        ("Harwick", "Ｈａｒｗｉｃｋ"),
        ("Harwick", "snake_harwick_case"),
        ("Karim", "the Karims' house"),
        ("Karim", "the Karims’ house"),
        ("James", "James' coat and James’s hat"),
        ("Zoë", "Zoe came"),
        ("Zoe", "Zoë came"),
        ("Zoe", "Zoe\u0308 came"),
        ("Łukasz Święty", "lukasz swiety"),
        ("Groß", "GROSS"),
        ("file", "the ﬁle"),
        ("Lark House", "at Lark House."),
        ("Lark House", "Lark-House"),
        ("Lark House", "Lark  House"),
        ("Lark House", "Lark\nHouse"),
        ("Lark House", "Lark\u00a0House"),
        ("Lark House", "Lark, House"),
        ("Lark House", "LarkHouse"),
        ("Lark House", "Lark House's garden"),
        ("Lark House", "#larkhouse"),
        ("Lark House", "https://www.thelarkhouse.example/"),
        ("Lark House", "ring@larkhouserefuge.example"),
        ("Lark House", "maps?q=Lark%20House"),
        ("Lark-House", "lark house"),
        ("the number 9 bus", "takes the Number 9 bus"),
        ("library story club", "library story–club"),
        ("Harwick Women's Aid", "Harwick Women’s Aid"),
        ("Harwick Women's Aid", "Harwick Womens Aid"),
        ("Harwick Womens Aid", "Harwick Women's Aid"),
        ("Harwick Women's Aid", "HarwickWomen's Aid"),
        ("Mind & Body Club", "Mind and Body Club"),
        ("Mind and Body Club", "Mind & Body Club"),
        ("Al-Noor", "Alnoor"),
        ("Al-Noor", "Al Noor"),
        ("O'Neill", "ONEILL"),
        ("O'Neill", "O’Neill’s"),
        ("ONeill", "O'Neill"),
        ("4711", "case 4711, closed"),
        ("محمد كريم", "قال مُحَمَّد كريم"),
        ("日本 学校", "in 日本 学校 today"),
    ],
)
def test_a_phrase_is_found_in_each_of_its_spellings(sought: str, text: str) -> None:
    assert found(PHRASE, sought, text)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("Rose", "a piece of prose"),
        ("Rose", "Roses are red"),
        ("Rose", "prose@council.example"),
        ("Ann", "planned"),
        ("Shell", "she'll come"),
        ("wed", "We’d ask"),
        ("Ill", "I'll ring"),
        ("Lark House", "a lark, and further on a house"),
        ("Lark House", "Clark House"),
        ("Lark House", "the Lark Houses"),
        ("The Lea", "thelea is too short a word to be sure"),
        ("4711", "14711 and 47112"),
        ("9", "number 9"),
        ("C++", "learning C++"),
        ("", "anything"),
        ("?!", "what?!"),
        (" \u200b ", "anything   at all"),
    ],
)
def test_a_word_that_only_looks_like_the_phrase_is_not_found(sought: str, text: str) -> None:
    assert not found(PHRASE, sought, text)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("Mina Shaw", "with Mina Shaw"),
        ("Mina Shaw", "MINA SHAW"),
        ("Mina Shaw", "Mina\nShaw"),
        ("Mina Shaw", "Mina Shaw's visit"),
        ("Mina Shaw", "Shaw, Mina"),
        ("Mina Shaw", "SHAW Mina"),
        ("Mina Shaw", "M Shaw"),
        ("Mina Shaw", "M. Shaw"),
        ("Mina Shaw", "m.shaw"),
        ("Mina Shaw", "Shaw, M."),
        ("Mina Shaw", "mina.shaw@support.example"),
        ("Mina Shaw", "minashaw@support.example"),
        ("Mina Shaw (IDVA)", "Mina Shaw"),
        ("Shaw, Mina", "Mina Shaw"),
        ("Mina Jane Shaw", "Mina Shaw"),
        ("Mina Jane Shaw", "Mina J. Shaw"),
        ("Mina Jane Shaw", "MJ Shaw"),
        ("Mina Jane Shaw", "M. J. Shaw"),
        ("Mr Ellis Toft", "Ellis Toft"),
        ("Mr Ellis Toft", "Mr. Toft"),
        ("Mr Ellis Toft", "Mr E Toft"),
        ("Dr Chen", "Dr Chen"),
        ("Nadia", "Nadia’s views"),
        ("Anna Smith-Jones", "A Smith Jones"),
        ("Siân O'Neill", "Sian O’Neill"),
        ("(Mina)", "Mina"),
    ],
)
def test_a_name_is_found_in_either_order_and_with_initials(sought: str, text: str) -> None:
    assert found(NAME, sought, text)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("Mina Shaw", "Mina came"),
        ("Mina Shaw", "the Shaw Centre"),
        ("Mina Shaw", "Mina's car"),
        ("Nadia Karim", "Mr Karim"),
        ("Dr Chen", "Chen"),
        ("Rob Hale", "probhale"),
        ("Mina Shaw", "Emma Shaw"),
    ],
)
def test_one_word_of_a_name_is_not_the_name(sought: str, text: str) -> None:
    assert not found(NAME, sought, text)


@pytest.mark.parametrize(
    "text",
    [
        "ZZ9 2LT",
        "zz92lt",
        "ZZ9  2LT",
        "ZZ9\u00a02LT",
        "ZZ9-2LT",
        "ZZ9–2LT",
        "Z.Z.9 2.L.T",
        "Z Z 9 2 L T",
        "ZZ9\n2LT",
        "(ZZ9/2LT)",
        "ZZ９ 2LT",
        "Postcode:zz9 2lt.",
        "maps?q=ZZ9%202LT",
    ],
)
def test_a_postcode_is_found_however_it_is_spaced(text: str) -> None:
    assert found(POSTCODE, "ZZ9 2LT", text)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("ZO1 0IA", "ZO1 OIA"),
        ("ZO1 0IA", "Z01 01A"),
        ("zo10ia", "ZOI 0IA"),
        ("ZZ1O 1AA", "zz10 iaa"),
        ("Harwick ZZ9 2LT", "zz92lt"),
    ],
)
def test_o_and_0_or_i_and_1_are_one_in_a_postcode(sought: str, text: str) -> None:
    assert found(POSTCODE, sought, text)


@pytest.mark.parametrize(
    "text",
    [
        "ZZ9",
        "2LT",
        "ZZ92LTX",
        "AZZ9 2LT",
        "ZZ9 and 2LT",
        "row ZZ9, 2LT",
        "ZZ\n9 2LT",
        "fizz 9 2 ltd",
        "ZZ8 2LT",
    ],
)
def test_letters_far_apart_are_no_postcode(text: str) -> None:
    assert not found(POSTCODE, "ZZ9 2LT", text)


@pytest.mark.parametrize("sought", ["01632 960 455", "+44 1632 960455", "0044 (0)1632 960455", "(01632) 960-455"])
@pytest.mark.parametrize(
    "text",
    [
        "01632 960 455",
        "01632960455",
        "Ring (01632) 960 455.",
        "01632-960-455",
        "01632–960–455",
        "01632.960.455",
        "0 1 6 3 2 9 6 0 4 5 5",
        "+44 1632 960455",
        "+441632960455",
        "0044 1632 960 455",
        "+44 (0) 1632 960455",
        "+44(0)1632960455",
        "tel:+441632960455",
        "01632\u00a0960\u00a0455",
        "Flat 9 01632 960455",
        "1632960455",
        "phone01632960455x12",
        "٠١٦٣٢ ٩٦٠ ٤٥٥",
    ],
)
def test_a_phone_is_found_in_any_spacing_and_with_any_prefix(sought: str, text: str) -> None:
    assert found(PHONE, sought, text)


@pytest.mark.parametrize(
    "text",
    [
        "301632960455",
        "016329604551",
        "01632 960 454",
        "01632\n960\n455",
        "01632 and 960 455",
        "Case 9901632960455",
    ],
)
def test_other_digits_are_not_the_phone(text: str) -> None:
    assert not found(PHONE, "01632 960 455", text)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("01632 960 455 / 07700 900 123", "07700900123"),
        ("01632 960 455 or 07700 900 123", "(01632) 960455"),
        ("01632/960455", "01632 960455"),
        ("01632 960 455 ext 12", "01632 960455"),
        ("Refuge office: 01632 960 455", "01632960455"),
        ("+353 1 555 0199", "00353 1 5550199"),
        ("ask Grace", "Ask Grace for it"),
    ],
)
def test_what_is_written_beside_a_phone_does_not_hide_it(sought: str, text: str) -> None:
    assert found(PHONE, sought, text)


@pytest.mark.parametrize(
    "text",
    [
        "mina.shaw@hwa.example",
        "Mina.Shaw@HWA.Example",
        "mailto:mina.shaw@hwa.example?subject=visit",
        "<mina.shaw@hwa.example>",
        "mina.shaw at hwa.example",
        "mina.shaw(at)hwa.example",
        "mina.shaw [at] hwa dot example",
        "mina.shaw @ hwa.example",
        "mina.shaw%40hwa.example",
    ],
)
def test_an_e_mail_is_found_as_written_and_as_spelled(text: str) -> None:
    assert found(EMAIL, "mina.shaw@hwa.example", text)
    assert found(EMAIL, "Write to Mina.Shaw@hwa.example.", text)


@pytest.mark.parametrize("text", ["mina.shaw", "hwa.example", "jemina.shaw@hwa.example", "mina.shaw at home"])
def test_half_an_e_mail_is_not_the_e_mail(text: str) -> None:
    assert not found(EMAIL, "mina.shaw@hwa.example", text)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        (REFUGE, "Lark House, 9 Elder Walk, Harwick, ZZ9 2LT"),
        (REFUGE, "Lark House\n9 Elder Walk\nHarwick\nZZ9 2LT"),
        (REFUGE, "9 Elder Walk"),
        (REFUGE, "9, Elder Walk"),
        (REFUGE, "No. 9 Elder Walk"),
        (REFUGE, "9\nElder\nWalk"),
        (REFUGE, "at 9 elder wk"),
        (REFUGE, "Elder Walk 9"),
        (REFUGE, "Elder Walk, No. 9"),
        (REFUGE, "somewhere on Elder Walk"),
        (REFUGE, "ElderWalk"),
        (REFUGE, "the Lark House garden"),
        (REFUGE, "post to zz92lt"),
        ("Lark House 9 Elder Walk Harwick ZZ9 2LT", "9 Elder Walk"),
        ("Lark House 9 Elder Walk Harwick ZZ9 2LT", "Elder Walk"),
        ("Lark House 9 Elder Walk Harwick ZZ9 2LT", "Lark House"),
        ("Lark House\n9\nElder Walk\nHarwick", "Elder Walk"),
        ("9, Elder Walk", "9 Elder Walk"),
        ("Elder Walk 9", "9 Elder Walk"),
        ("Lark House, Elder Walk, Harwick", "Elder Walk"),
        ("Flat 2, 14 Tannery Row, ZZ4 7AB", "14 Tannery Row"),
        ("Flat 2, 14 Tannery Row, ZZ4 7AB", "Tannery Row"),
        ("Flat 2 14 Tannery Row", "14 Tannery Row"),
        ("9a Elder Walk", "9A Elder Walk"),
        ("9a Elder Walk", "9 A, Elder Walk"),
        ("9-11 Elder Walk", "9–11 Elder Walk"),
        ("12 High Street, Harwick", "12 High St"),
        ("9 Broadway", "9, Broadway"),
        ("12 St Mary's Road", "St. Marys Rd"),
        ("12 Stoke-on-Mill Lane", "Stoke on Mill Ln"),
        ("Larkfield, Harwick", "at Larkfield"),
        ("Lark House, Harwick", "Lark House"),
        ("Mill View Cottage", "mill view cottage"),
        ("Harwick", "in Harwick"),
    ],
)
def test_an_address_is_found_whole_and_by_its_telling_parts(sought: str, text: str) -> None:
    assert found(ADDRESS, sought, text)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        (REFUGE, "the town of Harwick"),
        (REFUGE, "an elder and a walk"),
        (REFUGE, "9 elders walk in"),
        (REFUGE, "Skylark House"),
        ("The Refuge, 9 Elder Walk", "she is in a refuge; the refuge is safe"),
        ("A refuge", "a refuge"),
        ("12 High Street, Harwick", "shops in the High Street"),
        ("12 High Street", "112 High Street"),
        ("Flat 2, 14 Tannery Row", "Flat 2, 8 Mill Lane"),
        ("9 Broadway", "a broadway show"),
        ("Lark House, 9 Elder Walk, Harwick, to let", "to let"),
    ],
)
def test_what_many_places_share_is_not_the_address(sought: str, text: str) -> None:
    assert not found(ADDRESS, sought, text)


def test_every_needle_that_stands_in_the_text_is_given_back_with_its_key_in_the_order_given() -> None:
    whole, street, town, other, same = (
        Needle(REFUGE, ADDRESS, key="address"),
        Needle("Elder Walk", PHRASE, key="clue"),
        Needle("Harwick", PHRASE, key="town"),
        Needle("seafront", PHRASE, key="other clue"),
        Needle("elder walk", PHRASE, key="the same clue again"),
    )

    hits = Needles([whole, street, town, other, same]).search("Lark House, 9 Elder Walk, Harwick")

    assert hits == (whole, street, town, same)


def test_needles_travel_between_processes() -> None:
    needles = Needles([Needle("Harwick", PHRASE, key="town")])

    again = pickle.loads(pickle.dumps(needles))

    assert again == needles
    assert again.search("in Harwick") == needles.needles


def test_no_needles_find_nothing() -> None:
    assert Needles().search("anything") == ()
    assert Needles([Needle("Harwick", PHRASE)]).search("") == ()


def test_normal_folds_what_the_eye_does_not_tell_apart_and_keeps_the_words() -> None:
    assert normal("  Zoë’s\u00a0 “Lark\u00adHouse” –\n no. 9 ") == 'zoe\'s "larkhouse" - no. 9'


def test_squeezed_keeps_letters_and_digits_only() -> None:
    assert squeezed("ZZ9 2-LT, Zoë_1") == "zz92ltzoe1"


# --- any needle, anywhere ------------------------------------------------------------------------------

LETTERS = string.ascii_letters + "éüñØßçŁŠæ"
words = st.lists(st.text(LETTERS, min_size=2, max_size=10), min_size=1, max_size=5)
names = st.lists(st.text(LETTERS, min_size=2, max_size=10), min_size=2, max_size=3)
separators = st.sampled_from([" ", "  ", "\n", "\u00a0", "-", " – ", ", ", "/", "\u2003", ".\n"])
marks = st.sampled_from(["", "\u00ad", "\u200b", "\ufeff"])
anything = st.text(max_size=60)
boundary = st.sampled_from([" ", "\n", "(", "“", "’", "'", ", ", "\t", ">", "/"])


@st.composite
def varied(draw: st.DrawFn, text: str) -> str:
    """The same letters in any case, with marks between them that nobody sees."""
    letters = (draw(marks) + (letter.upper() if draw(st.booleans()) else letter.lower()) for letter in text)
    return "".join(letters)


@given(st.data(), words, anything, boundary, boundary, anything)
def test_any_phrase_planted_at_a_word_boundary_is_found(
    data: st.DataObject, parts: list[str], before: str, left: str, right: str, after: str
) -> None:
    planted = data.draw(varied(parts[0]))
    for part in parts[1:]:
        planted += data.draw(separators) + data.draw(varied(part))

    assert found(PHRASE, " ".join(parts), f"{before}{left}{planted}{right}{after}")


@given(st.data(), names, anything, boundary, boundary, anything)
def test_any_name_planted_in_either_order_is_found(
    data: st.DataObject, parts: list[str], before: str, left: str, right: str, after: str
) -> None:
    first, last = data.draw(varied(parts[0])), data.draw(varied(parts[-1]))
    planted = data.draw(st.sampled_from([f"{first} {last}", f"{last}, {first}", f"{last}\n{first}"]))

    assert found(NAME, " ".join(parts), f"{before}{left}{planted}{right}{after}")


@given(st.data(), st.from_regex(r"0[1-9][0-9]{8,9}", fullmatch=True), anything, anything)
def test_any_phone_planted_in_any_spacing_is_found(data: st.DataObject, number: str, before: str, after: str) -> None:
    gaps = st.sampled_from(["", "", " ", "-", ".", " - ", "\u00a0"])
    prefix = data.draw(st.sampled_from(["0", "+44", "+44 ", "0044 ", "+44 (0)", "(0", "44"]))
    planted = prefix + "".join(digit + data.draw(gaps) for digit in number[1:-1]) + number[-1]

    assert found(PHONE, number, f"{before}: {planted}; {after}")


@given(st.data(), st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", fullmatch=True), anything, anything)
def test_any_postcode_planted_in_any_spacing_is_found(data: st.DataObject, code: str, before: str, after: str) -> None:
    swap = data.draw(st.sampled_from([{}, str.maketrans("01", "OI"), str.maketrans("OI", "01")]))
    gap = data.draw(st.sampled_from(["", " ", "  ", "-", "\u00a0", " . ", "\n"]))
    planted = data.draw(varied(code.translate(swap).replace(" ", "\0"))).replace("\0", gap)

    assert found(POSTCODE, code, f"{before} {planted} {after}")


@given(st.sampled_from(sorted(set(NeedleKind) - {ADDRESS})), anything)
def test_any_needle_of_two_letters_or_more_is_found_in_itself(kind: NeedleKind, text: str) -> None:
    assert found(kind, text, text) == (len(squeezed(text)) > 1)


@given(anything)
def test_any_address_can_be_sought(text: str) -> None:
    assert found(ADDRESS, text, "a text that names no place") in {True, False}
