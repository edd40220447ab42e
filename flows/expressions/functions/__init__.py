"""Every function that forms may call, by the name it has in ODK.

The list is JavaRosa's, read from ODK Validate 1.20.0, with what Collect and the web forms add
(https://getodk.github.io/xforms-spec/#xpath-functions). `special` gives meaning to those that
look at the form rather than at values; here they have a number of arguments only.
"""

from collections.abc import Mapping

from flows.expressions.functions import dates, numbers, places, sets, texts, words
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
    **dates.FUNCTIONS,
    **numbers.FUNCTIONS,
    **places.FUNCTIONS,
    **sets.FUNCTIONS,
    **texts.FUNCTIONS,
    **words.FUNCTIONS,
}
NOT_PORTABLE = frozenset({"ceiling", "floor", "last", "substring"})
"""Work here and in some web forms, and break in ODK Collect."""
