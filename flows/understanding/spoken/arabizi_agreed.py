"""What Latin Darija says again after its yes or no: ``ah kankhdm daba``, ``la ma drtch walo``."""

import re
from collections.abc import Sequence

from flows.understanding.lexicon import words

_STATED = re.compile(
    r"(?:k|t|ka|ta)n([a-z0-9]{3,})|(?:ka|ta) n([a-z0-9]{2,})"
    r"|(?:ghan|ghadi n|gha n|radi n)([a-z0-9]{2,})|([a-z0-9]+[^aeiouyw\W])t|([a-z0-9]{2,}[iy])t"
)
"""Of the first person: ``kankhdm``, ``ghadi nji``, ``drt``, ``9rit``."""
_DENIED = re.compile(
    r"(?:ma ?([a-z0-9]{3,})(?:ch|sh)|ma ([a-z0-9]{2,}))(?: (?:7ta|hta|ta|chi) [a-z0-9]{3,})?"
)
_OF_ANSWERING = re.compile(
    r"3[ae]?r[ae]?f|3rf|fh[ae]?m|sm[ae]?3|dd?[ae]?n+$|dan|chk|chek|7s[ae]?b|hs[ae]?b|j[ae]?w[ae]?b"
    r"|[g9q]ou?l|[g9q]u?l(?:t|$)|kr[ae]?h|nsi|n[ae]ss|39[ae]?l|k[aou]*n[ae]?t|[h7][ae]?b[ae]?s|w[9q][ae]?f|sali"
    r"|k[ae]?m[ae]?l|3yi|kh[ae]?l|sm[ae]?[h7]|twk|n[ae]?w[iy]|fk[ae]?r|ch[ou]f|tm[ae]?n|ghl"
    r"|b9i|ba9i|kd[ae]?b|t7[ae]?y|hd[ae]?r"
)
"""Verbs that answer otherwise than with yes or no: I do not know, was, forgot, think, wish."""
_ADDED = words(
    "daba | db | ly[o/ou/]m | d[i/e/ey]ma | had l3am | had sa3a | wal[o/ou] | ga3 | [7/h]ta daba"
    " | hamdolah | lhamdo[li/l]lah | [/a ][khti/khoya/khouya/sidi/lalla] | chokran | merci | 3afak"
    " | nchallah | inchallah | b[/e]z[/z]af | ko[/u]l [nhar/simana/chher/3am] | mra wahda"
    " | b[s/ss]a7 | bse7 | nit | nichan | lah ykhalik | f [dar/ddar] | [7/h]ta [haja/7aja]"
)
_ALONE = words(
    "d[i/e/ey]ma | b[/e]z[/z]af | ko[/u]l [nhar/simana] | b[s/ss]a7 | bse7"
    " | mz[/e]w[/e]j[/a/in] | kh[/a]d[/d]am[/a/in] | msj[/e]l[/a/in] | sak[/e]n[/a/in]"
    " | [9/q]ar[i/ya/yin] | w[/a]jd[/a/in] | baghi[/a/in] | bghit | kayn[/a/in]"
)
"""After a yes they say how much, or what I am, and say it too."""
_MOST_WORDS = 7


def says_again_in_latin(split: Sequence[str], begun: str, language: str) -> bool:
    """Return whether all that follows a yes or no of one Latin word is one verb that agrees."""
    if language not in ("ar", "ary") or not 2 <= len(split) <= _MOST_WORDS:
        return False
    rest = " ".join(split[1:])
    if not split[0].isascii() or not rest.isascii():
        return False
    if begun == "yes" and _without_added(rest) in _ALONE:
        return True
    said = (_DENIED if begun == "no" else _STATED).fullmatch(_without_added(rest))
    if said is None:
        return False
    return _OF_ANSWERING.search(said[0]) is None


def _without_added(rest: str) -> str:
    """Return the words without *now*, *at all* or a courtesy at their end."""
    ended = next((each for each in _ADDED if rest.endswith(f" {each}")), "")
    return _without_added(rest.removesuffix(f" {ended}")) if ended else rest
