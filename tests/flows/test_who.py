"""Who answers, and from where: what people type when they lend the telephone or change the app."""

from __future__ import annotations

import pytest

from flows import codes, members, phrases
from locales.text import Catalogues

MEANT = {
    "Répondre pour une autre personne": "another",
    "je veux répondre pour quelqu'un d'autre": "another",
    "je voudrais inscrire une autre personne svp": "another",
    "AJOUTER UNE PERSONNE": "another",
    "أريد أن أسجل شخصا آخر": "another",
    "الإجابة عن شخص آخر": "another",
    "أريد الإجابة نيابة عن شخص آخر": "another",
    "نجاوب على شي واحد آخر": "another",
    "بغيت نجاوب على شي واحد اخر": "another",
    "بغيت نسجل شي وحدة خرى عافاك": "another",
    "njawb 3la chi wahd akhor": "another",
    "bghit nsejel chi wa7ed akhor": "another",
    "به جای شخص دیگری پاسخ می‌دهم": "another",
    "به جای شخص دیگری پاسخ می دهم": "another",
    "بجاي شخص ديگري پاسخ مي‌دهم": "another",
    "می‌خواهم یک نفر دیگر را ثبت نام کنم": "another",
    "be jaye yeki dige javab midam": "another",
    "answer for someone else": "another",
    "une autre personne": "someone",
    "شخص آخر": "someone",
    "شي واحد آخر": "someone",
    "یک نفر دیگر": "someone",
    "changer de personne": "switch",
    "À qui le tour ?": "switch",
    "تغيير الشخص": "switch",
    "دور من؟": "switch",
    "نبدل الشخص": "switch",
    "nbeddel chakhs": "switch",
    "nouba dyal chkoun": "switch",
    "نوبت کیه؟": "switch",
    "تغییر شخص": "switch",
    "nobate kie": "switch",
    "relier mon autre compte": "link",
    "Je veux relier mes comptes": "link",
    "ربط حسابي": "link",
    "أريد أن أربط حسابي": "link",
    "نربط حسابي": "link",
    "bghit nrbet l7sab dyali": "link",
    "اتصال حساب دیگر": "link",
    "لطفا حساب دیگرم را وصل کنید": "link",
    "ettesale hesabe digar": "link",
    # Answers, other wishes, parts of sentences.
    "personne": "",
    "une personne": "",
    "شخص": "",
    "شي واحد": "",
    "je vis avec une autre personne": "",
    "compte": "",
    "mon tour": "",
    "با یک نفر دیگر زندگی می‌کنم": "",
    "": "",
    "ajouter une personne " * 9: "",
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items(), ids=[text[:40] for text in MEANT])
def test_said(text: str, meant: str) -> None:
    assert phrases.meaning(text) == meant


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("Q7K3-M9XT", "Q7K3-M9XT", id="as it is shown"),
        pytest.param(" q7k3 m9xt ", "Q7K3-M9XT", id="small letters, a space"),
        pytest.param("q7k3m9xt.", "Q7K3-M9XT", id="in one"),
        pytest.param("Q٧K٣-M۹XT", "Q7K3-M9XT", id="digits of other scripts"),
        pytest.param("OIL0-1234", "0110-1234", id="letters that look like digits"),
        pytest.param("\u2066Q7K3-M9XT\u2069", "Q7K3-M9XT", id="copied with its marks"),
        pytest.param("Q7K3-M9X", "", id="too short"),
        pytest.param("Q7K3-M9XTT", "", id="too long"),
        pytest.param("Q7U3-M9XT", "", id="a letter that no code has"),
        pytest.param("سلام", "", id="a word"),
        pytest.param("Q7K3M9XT" + " " * 40, "", id="much too long"),
    ],
)
def test_a_code_is_read(written: str, read: str) -> None:
    assert codes.read_link(written) == read


@pytest.mark.parametrize("chance", [0, 1, (1 << 40) - 1, 0x12_3456_789A, 1 << 39])
def test_every_code_that_is_shown_is_read_back(chance: int) -> None:
    code = codes.link(chance)
    assert codes.read_link(code) == code
    assert len({codes.link(chance ^ (1 << bit)) for bit in range(40)} | {code}) == 41


@pytest.mark.parametrize(
    ("name", "whole", "called"),
    [
        pytest.param("Awa Koné", False, "Awa", id="the first name"),
        pytest.param("Awa Koné", True, "Awa Koné", id="where two have it"),
        pytest.param("", False, "شخص ۲", id="nobody knows it yet"),
        pytest.param("زهرا", False, "زهرا", id="one name"),
    ],
)
def test_what_somebody_is_called(name: str, whole: bool, called: str) -> None:
    assert members.called(name, 2, Catalogues.load()["fa"], whole=whole) == called
