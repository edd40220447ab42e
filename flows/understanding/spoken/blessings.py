"""What Latin Darija says around any answer, its vowels written or not: ``nchlh``, ``hmdlh``.

A blessing, an oath, thanks or please at either end says nothing of the answer itself.
"""

import re

_GOD = r"(?:a?l+a+y?h?|lay|lh)"
_WILLING = r"[iae]?n+[cs]?h+a*[2']?\s?a?l+a*h+"
_PRAISE = r"(?:[ae]?l)?[h7]a?md(?:o|ou|u)?\s?(?:l+i?)?l+a*h+"
_OATH = r"(?:w|ou)a*l+a*h+[iy]?(?:\s[ie]?l)?"
_PLEASE = r"(?:3a*f+[ae]*k(?:[ou]*m)?e?)"
_MUCH = r"(?:\s(?:bz+a*f+|bez+a*f|bcp|lik(?:om)?|jazilan))?"
_THANKS = (
    rf"(?<!dieu\s)(?<!grand\s)(?:[cs]h[ou]*k+r+a*n+e?|me?r+c+[iy]*|mersi+){_MUCH}"
    r"(?!\s+(?:mille|cent|\d+)\s+fois)"  # *dieu merci*, *merci mille fois*
)
_WELL = r"(?:bikhir|b?\s?khi+r)"
_BLESSED = (
    r"kh[ae]*l+[iy]+(?:k(?:[ou]*m)?|hom)|[h7][ae]*f[ae]*d[ae]*k(?:[ou]*m)?"
    r"|r[ae]*[h7][ae]*m\s?(?:l?wali?di+n|walidi+k)|3t[iy]*k\s?s+[ae]*[h7]+a*"
    rf"|jazi+k(?:om)?(?:\s{_WELL})?|b[ae]*r[ae]*k\sfi+k(?:om)?|n[ae]*j+i+k(?:om)?"
    r"|r[ae]*d+i+\s3li+k(?:om)?|s[ae]*h+[ae]*l|st[ae]*r|n[3a]*[ae]*m\s3li+k(?:om)?"
)
_BLESSING = rf"{_GOD}\s?[yi]?[aei]?(?:{_BLESSED})"
_FRENCH = r"(?:\W+(?:svp|stp|s['’]?il (?:vous|te) pla[iî]t))?"
_KIN = r"a\s(?:kh[ou]+y+a|khay+|(?:ou?)?khti|s[ae]*[h7]bi|si+di|lal+a|l?[h7]aj+a?)"
_ANY = rf"(?:{_WILLING}|{_PRAISE}|{_OATH}|{_PLEASE}|{_THANKS}|{_BLESSING}|{_KIN})"
_LAST = re.compile(rf"(?:[\s,.;!…،]+{_ANY})+{_FRENCH}\W*$", re.IGNORECASE)
_FIRST = re.compile(rf"^\s*(?:{_ANY}[\s,.;!…،]+)+(?=\S)", re.IGNORECASE)
_AFTER = re.compile(r"[\s,.;!…،]+(?:s+a*l+a*m+|slm+)[\s.!…]*$", re.IGNORECASE)
"""A greeting that follows the answer."""


def without_blessings(text: str) -> str:
    """Return the text without the blessings it begins or ends with; the whole if it is no more."""
    left = _LAST.sub("", _FIRST.sub("", text))
    return left if left.strip() else text


def without_last_greeting(text: str) -> str:
    """Return what stands before a ``salam`` that ends a text."""
    return _AFTER.sub("", text)
