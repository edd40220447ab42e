"""A phone number in a conversation whose country is not known: who speaks the language dials so."""

from collections.abc import Mapping, Sequence

from flows.understanding.outcomes import Ask, Outcome, Read, Refused, ask
from flows.understanding.phones import INVALID, Country, phone

_WHERE: Mapping[str, Sequence[Country]] = {"fa": ("IR",), "fr": ("MA", "CI", "SN")}
_SENEGALESE_DIGITS = 9
"""So are numbers of Guinea and Cameroon; Morocco dials ten, so that one is missing."""


def phone_by_language(text: str, language: str) -> Outcome[str]:
    """Return the number as E.164, as ``phone`` does for the one country that has such a number.

    *07 01 02 03 04* is dialled so in Morocco and in Côte d'Ivoire, and is asked back in French.
    """
    countries = _WHERE.get(language, ("MA",))
    if len(countries) == 1:
        return phone(text, country=countries[0])
    as_in_senegal = sum(c.isdecimal() for c in text) == _SENEGALESE_DIGITS
    if as_in_senegal:
        countries = tuple(reversed(countries))
    outcomes = [phone(text, country=country) for country in countries]
    found = dict.fromkeys(each.value for each in outcomes if isinstance(each, Read))
    likely = [value for each in outcomes if isinstance(each, Ask) for value in each.values]
    if len(found) == 1 and not (as_in_senegal and isinstance(outcomes[0], Refused)):
        return Read(value=next(iter(found)))
    return ask(*found, *likely) if found or likely else INVALID
