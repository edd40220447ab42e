"""The labels that sound as a reply does, in whatever script."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from flows.understanding.choices.grouped import telling
from flows.understanding.choices.option import Found
from flows.understanding.choices.partial import is_of_mine, leaves_out, says_little
from flows.understanding.choices.wording import is_denial, without_articles
from flows.understanding.lexicon import words
from flows.understanding.sounds import (
    Heard,
    hear,
    is_texted,
    is_transliteration,
    once,
    readings,
    together,
)
from flows.understanding.spelling import letters_apart
from flows.understanding.spoken.foreign import is_another

SHORTEST_PREFIX = 3
_OTHER_WORDS = words("merci | mersi | mrc | mercii | had")
"""They have the consonants of March, and of Sunday."""
MOST_SOUND_WORDS = 5
_GLUED = {"ف": "f", "ب": "b"}
"""In and with, which a label may begin with: «فتعاونية» is ``ta3awniya``."""
_DENYING = frozenset(
    words("لا | ما | ماشي | بلا | بدون | ليس | لم | لن | machi | ma | la | bla | pas | sans")
)
_STILL = frozenset(words("مازال | حتى | mazal | hta | 7ta"))
"""Words of a denial that say it by themselves: «مازال ما كنبيعوش»."""
_LONG = 8
_MIDDLING = 5
FEWEST_TEXTED = 5
"""Consonants of a label that tell it without its vowels: ``mzyana bzf``."""
_LONG_VOWELS = str.maketrans("", "", "اوی")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Words of a label that stand together, as they sound and as they are written."""

    option: int
    heard: Heard
    written: str
    whole: bool
    denied: bool
    """Whether the rest of the label denies it: «ما عندي حتى تجربة», or leaves it out."""


class Hearing:
    """The words of a list's labels by how they sound, in whatever script."""

    def __init__(
        self, language: str, labels: Sequence[tuple[int, tuple[str, ...]]], *, of_gender: bool
    ) -> None:
        """Prepare how the words of labels sound.

        Args:
            language: The conversation's.
            labels: The words of each label, after its option's place.
            of_gender: Whether it is asked who one is: a man, a woman, or no answer.
        """
        self.of_gender = of_gender
        self.language = language
        self.sounds = self._sounds(labels)
        begun = {form[0][:1] for _, form in labels if form}
        self.glues = tuple(latin for letter, latin in _GLUED.items() if letter in begun)

    def heard(self, said: str) -> Found | None:
        """Return the options that have words which sound so, in whatever script."""
        if self.language == "fa" or not said:
            return self.heard_so(said)
        if said in _OTHER_WORDS:
            return None
        glues = self.glues if len(said) > _MIDDLING else ()
        spoken = ((each, self.heard_so(each, said)) for each in readings(said))
        if found := next((found for _, found in spoken if found), None):
            return found
        glued = (self.heard_so(f"{glue}{said}") for glue in glues)
        return next((found for found in glued if found and found.whole), None)

    def heard_so(self, said: str, written: str = "") -> Found | None:
        """Return the options that have words which sound just so."""
        words = said.split()
        if not 0 < len(words) <= MOST_SOUND_WORDS:
            return None
        each = [hear(word, self.language) for word in words]
        if not (found := self.sounds.get("".join([word.bones for word in each]), ())):
            return None
        typed = together(each)
        vowels = tuple(sound for sound in found if is_transliteration(typed, sound.heard))
        if (
            typed.latin and vowels
        ):  # «آسفي» has the consonants of *youssoufia*, «اليوسفية» its vowels
            found = vowels
        found = tuple(sound for sound in found if sound.whole) or found
        options = tuple(dict.fromkeys(sound.option for sound in found))
        alike = partial(_is_same, typed, written or said, is_persian=self.language == "fa")
        same = [sound for sound in found if alike(sound) and not sound.denied]
        certain = any(sound.whole for sound in same) or (bool(same) and not says_little(words))
        if typed.latin and typed.vowels[-1] == "i" and self.of_gender:
            certain = False  # ``rajli`` is my husband
        return Found(
            options=options,
            certain=certain,
            whole=certain and found[0].whole,
            denied=all(sound.denied for sound in found),
        )

    def _sounds(
        self, labels: Sequence[tuple[int, tuple[str, ...]]]
    ) -> dict[str, tuple[Sound, ...]]:
        """Return the runs of words of all labels by their consonants, two or more."""
        found: dict[str, list[Sound]] = {}
        for i, label in labels:
            heard = [hear(word, self.language) for word in label]
            for start in range(len(label)):
                for end in range(start + 1, min(len(label), start + MOST_SOUND_WORDS) + 1):
                    run = together(heard[start:end])
                    if len(run.bones) > 1 and not run.bones.isdecimal():
                        written = " ".join(label[start:end])
                        whole = end - start == len(label)
                        around = (*label[:start], *label[end:])
                        denied = any(is_denial(word, _DENYING) for word in telling(around))
                        denied = denied and _STILL.isdisjoint(label[start:end])
                        denied = denied or leaves_out(label[:start]) or is_of_mine(around)
                        sound = Sound(
                            option=i, heard=run, written=written, whole=whole, denied=denied
                        )
                        found.setdefault(run.bones, []).append(sound)
                        if len((short := once(run)).bones) < len(run.bones):
                            found.setdefault(short.bones, []).append(replace(sound, heard=short))
        return {bones: tuple(sounds) for bones, sounds in found.items()}


def _is_same(typed: Heard, said: str, sound: Sound, *, is_persian: bool) -> bool:
    """Return whether only vowels, doubled letters or the script keep the words apart."""
    if typed.latin != sound.heard.latin:
        enough = sound.whole or len(typed.bones) >= SHORTEST_PREFIX
        texted = sound.whole and len(typed.bones) >= FEWEST_TEXTED
        same = is_transliteration(typed, sound.heard)
        same = same or (texted and is_texted(typed, sound.heard))
        foreign = typed.latin and not is_persian and is_another(typed, said, sound.heard)
        return enough and same and not foreign and not _is_of_her(typed, sound)
    length = min(len(said), len(sound.written))
    if said != sound.written and _differs_in_a_vowel(said, sound.written):
        return False  # «فالدار» is not «فالدوار»
    allowed = 2 if length >= _LONG else 1 if length > _MIDDLING else 0
    return letters_apart(said, sound.written) <= allowed


def _is_of_her(typed: Heard, sound: Sound) -> bool:
    """Return whether a noun is written with an a at its end: ``tri9a`` is no «الطريق»."""
    adds = typed.latin and typed.vowels[-1] == "a" and not sound.heard.vowels[-1]
    return adds and sound.written.split()[-1].startswith("ال")


def _differs_in_a_vowel(said: str, written: str) -> bool:
    """Return whether short Arabic words have a long vowel more, less or for another."""
    bare = without_articles(said), without_articles(written)
    bones = {word.translate(_LONG_VOWELS) for word in bare}
    return not said.isascii() and min(map(len, bare)) <= _MIDDLING and len(bones) == 1
