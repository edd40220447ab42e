"""A phone number by the country of a person, or where that is not known, by her language."""

from collections.abc import Mapping, Sequence

from flows.understanding.changed import latest_of_both
from flows.understanding.outcomes import Ask, Outcome, Read, Refused, ask
from flows.understanding.phones.reading import INVALID, Country, is_known, phone
from flows.understanding.spoken.fa_asides import beyond_asides

_WHERE: Mapping[str, Sequence[Country]] = {"fr": ("MA", "CI", "SN")}
_ABROAD = ("+", "00")
_SENEGALESE_DIGITS = 9
"""So are numbers of Guinea and Cameroon; Morocco dials ten, so that one is missing."""


def phone_from(text: str, country: Country, language: str) -> Outcome[str]:
    """Return the number as E.164; where the country is not known, a national one is asked back."""
    if is_known(code := country.strip().upper()):
        return latest_of_both(text, language, lambda said: _as_said(said, code, language))
    found = phone_by_language(text, language)
    if not isinstance(found, Read) or any(sign in text for sign in _ABROAD):
        return found
    return ask(found.value)


def phone_by_language(text: str, language: str) -> Outcome[str]:
    """Return the number as E.164, as ``phone`` does for the one country that has such a number.

    *07 01 02 03 04* is dialled so in Morocco and in Côte d'Ivoire, and is asked back in French.
    """
    return latest_of_both(text, language, lambda said: _by_language(said, language))


def _by_language(text: str, language: str) -> Outcome[str]:
    countries = _WHERE.get(language, ("MA",))
    if language == "fa":
        return _as_said(text, "IR", language)
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


def _as_said(text: str, country: Country, language: str) -> Outcome[str]:
    """Return the number, in Persian if need be without the words around it that add nothing."""
    if language != "fa":
        return phone(text, country=country)
    return beyond_asides(text, lambda said: phone(said, country=country))
