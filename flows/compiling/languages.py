"""Which language the header of a column names: ``label::Français (fr)`` is ``fr``."""

from __future__ import annotations

import re
import unicodedata

NAMES = {
    "ar": "arabic arabe العربية عربي عربية",
    "ary": "darija darijja moroccan الدارجة دارجة",
    "en": "english anglais inglés ingles الإنجليزية",
    "fr": "french français francais francés الفرنسية",
    "fa": "persian farsi persan فارسی الفارسية",
    "prs": "dari دری",
    "ps": "pashto pashtu پښتو",
    "es": "spanish espagnol español espanol castellano",
    "pt": "portuguese portugais português portugues",
    "sw": "swahili kiswahili",
    "am": "amharic አማርኛ",
    "so": "somali soomaali",
    "ha": "hausa",
    "wo": "wolof",
    "bm": "bambara",
    "ku": "kurdish kurdî kurmanji کوردی",
    "ckb": "sorani",
    "tr": "turkish türkçe turkce",
    "ru": "russian русский",
    "uk": "ukrainian українська",
    "hi": "hindi हिन्दी",
    "ur": "urdu اردو",
    "bn": "bengali bangla বাংলা",
    "ne": "nepali नेपाली",
    "my": "burmese myanmar",
    "rw": "kinyarwanda",
    "rn": "kirundi",
    "ln": "lingala",
    "id": "indonesian bahasa",
    "vi": "vietnamese",
    "zh": "chinese 中文",
    "de": "german deutsch",
    "it": "italian italiano",
    "ht": "creole kreyol kreyòl",
    "ti": "tigrinya ትግርኛ",
}
_BY_NAME = {word: code for code, words in NAMES.items() for word in words.split()}
TITLES = {
    "ar": "Arabic (ar)",
    "ary": "Darija (ary)",
    "en": "English (en)",
    "fr": "French (fr)",
    "fa": "Persian (fa)",
}
"""What the columns of a workbook of ours are called."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def code(name: str) -> str:
    """Return the code of a language column; "und" for a column without a language."""
    if not name or name == "default":
        return "und"
    if found := re.search(r"\(\s*([^()]*?)\s*\)\s*$", name):
        if _CODE.fullmatch(found[1]):
            return found[1].replace("_", "-").lower()
        name = name[: found.start()]
    words = re.findall(r"\w+", name.lower())
    for word in words:
        if word in _BY_NAME:
            return _BY_NAME[word]
    if _CODE.fullmatch(name.strip()):
        return name.strip().replace("_", "-").lower()
    plain = unicodedata.normalize("NFKD", "-".join(words)).encode("ascii", "ignore").decode()
    return plain.strip("-") or "-".join(words) or "und"


def has_code(name: str) -> bool:
    """Tell whether the header itself says the code, as ``French (fr)`` or ``fr``."""
    found = re.search(r"\(\s*([^()]*?)\s*\)\s*$", name)
    return bool(_CODE.fullmatch(found[1] if found else name.strip()))


def title(code_: str) -> str:
    """Return what the columns of a language are called in a workbook: ``French (fr)``.

    :func:`code` gives the code back, whatever it is.
    """
    if code_ == "und":
        return "default"  # pyxform's own word for columns without a language
    if code_ in TITLES:
        return TITLES[code_]
    if not _CODE.fullmatch(code_):
        return code_
    name = NAMES.get(code_, "Language").split()[0].capitalize()
    return f"{name} ({code_})"
