"""Where a long text is cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.splitting import split, units

FSI, RLI, PDI = "\u2068", "\u2067", "\u2069"
MOROCCO, FAMILY, WAVE = "🇲🇦", "👩\u200d👧", "👋🏽"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("un deux trois", ["un deux", "trois"], id="space"),
        pytest.param("un deux\ntrois", ["un deux", "trois"], id="line"),
        pytest.param("Ouida. Non trois", ["Ouida.", "Non trois"], id="sentence"),
        pytest.param("a b c\n\nd e f g", ["a b c", "d e f g"], id="paragraph"),
        pytest.param("abcdefghijklm", ["abcdefghij", "klm"], id="no gap"),
        pytest.param("😀" * 6, ["😀" * 5, "😀"], id="two units a letter"),
        pytest.param("abcdefghie\u0301x", ["abcdefghi", "e\u0301x"], id="accent stays"),
        pytest.param("مرحبامرحمبَا", ["مرحبامرحم", "بَا"], id="vowel sign stays"),
        pytest.param(f"abcdefgh{MOROCCO}", ["abcdefgh", MOROCCO], id="a flag stays"),
        pytest.param(f"abc{MOROCCO}{MOROCCO}", [f"abc{MOROCCO}", MOROCCO], id="of two flags"),
        pytest.param(f"abcdefg{FAMILY}", ["abcdefg", FAMILY], id="a family stays"),
        pytest.param(f"abcdefgh{WAVE}", ["abcdefgh", WAVE], id="a colour of skin stays"),
        pytest.param("abcdefghi1\ufe0f\u20e3", ["abcdefghi", "1\ufe0f\u20e3"], id="a key stays"),
        pytest.param("abcdefghi\u1112\u1161", ["abcdefghi", "\u1112\u1161"], id="a syllable stays"),
        pytest.param("abcdefghi\u06dd1", ["abcdefghi", "\u06dd1"], id="a sign before a digit"),
        pytest.param("abcdef \u20661 2\u2069 x", ["abcdef", "\u20661 2\u2069 x"], id="isolate"),
        pytest.param(
            f"{FSI}abcde fghij{PDI}",
            [f"{FSI}abcde{PDI}", f"{FSI}fghij{PDI}"],
            id="an isolate that does not fit is closed and opened again",
        ),
        pytest.param(
            f"{FSI}abcdefghijkl{PDI}",
            [f"{FSI}abcdefg{PDI}", f"{FSI}hijkl{PDI}"],
            id="and between letters",
        ),
        pytest.param(
            f"{RLI}a{FSI}bcdefghijk{PDI}{PDI}",
            [f"{RLI}a{FSI}bcdef{PDI}{PDI}", f"{RLI}{FSI}ghijk{PDI}{PDI}"],
            id="two of them",
        ),
        pytest.param(
            f"{FSI}abc defgh {PDI}", [f"{FSI}abc{PDI}", f"{FSI}defgh {PDI}"], id="at the end"
        ),
    ],
)
def test_split(text: str, parts: list[str]) -> None:
    assert split(text, 10) == parts


LETTERS = st.sampled_from("ab é\n.؟😀🇲🇦\u200d\u2066\u2067\u2069&<\u0301")


@given(st.text(alphabet=LETTERS, max_size=200), st.integers(8, 40))
def test_split_loses_no_letter(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(units(part) <= limit for part in parts)
    bare = re.sub("[\u2066-\u2069]", "", "".join(parts))
    assert "".join(bare.split()) == "".join(re.sub("[\u2066-\u2069]", "", text).split())


SENTENCES = st.lists(
    st.sampled_from(
        ["un deux. ", f"{FSI}trois{PDI} ", f"{RLI}a {FSI}quatre{PDI} cinq{PDI}, ", "\n"]
    ),
    max_size=60,
)


@given(SENTENCES, st.integers(20, 60))
def test_every_part_closes_what_it_opens(said: list[str], limit: int) -> None:
    for part in split("".join(said), limit):
        depth = 0
        for letter in part:
            depth += (letter in "\u2066\u2067\u2068") - (letter == PDI)
            assert depth >= 0
        assert depth == 0
