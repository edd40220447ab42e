"""Writes the catalogues of a form; what did not change stays as it stands, comments and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.compiling.catalogues import STALE

_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: rafiq\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One message of a catalogue and the lines that it stands in."""

    source: str
    words: str
    lines: str
    fuzzy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A catalogue as it is to be.

    Attributes:
        text: The whole file.
        stale: Contexts whose source changed while the translation did not.
        dropped: Contexts that are no longer in the form.
    """

    text: str
    stale: tuple[str, ...]
    dropped: tuple[str, ...]


def updated(before: str, language: str, messages: Mapping[str, tuple[str, str]]) -> Catalogue:
    """Return a catalogue with these messages, in their order.

    Args:
        before: The file as it is; "" for a new one.
        language: Its code.
        messages: Context to the source's words and their translation.
    """
    header, known = _read(before)
    blocks: list[str] = []
    stale: list[str] = []
    for context, (source, words) in messages.items():
        old = known.get(context)
        if old and (old.source, old.words) == (source, words) and not old.fuzzy:
            blocks.append(old.lines)
            continue
        comment = ""
        if old and old.words == words and old.source != source:
            stale.append(context)
            comment = f"# {STALE}{' '.join(old.source.split())}\n"
        blocks.append(
            f"{comment}msgctxt {_quoted(context)}\nmsgid {_quoted(source)}\nmsgstr {_quoted(words)}"
        )
    text = "\n\n".join([header or _HEADER.format(language=language).rstrip(), *blocks]) + "\n"
    dropped = tuple(each for each in known if each not in messages)
    return Catalogue(text=text, stale=tuple(stale), dropped=dropped)


def _read(text: str) -> tuple[str, dict[str, _Entry]]:
    """Return the header of a catalogue, and its messages by context."""
    header = ""
    found: dict[str, _Entry] = {}
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        fields = dict(_fields(block))
        if "msgctxt" in fields:
            found[fields["msgctxt"]] = _Entry(
                fields.get("msgid", ""),
                fields.get("msgstr", ""),
                block,
                bool(re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE)),
            )
        elif fields.get("msgid") == "":
            header = block
    return header, found


def _fields(block: str) -> Iterator[tuple[str, str]]:
    name = ""
    parts: list[str] = []
    for line in block.split("\n"):
        if found := re.match(r"(msgctxt|msgid|msgstr)\s+(?=\")", line):
            if name:
                yield name, "".join(parts)
            name, parts = found[1], []
        if not line.startswith("#"):
            parts += [_unescaped(each) for each in _STRING.findall(line)]
    if name:
        yield name, "".join(parts)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for letter, code in _ESCAPES.items():
        escaped = escaped.replace(code, f"\\{letter}")
    return f'"{escaped}"'
