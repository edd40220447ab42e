"""Telephone numbers to E.164 (languages.md, section 6); phonenumbers is imported here alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import phonenumbers

from flows.understanding.folding import fold, plain, too_long
from flows.understanding.lexicon import words
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.phones.dictated import dictated
from flows.understanding.phones.wording import is_accounted

Country = str
"""ISO 3166-1 code: of the four below by languages.md, of any other as the library knows it."""

INVALID = Refused(code="phone.invalid")
TEN_DIGITS = Refused(code="phone.ten_digits")

_LONGEST_TYPED = 200
_CANDIDATE = re.compile(r"(?:\+\s?|00)?[\d(](?:[\d\s().\-–—/_·•]*[\d)])?\+?")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_FEWEST_DIGITS = 7
_LONGEST_NATIONAL = 10
_LONGEST_GROUP = 8
"""Fewer digits stand after others in words: «نهصد و دوازده ۱۲۳ ۴۵ ۶۷»."""
_ON_LAND = (
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)
_DENIALS = frozenset(
    words(
        "ni | sans | pourquoi | quoi"
        " | ماشي | لا | غير | ليس | ليست | نیست | نه | خیر | machi | mashi | la | lla | bla | non"
        " | pas | plus | sauf | not | nist | na | نیستم | nistam | ancien | ancienne | coupé"
        " | perdu | changé | suspendu | faux | sœur | soeur | frère | mari | voisin | voisine"
        " | cousin | cousine | amie | ami | copine | copain | اشتباه | اشتباهه | اشتباست | غلط"
        " | غلطه | خراب | خرابه | خاموش | خاموشه | سوخته | قدیمی | قدیمیه | ندارم | نداریم"
        " | دیگه | nadaram | قبلا | قبلی | سابق | بود | بوده | ghablan | عوض | واگذار | قطع"
        " | قطعه | eshtebah | eshtebahe | ghalate | khamoosh | قديم | قديمة | القديم | القديمة"
        " | سابقا | السابق | كان | كانت | كنت | خطأ | غلطت | غلطة | مغلق | مسدود | طافي | طافية"
        " | مقطوع | مقطوعة | ضاع | ضاعت | ضايع | بدون | بلا | إلا | ماعدا | ربما | يمكن | واقيلا"
        " | تقريبا | أظن | كنظن | لم | لن | ماشى | توقف | حبس | تسرق | تسرقات | سرق | شحال"
    )
)
_CHANGED = frozenset(words("تغير | تغيرت | تبدل | تبدلات | بدلت | بدلتها | غيرته | غيرت | غيرتها"))
_NOW = frozenset(
    words("دابا | الآن | الجديد | الجديدة | جديد | جديدة | هي | هو | هذا | هادي | ولات")
)
"""With these a number that changed is the new one."""
_OR_ANOTHER = re.compile(r"\b(?:ou|wla|wella|او|ولا|یا|or)(?: (?:le|bien|ال))* \d")
"""*… ou le 76*: a second one that is cut short."""
_CUT_OFF = re.compile(r"\b(?:blok|bloq|bloc)\w*")
_DENIED = re.compile(
    r"\b(?:ma ?\w{2,}(?:ch|sh)|م(?:ا ?)?\w{2,}ش|(?:te?le?f|da3) (?:li|liya|lia|liy|lina))\b"
)
"""A verb of Darija that is denied, or lost: ``ma b9atch khdama``, «ما خداماش», ``tlf liya``."""
_LETTER_DIGIT = re.compile(r"(?<!\S)\d(?=[^\W\d_])|(?<=[^\W\d_])\d{1,2}(?!\d)")
"""A digit that is a letter of Darija, or counts something else: ``3afak``, ``tel2``."""
_LETTER_O = re.compile(r"(?<=\d)o|\bo(?=[\d])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How a country's national numbers look: https://www.itu.int/oth/T0202.aspx?parent=T0202."""

    code: str
    national: re.Pattern[str]


_PLANS: Mapping[Country, _Plan] = {
    "MA": _Plan(code="212", national=re.compile(r"0?([5-7]\d{8})")),
    "IR": _Plan(code="98", national=re.compile(r"0?(9\d{9})")),
    "CI": _Plan(code="225", national=re.compile(r"((?:01|05|07|21|25|27)\d{8})")),
    "SN": _Plan(code="221", national=re.compile(r"([73]\d{8})")),
}
_OLD_BENINESE = re.compile(r"(?:\+?229|00229)?(\d{8})")
"""With 01 before them since the end of 2024: https://arcep.bj."""
_OLD_IVORIAN = re.compile(r"(?:\+?225|00225)?\d{8}")


def phone(text: str, *, country: Country) -> Outcome[str]:
    """Return the number as E.164: the country's own, or any that begins with + or 00.

    Two different numbers are asked back, and so are eight digits of Benin with what stands
    before them since 2024. Codes: ``phone.invalid``, and ``phone.ten_digits`` for the eight
    digits that Côte d'Ivoire gave up in 2021. ``country`` is one that `is_known`.
    """
    if too_long(text) or len(text) > _LONGEST_TYPED:
        return INVALID
    candidates, found = _found(text, country)
    if not found and "/" in text:
        candidates, found = _found(text.replace("/", ","), country)
    if not found and "," in text:
        candidates, found = _found(text.replace(",", " "), country)
    said_so = all(_e164(candidate, country) for candidate in candidates)
    left = _count_digits(text) - sum(map(_count_digits, candidates))
    if len(found) == 1 and said_so and left < _FEWEST_DIGITS and not _is_denied(text):
        return Read(value=found[0]) if is_accounted(_around(text)) else ask(found[0])
    if found:
        return ask(*found)
    if doubtful := tuple(dict.fromkeys(filter(None, (_likely(c, country) for c in candidates)))):
        return ask(*doubtful)
    if country == "CI" and any(_OLD_IVORIAN.fullmatch(c) for c in candidates):
        return TEN_DIGITS
    if max(map(len, candidates), default=0) < _LONGEST_GROUP and (said := dictated(text)):
        heard = phone(said, country=country)
        return ask(heard.value) if isinstance(heard, Read) else heard
    return INVALID


