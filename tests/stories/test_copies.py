"""Which texts are one."""

from __future__ import annotations

import duckdb
import pytest
from stories.prose import BRIDGE, FLOOD, FORM

from dateline.stories import LEAST_COMMON, copies, fingerprint, least_common, text_of, words
from dateline.stories.words import plain, spans_of, text_hashes, words_of

PARAGRAPHS = BRIDGE.strip().split("\n\n")
FURNITURE = (
    "Sign up for our morning letter. Follow Channel Nine on your phone. Photo: Channel Nine."
)

COPIES = {
    "the same": BRIDGE,
    "furniture": f"{FURNITURE}\n\n{BRIDGE}\n\n{FURNITURE}\n\nSend tips to the desk of Channel Nine.",
    "furniture between": f"\n\n{FURNITURE}\n\n".join(PARAGRAPHS),
    "the end trimmed": "\n\n".join(PARAGRAPHS[:2]),
    "read more": PARAGRAPHS[0] + " Read more on our site.",
    "another dateline": BRIDGE.replace("VELMORA (Coastal Press) —", "By our staff, Ostrava -"),
    "one paragraph": " ".join(BRIDGE.split()),
    "type": BRIDGE.replace('"', "”").replace("—", "--").upper(),
    "a correction": BRIDGE.replace("two of its five", "three of its five").replace("1988", "1987"),
    "light edits": BRIDGE.replace("told reporters", "said").replace("at once", "immediately").replace(
        "Fishermen", "Fishers"
    ),
    "a second text": BRIDGE + "\n\n" + FLOOD,
    "a second text before": FLOOD + "\n\n" + "\n\n".join(PARAGRAPHS[:4]),
}  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_copies(name: str) -> None:
    text = COPIES[name]
    first, copy = text_of(BRIDGE, "Coastal Press"), text_of(text, "Channel Nine")
    assert copies(first, copy) and copies(copy, first)
    common = set(fingerprint(BRIDGE)) & set(fingerprint(text))
    fewest = min(len(fingerprint(BRIDGE)), len(fingerprint(text)))
    assert common and len(common) >= least_common(fewest)


QUOTE = PARAGRAPHS[1].split('. "')[1]
LONG = " ".join(f"{FLOOD} On day {n} the number of the missing rose to {n * 7}." for n in range(12))

OTHERS = {
    "another text": FLOOD,
    "only furniture in common": f"{FLOOD} {FURNITURE}",
    "a quotation in common": f'In the capital the minister was blunt: "{QUOTE} {FLOOD}',
    "read out in a long briefing": LONG.replace("On day 9", PARAGRAPHS[2] + " On day 9"),
    "nothing": "",
    "a line": "Watch the video above.",
}


@pytest.mark.parametrize("name", OTHERS)
def test_no_copies(name: str) -> None:
    first = f"{BRIDGE} {FURNITURE}" if "furniture" in name else BRIDGE
    if "briefing" in name:
        first = PARAGRAPHS[2]
    one, other = text_of(first, "Coastal Press"), text_of(OTHERS[name], "Channel Nine")
    assert not copies(one, other) and not copies(other, one)


def test_a_form_filled_twice_is_two_texts() -> None:
    one = text_of(FORM.format("Anna Moreau", "Brittia"), "Ministry", "2023-05-02")
    two = text_of(FORM.format("Jonas Feld", "Nordmark"), "Ministry", "2023-05-02")
    assert not copies(one, two)


def test_a_list_that_is_told_each_month_is_not_one_text() -> None:
    lands = "Arden Belmar Corvia Dorne Eskel Farn Galt Hesse Istra Jura Kell Lund".split()
    line = "The president of the republic of {0} sent warm greetings to the people on the great day of the nation and wished them lasting peace."
    one = text_of(" ".join(line.format(x) for x in lands), "State Agency", "2023-05-02")
    others = [x[::-1].title() for x in lands]
    two = text_of(" ".join(line.format(x) for x in others), "State Agency", "2023-08-02")
    assert not copies(one, two)


def test_a_text_that_comes_again_much_later_must_be_whole() -> None:
    first = text_of(BRIDGE, "Coastal Press", "2023-05-02")
    part = " ".join([*PARAGRAPHS[:3], FURNITURE, FURNITURE])
    assert copies(first, text_of(part, "Channel Nine", "2023-05-04"))
    assert not copies(first, text_of(part, "Channel Nine", "2023-07-04"))
    assert copies(first, text_of(BRIDGE, "Channel Nine", "2024-05-02"))


def test_words() -> None:
    assert words_of("It's 3,000 km—naïve, déjà_vu") == [
        "It",
        "s",
        "3",
        "000",
        "km",
        "naïve",
        "déjà",
        "vu",
    ]
    assert words_of("東京 to ไทย") == ["東", "京", "to", "ไ", "ท", "ย"]
    assert [plain(w) for w in ("ÉTÉ", "Straße", "ABC")] == ["ete", "strasse", "abc"]
    assert [(s.start, s.end) for s in spans_of("a bc")] == [(0, 1), (2, 4)]
    assert fingerprint("four words are few") == []
    assert fingerprint("a text of just six words") == fingerprint("A text — of just six WORDS")


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk of a million pages takes no more memory to look for copies than one of a thousand."""
    words._kept.cache_clear()
    for n in range(words.MOST_TEXTS + 20):
        text_hashes(f"{n} {BRIDGE}")
    assert words._kept.cache_info().currsize == words.MOST_TEXTS <= 1_000
    text_hashes(BRIDGE * (1 + words.LONGEST_KEPT // len(BRIDGE)))
    assert words._kept.cache_info().hits == 0
    before = text_hashes(BRIDGE).tolist()
    monkeypatch.setattr(words, "MOST_WORDS", 20)
    monkeypatch.setattr(words, "_known", words._Known())
    assert words._hashes(BRIDGE).tolist() == before
    assert len(words._known) <= 20


def test_a_database_gives_all_that_is_enough() -> None:
    counts = range(1, 3_000)
    told = duckdb.execute(
        f"SELECT {LEAST_COMMON} FROM (SELECT unnest(?::INT[]) AS keys)", [list(counts)]
    )
    for keys, (least,) in zip(counts, told.fetchall(), strict=True):
        assert least_common(keys) - 0.01 < least < least_common(keys)
