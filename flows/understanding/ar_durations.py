"""Arabic labels and replies that count one or two of a unit without saying so: «قل من عام»."""

from flows.understanding.lexicon import words

SPOKEN = ("ar", "ary")
_UNITS = words(
    "عام | سنة | شهر | أسبوع | سيمانة | يوم | نهار | ساعة | دقيقة | هكتار | كيلومتر | كيلو | متر"
)
_BEFORE = words("من | حتى | إلى | ل | بين | فوق | تحت | دون")
_TWO_OF = {
    two: f"2 {one}"
    for one, several in (
        ("سنه", "سنتين | سنتان"),
        ("عام", "عامين | عامان"),
        ("شهر", "شهرين | شهران"),
        ("اسبوع", "أسبوعين | أسبوعان"),
        ("یوم", "يومين | يومان"),
        ("نهار", "نهارين"),
        ("ساعه", "ساعتين | ساعتان"),
        ("هکتار", "هكتارين | هكتاران"),
        ("کیلومتر", "كيلومترين | كيلومتران"),
    )
    for two in words(several)
}


def with_ones(folded: str) -> str:
    """Return the words with the one of «أقل من سنة» and the two of «سنتين» in digits."""
    said = folded.split()
    shown = []
    for at, word in enumerate(said):
        alone = word in _UNITS and at > 0 and said[at - 1] in _BEFORE
        counted = at + 1 < len(said) and said[at + 1].isdecimal()
        shown.append(f"1 {word}" if alone and not counted else _TWO_OF.get(word, word))
    return " ".join(shown)