def is_known(country: Country) -> bool:
    """Return whether it is a country or territory with telephone numbers."""
    return country in phonenumbers.SUPPORTED_REGIONS


def example_of(country: Country) -> str:
    """Return a mobile number as it is dialled there, or "" of no country; no line in use."""
    mobile = phonenumbers.PhoneNumberType.MOBILE
    known = phonenumbers.example_number_for_type(country, mobile) if is_known(country) else None
    if known is None:
        return ""
    dialled = phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.NATIONAL)
    return "".join(c for c in dialled if c.isdecimal())


def is_national(digits: str, country: Country) -> bool:
    """Return whether the digits are dialled so in the country."""
    return _national(digits, country) is not None


def is_international(digits: str) -> bool:
    """Return whether the digits are a number of one of the four countries with its code."""
    return any(_is_of(digits, plan) for plan in _PLANS.values())


def _count_digits(typed: str) -> int:
    return sum(c.isdecimal() for c in typed)


def _is_denied(text: str) -> bool:
    """Return whether it says that a number is another's, or none."""
    said = fold(text)
    asked = "?" in text or "؟" in text or _CUT_OFF.search(said) is not None
    asked = asked or _OR_ANOTHER.search(said) is not None
    split = said.split()
    asked = asked or (not _CHANGED.isdisjoint(split) and _NOW.isdisjoint(split))
    return asked or not _DENIALS.isdisjoint(split) or _DENIED.search(said) is not None


def _found(text: str, country: Country) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what looks like a number, and the different numbers among it."""
    candidates = tuple(_candidates(text))
    full = (_e164(candidate, country) for candidate in candidates)
    return candidates, tuple(dict.fromkeys(filter(None, full)))


def _around(text: str) -> str:
    """Return what stands around the numbers."""
    typed = _LETTER_O.sub("0", _TRUNK_ZERO.sub("", plain(text)))
    return _CANDIDATE.sub(_left_out, typed)


def _left_out(match: re.Match[str]) -> str:
    """Return nothing of a number; the digit of ``ra9mi`` stays, being a letter."""
    return " " if len(match[0]) > 2 else match[0]


def _candidates(text: str) -> Iterator[str]:
    """Yield what looks like a number, as digits with a leading plus where one was typed."""
    typed = _LETTER_O.sub("0", _TRUNK_ZERO.sub("", plain(text)))
    typed = _LETTER_DIGIT.sub(" x ", typed)
    for match in _CANDIDATE.finditer(typed):
        digits = "".join(c for c in match[0] if c.isdecimal())
        half = len(digits) // 2
        if half >= _LONGEST_NATIONAL and digits == digits[:half] * 2:
            digits = digits[:half]  # said twice
        if len(digits) >= _FEWEST_DIGITS:
            yield f"+{digits}" if match[0][0] == "+" or match[0][-1] == "+" else digits


def _e164(typed: str, country: Country) -> str | None:
    """Return the number in full, or None when nobody could be called there."""
    digits = typed.removeprefix("+")
    if not typed.startswith("+"):
        if (dialled := _national(digits, country)) is not None:
            return dialled
        if digits.startswith("00"):
            digits = digits[2:]
        elif not any(_is_of(digits, own) for own in _PLANS.values()):
            return None
    for own in _PLANS.values():
        if digits.startswith(own.code):
            national = own.national.fullmatch(digits.removeprefix(own.code))
            return f"+{own.code}{national[1]}" if national else _abroad(digits, own.code)
    return _abroad(digits, "")


def _national(digits: str, country: Country) -> str | None:
    """Return the number in full that is dialled so inside the country, or after its code."""
    if (plan := _PLANS.get(country)) is not None:
        national = plan.national.fullmatch(digits)
        return f"+{plan.code}{national[1]}" if national else None
    return None if digits.startswith("00") else _valid(digits, country)


def _is_of(digits: str, plan: _Plan) -> bool:
    """Return whether it begins with the code of the country and goes on as its numbers do."""
    national = digits.removeprefix(plan.code)
    return national != digits and bool(plan.national.fullmatch(national))


def _likely(typed: str, country: Country) -> str | None:
    """Return a number abroad without its plus, or a land line of the country: asked back."""
    old = _OLD_BENINESE.fullmatch(typed)
    if old and (country == "BJ" or old[1] != typed):
        return _valid(f"+22901{old[1]}", None)
    if typed.startswith("+"):
        return None
    if not typed.startswith("0"):
        return _abroad(typed, "") if len(typed) > _LONGEST_NATIONAL else None
    try:
        parsed = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.number_type(parsed) not in _ON_LAND or not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _abroad(digits: str, code: str) -> str | None:
    """Return a number of any country that the library knows to be valid."""
    if code == "225":
        return None
    return _valid(f"+{digits}", None)


def _valid(typed: str, country: Country | None) -> str | None:
    """Return the number in full if the library knows it to be valid, and of that country."""
    try:
        parsed = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if country is None and not phonenumbers.is_valid_number(parsed):
        return None
    if country is not None and not phonenumbers.is_valid_number_for_region(parsed, country):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
