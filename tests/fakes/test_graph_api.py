"""What Meta's own specification refuses, the fake of the Cloud API refuses too.

The rules are those of ``components.schemas`` in ``business-messaging-api_v23.0.yaml``
(https://github.com/facebook/openapi), from BaseMessageProperties and Message down; some stand there
in words alone (unique, no spaces at the ends). Two calls of ours it does not have:
``location_request_message`` (…/whatsapp/cloud-api/guides/send-messages/location-request-messages)
and ``recipient`` in place of ``to`` (…/whatsapp/business-scoped-user-ids). Where it contradicts the
pages it is not followed: the pattern of a button's index would allow no index at all, and
``additionalProperties`` under ``allOf`` no property.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from tests.fakes.whatsapp import Refused, check

HEAD = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "212612345678"}
BUTTON = {"type": "reply", "reply": {"id": "1a:yes", "title": "Oui"}}
OTHER = {"type": "reply", "reply": {"id": "1a:no", "title": "Non"}}
ROW = {"id": "1a:safi", "title": "Safi", "description": "Marrakech-Safi"}
SECTION = {"title": "Villes", "rows": [ROW]}
VALID: Mapping[str, Mapping[str, Any]] = {
    "text": {"type": "text", "text": {"body": "Salam", "preview_url": False}},
    "buttons": {
        "type": "interactive",
        "interactive": {
            "type": "button",
            "body": {"text": "Salam"},
            "action": {"buttons": [BUTTON, OTHER]},
        },
    },
    "list": {
        "type": "interactive",
        "interactive": {
            "type": "list",
            "body": {"text": "Salam"},
            "action": {"button": "Choisir", "sections": [SECTION]},
        },
    },
    "template": {
        "type": "template",
        "template": {
            "name": "rafiq_reminder",
            "language": {"policy": "deterministic", "code": "ar_MA"},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": "Salam"}]},
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": "0",
                    "parameters": [{"type": "payload", "payload": "t5:coming"}],
                },
            ],
        },
    },
    "image": {"type": "image", "image": {"id": "1", "caption": "Salam"}},
    "video": {"type": "video", "video": {"id": "1", "caption": "Salam"}},
    "document": {"type": "document", "document": {"id": "1", "caption": "Salam"}},
    "audio": {"type": "audio", "audio": {"id": "1"}},
    "sticker": {"type": "sticker", "sticker": {"id": "1"}},
}
ACTION, COMPONENT = "interactive.action", "template.components"
NEEDED: Mapping[str, str] = {
    # `required`, by kind; 0 is the first of a list.
    "text": "messaging_product recipient_type to type text text.body",
    "buttons": f"interactive interactive.type interactive.body interactive.body.text {ACTION} "
    f"{ACTION}.buttons {ACTION}.buttons.0.type {ACTION}.buttons.0.reply "
    f"{ACTION}.buttons.0.reply.id {ACTION}.buttons.0.reply.title",
    "list": f"interactive.type interactive.body.text {ACTION}.button {ACTION}.sections "
    f"{ACTION}.sections.0.rows.0.id {ACTION}.sections.0.rows.0.title",
    "template": f"template template.name template.language template.language.policy "
    f"template.language.code {COMPONENT}.0.type {COMPONENT}.0.parameters.0.type "
    f"{COMPONENT}.0.parameters.0.text {COMPONENT}.1.sub_type {COMPONENT}.1.index "
    f"{COMPONENT}.1.parameters {COMPONENT}.1.parameters.0.type "
    f"{COMPONENT}.1.parameters.0.payload",
    "image": "image image.id",
    "video": "video video.id",
    "document": "document document.id",
    "audio": "audio audio.id",
    "sticker": "sticker sticker.id",
}
LONGEST: Mapping[str, Mapping[str, int]] = {
    # `maxLength`; that of a text is told by the pages (…/reference/messages#text-object).
    "text": {"text.body": 4096},
    "buttons": {
        "interactive.body.text": 1024,
        f"{ACTION}.buttons.0.reply.id": 256,
        f"{ACTION}.buttons.0.reply.title": 20,
    },
    "list": {
        "interactive.body.text": 1024,
        f"{ACTION}.button": 20,
        f"{ACTION}.sections.0.rows.0.id": 200,
        f"{ACTION}.sections.0.rows.0.title": 24,
        f"{ACTION}.sections.0.rows.0.description": 72,
    },
    "image": {"image.caption": 1024},
    "video": {"video.caption": 1024},
    "document": {"document.caption": 1024},
}
ENUMS: Mapping[str, str] = {
    "text": "recipient_type type",
    "buttons": f"interactive.type {ACTION}.buttons.0.type",
    "template": f"template.language.policy {COMPONENT}.0.type {COMPONENT}.1.sub_type "
    f"{COMPONENT}.0.parameters.0.type {COMPONENT}.1.parameters.0.type",
}
MOST: Mapping[str, Mapping[str, tuple[int, int]]] = {
    # `minItems` and `maxItems`.
    "buttons": {f"{ACTION}.buttons": (1, 3)},
    "list": {f"{ACTION}.sections": (1, 10), f"{ACTION}.sections.0.rows": (1, 10)},
    "template": {f"{COMPONENT}.1.parameters": (1, 1)},
}


def _message(kind: str) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(json.dumps({**HEAD, **VALID[kind]}))
    return message


def _parent(message: Any, path: str) -> tuple[Any, Any]:
    *way, last = [int(each) if each.isdigit() else each for each in path.split(".")]
    for each in way:
        message = message[each]
    return message, last


def _numbered(one: Any, count: int) -> list[Any]:
    """Return copies of an item that differ in their ids and titles."""
    copies = []
    for n in range(count):
        text = json.dumps(one).replace('"1a:', f'"{n}a:').replace('"Oui"', f'"Oui {n}"')
        copies.append(json.loads(text.replace('"Safi"', f'"Safi {n}"')))
    return copies


def _broken() -> Iterator[Any]:
    for kind, paths in NEEDED.items():
        for path in paths.split():
            message = _message(kind)
            held, name = _parent(message, path)
            del held[name]
            yield pytest.param(message, id=f"{kind}: without {path}")
    for kind, lengths in LONGEST.items():
        for path, most in lengths.items():
            message = _message(kind)
            held, name = _parent(message, path)
            held[name] = "x" * (most + 1)
            yield pytest.param(message, id=f"{kind}: {path} of {most + 1}")
    for kind, paths in ENUMS.items():
        for path in paths.split():
            message = _message(kind)
            held, name = _parent(message, path)
            held[name] = "hologram"
            yield pytest.param(message, id=f"{kind}: {path} is another word")
    for kind, counts in MOST.items():
        for path, (least, most) in counts.items():
            for count in (least - 1, most + 1):
                message = _message(kind)
                held, name = _parent(message, path)
                held[name] = _numbered(held[name][0], count)
                yield pytest.param(message, id=f"{kind}: {count} of {path}")
    for kind in VALID:
        for path in _objects(_message(kind)):
            message = _message(kind)
            held, name = _parent(message, f"{path}.x".removeprefix("."))
            held["unheard_of"] = 1
            yield pytest.param(message, id=f"{kind}: a field more in {path or 'the message'}")


def _objects(held: Any, path: str = "") -> Iterator[str]:
    if isinstance(held, dict):
        yield path
    items = held.items() if isinstance(held, dict) else enumerate(held)
    for name, value in items:
        if isinstance(value, dict | list):
            yield from _objects(value, f"{path}.{name}".removeprefix("."))


@pytest.mark.parametrize("kind", VALID)
def test_what_the_specification_takes_goes(kind: str) -> None:
    check(_message(kind))


@pytest.mark.parametrize("message", list(_broken()))
def test_what_the_specification_refuses_is_refused(message: Mapping[str, Any]) -> None:
    with pytest.raises(Refused):
        check(message)


@pytest.mark.parametrize(
    ("kind", "path", "values"),
    [
        pytest.param("buttons", f"{ACTION}.buttons", [BUTTON, BUTTON], id="the same button twice"),
        pytest.param("list", f"{ACTION}.sections.0.rows", [ROW, ROW], id="the same row twice"),
        pytest.param("buttons", f"{ACTION}.buttons.0.reply.id", " x", id="a space before an id"),
        pytest.param("buttons", f"{ACTION}.buttons.0.reply.title", " ", id="an empty title"),
        pytest.param("list", f"{ACTION}.button", "", id="an empty button"),
        pytest.param("text", "text.preview_url", "no", id="no truth value"),
        pytest.param("text", "text.body", 34, id="a number for a text"),
        pytest.param(
            "list",
            f"{ACTION}.sections",
            [{"rows": [ROW]}, {"rows": [{"id": "2", "title": "Fes"}]}],
            id="two sections without a title",
        ),
        pytest.param(
            "list",
            f"{ACTION}.sections",
            [SECTION, {"title": "x" * 25, "rows": [{"id": "2", "title": "Fes"}]}],
            id="a section's title of 25",
        ),
    ],
)
def test_what_it_says_in_words(kind: str, path: str, values: object) -> None:
    message = _message(kind)
    held, name = _parent(message, path)
    held[name] = values
    with pytest.raises(Refused):
        check(message)


def test_the_limits_themselves_go() -> None:
    for kind, lengths in LONGEST.items():
        for path, most in lengths.items():
            message = _message(kind)
            held, name = _parent(message, path)
            held[name] = "x" * most
            check(message)
    for kind, path, most in _full():
        message = _message(kind)
        held, name = _parent(message, path)
        held[name] = _numbered(held[name][0], most)
        check(message)


def _full() -> Sequence[tuple[str, str, int]]:
    counts = [("buttons", f"{ACTION}.buttons"), ("list", f"{ACTION}.sections.0.rows")]
    return [(kind, path, MOST[kind][path][1]) for kind, path in counts]
