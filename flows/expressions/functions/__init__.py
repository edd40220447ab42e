"""Every function that forms may call, by the name it has in ODK.

The list is JavaRosa's, read from ODK Validate 1.20.0, with what Collect and the web forms add
(https://getodk.github.io/xforms-spec/#xpath-functions). `special` gives meaning to those that
look at the form rather than at values; here they have a number of arguments only.
"""

from collections.abc import Mapping

from flows.expressions.functions import cht, dates, numbers, places, sets, texts, words
from flows.expressions.functions.signature import Function

_FORMS = {  # special.py gives these their meaning
    "if": Function(least=3, most=3),
    "coalesce": Function(least=2, most=2),
    "once": Function(least=1, most=1),
    "regex": Function(least=2, most=2),
    "indexed-repeat": Function(least=3, most=11, step=2),
    "position": Function(least=0, most=1),
    "last": Function(least=0, most=0),
    "instance": Function(least=1, most=1),
    "current": Function(least=0, most=0),
    "jr:choice-name": Function(least=2, most=2),
    "pulldata": Function(least=4, most=4),
}
FUNCTIONS: Mapping[str, Function] = {
    **_FORMS,
    **cht.FUNCTIONS,
    **dates.FUNCTIONS,
    **numbers.FUNCTIONS,
    **places.FUNCTIONS,
    **sets.FUNCTIONS,
    **texts.FUNCTIONS,
    **words.FUNCTIONS,
}
_CHT = "z-score to-bikram-sambat cht:extension-lib cht:validate-luhn cht:strip-whitespace"
_SURVEYCTO = """
    choice-label coalesce-if collect-is-phone-app collect-is-web-app count-if de-duplicate
    device-info distance-between duration format-number geo-scatter hash index is-blank item-at
    item-index item-present join-if linebreak max-if min-if number-of-selected phone-call-duration
    phone-call-log plug-in-metadata rank-index rank-index-if rank-value relevance-of short-geopoint
    string-lower string-upper sum-if username
"""
_ENKETO = "comment-status geofence-of intersects"
FOREIGN = frozenset(f"{_CHT} {_SURVEYCTO} {_ENKETO}".split()) - frozenset(FUNCTIONS)
"""What the Community Health Toolkit, SurveyCTO and Enketo add: accepted in a form, and blank here
(https://docs.communityhealthtoolkit.org/building/forms/app/, https://docs.surveycto.com)."""
NOT_PORTABLE = frozenset({"ceiling", "floor", "last", "substring"})
"""Work here and in some web forms, and break in ODK Collect."""
