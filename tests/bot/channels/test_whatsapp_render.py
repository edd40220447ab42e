"""A message as calls of the Cloud API; each is checked as the real server checks it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Request
from bot.channels.whatsapp_content import tap
from bot.channels.whatsapp_render import LANGUAGE_CODES, parameter, render, template
from flows import understanding
from flows.message import Attachment, Message, Option
from tests.fakes.whatsapp import Sent, check

ME = "MA.1"
SKIP = Option(key="skip", label="Passer")
HELP = Option(key="help", label="Aide")
PERSON = Option(key="person", label="Parler à quelqu’un")
BACK = Option(key="back", label="Retour")
KEEP = Option(key="keep", label="Garder la réponse")
ACTIONS = (SKIP, HELP, PERSON, BACK)
RLM = "\u200f"


def choices(count: int, label: str = "Choix {n}") -> tuple[Option, ...]:
    return tuple(Option(key=f"k{n}", label=label.format(n=n)) for n in range(1, count + 1))


def ask(text: str = "Question ?", **fields: Any) -> Message:
    return Message(**{"text": text, "language": "fr", "token": "1a-2", **fields})


def calls(message: Message, to: str = ME, **more: Any) -> list[Request]:
    requests = render(to, message, **more)
    for request in requests:
        assert request.method == "messages"
        payload = dict(request.payload)
        for name in request.files:
            payload[name] = {**payload[name], "id": "1"}
        check(payload)
    return requests


def only(message: Message, **more: Any) -> Sent:
    (request,) = calls(message, **more)
    return Sent("wamid.1", ME, dict(request.payload))


def kind(sent: Sent) -> str:
    return str(sent.payload.get("interactive", {}).get("type", sent.payload["type"]))


def titles(sent: Sent) -> list[str]:
    return list(sent.options)


# ---------------------------------------------------------------- to whom


@pytest.mark.parametrize(
    ("to", "field"), [("MA.13491208655302741918", "recipient"), ("212612345678", "to")]
)
def test_a_user_id_is_a_recipient(to: str, field: str) -> None:
    (request,) = calls(ask(), to=to)
    assert request.payload == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        field: to,
        "type": "text",
        "text": {"body": "Question ?", "preview_url": False},
    }


# ---------------------------------------------------------------- which shape


@pytest.mark.parametrize(
    ("message", "shape", "shown", "text"),
    [
        pytest.param(ask(), "text", [], "Question ?", id="words alone"),
        pytest.param(
            ask(choices=choices(2)), "button", ["Choix 1", "Choix 2"], "Question ?", id="two"
        ),
        pytest.param(
            ask(choices=choices(2), actions=ACTIONS),
            "button",
            ["Choix 1", "Choix 2", "Passer"],
            "Question ?\n\nVous pouvez aussi écrire : «\u202fAide\u202f», «\u202fRetour\u202f»",
            id="two and actions: skip has the place, the rest is typed",
        ),
        pytest.param(
            ask(choices=choices(2), actions=(HELP, PERSON, BACK)),
            "button",
            ["Choix 1", "Choix 2", "Retour"],
            "Question ?\n\nVous pouvez aussi écrire : «\u202fAide\u202f»",
            id="two and actions: back has it where nothing can be skipped",
        ),
        pytest.param(
            ask(choices=choices(1), actions=(KEEP, HELP, PERSON, BACK)),
            "button",
            ["Choix 1", "Garder la réponse", "Retour"],
            "Question ?\n\nVous pouvez aussi écrire : «\u202fAide\u202f»",
            id="what cannot be typed comes first",
        ),
        pytest.param(
            ask(choices=choices(4), actions=ACTIONS),
            "list",
            [*(f"Choix {n}" for n in range(1, 5)), "Passer", "Aide", PERSON.label, "Retour"],
            "Question ?",
            id="four",
        ),
        pytest.param(
            ask(choices=choices(8), actions=ACTIONS),
            "list",
            [f"Choix {n}" for n in range(1, 9)] + ["Passer", "Retour"],
            "Question ?\n\nVous pouvez aussi écrire : «\u202fAide\u202f»",
            id="eight leave two rows",
        ),
        pytest.param(
            ask(choices=choices(10), actions=(HELP,)),
            "list",
            [f"Choix {n}" for n in range(1, 11)],
            "Question ?\n\nVous pouvez aussi écrire : «\u202fAide\u202f»",
            id="ten leave none",
        ),
        pytest.param(
            ask(choices=choices(11), actions=(SKIP, HELP)),
            "button",
            ["Passer", "Aide"],
            "Question ?\n\n" + "\n".join(f"{n}. Choix {n}" for n in range(1, 12)),
            id="eleven are numbered",
        ),
        pytest.param(
            ask(choices=choices(2, "Un choix qui est bien trop long {n} " + "x" * 60)),
            "text",
            [],
            "Question ?\n\n1. Un choix qui est bien trop long 1 "
            + "x" * 60
            + "\n2. Un choix qui est bien trop long 2 "
            + "x" * 60,
            id="labels that fit nowhere",
        ),
        pytest.param(
            ask(choices=(Option(key="a", label="Oui"), Option(key="b", label="Oui"))),
            "text",
            [],
            "Question ?\n\n1. Oui\n2. Oui",
            id="labels that are the same",
        ),
        pytest.param(
            ask("x" * 1025, choices=choices(2)),
            "text",
            [],
            "x" * 1025 + "\n\n1. Choix 1\n2. Choix 2",
            id="a text too long for buttons",
        ),
        pytest.param(
            ask(actions=ACTIONS),
            "button",
            ["Passer", "Aide", "Retour"],
            "Question ?",
            id="actions alone: help names the person",
        ),
        pytest.param(
            ask("x" * 1030, actions=ACTIONS),
            "text",
            [],
            "x" * 1030 + "\n\nVous pouvez aussi écrire : «\u202fPasser\u202f», «\u202fAide\u202f», "
            "«\u202fRetour\u202f»",
            id="actions in words",
        ),
        pytest.param(
            ask(wants="location", actions=(SKIP, BACK)),
            "location_request_message",
            [],
            "Question ?\n\nVous pouvez aussi écrire : «\u202fPasser\u202f», «\u202fRetour\u202f»",
            id="a place",
        ),
        pytest.param(ask(""), "text", [], "…", id="nothing to say"),
    ],
)
def test_shapes(message: Message, shape: str, shown: list[str], text: str) -> None:
    sent = only(message)
    assert (kind(sent), titles(sent), sent.text) == (shape, shown, text)


def test_every_tap_means_its_option() -> None:
    for count in (1, 3, 4, 10):
        sent = only(ask(choices=choices(count), actions=(SKIP,)))
        keys = [tap(each) for each in sent.options.values()]
        assert {each.token for each in keys} == {"1a-2"}
        assert [each.key for each in keys][:count] == [f"k{n}" for n in range(1, count + 1)]


def test_keys_that_look_like_ours_or_are_too_long_go_by_their_place() -> None:
    options = (
        Option(key="#1", label="a"),
        Option(key="!page:2", label="b"),
        Option(key="م" * 200, label="c"),
        Option(key="d", label="d"),
    )
    ids = list(only(ask(choices=options)).options.values())
    assert ids == ["1a-2:#0", "1a-2:#1", "1a-2:#2", "1a-2:d"]


# ---------------------------------------------------------------- labels


def test_a_label_too_long_for_a_button_uses_its_short() -> None:
    long = Option(key="a", label="Autorisation de séjour longue", short="Autorisation")
    assert titles(only(ask(choices=(long, *choices(1))))) == ["Autorisation", "Choix 1"]


def test_a_label_too_long_for_a_row_stands_below_its_beginning() -> None:
    label = "Une coopérative agricole de femmes à Safi"
    sent = only(ask(choices=(Option(key="a", label=label), *choices(4))))
    row = sent.payload["interactive"]["action"]["sections"][0]["rows"][0]
    assert row == {"id": "1a-2:a", "title": "Une coopérative…", "description": label}
    assert "description" not in sent.payload["interactive"]["action"]["sections"][0]["rows"][1]


def test_titles_hold_no_marks_and_no_lines() -> None:
    option = Option(key="a", label="\u2066Safi\u2069\n2\0")
    assert titles(only(ask(choices=(option,)))) == ["Safi 2"]


# ---------------------------------------------------------------- several answers


def ticked(count: int) -> tuple[Option, ...]:
    picked = [Option(key=o.key, label=o.label, chosen=o.key == "k2") for o in choices(count)]
    return (*picked, Option(key="done", label="Terminé"))


def test_several_answers_are_numbered_and_can_be_tapped() -> None:
    sent = only(ask(choices=ticked(3), actions=(SKIP, BACK), many=True))
    assert sent.text == "Question ?\n\n1. Choix 1\n2. ✓ Choix 2\n3. Choix 3"
    assert titles(sent) == ["Choix 1", "✓ Choix 2", "Choix 3", "Terminé", "Passer", "Retour"]


def test_many_answers_are_numbered_and_done_is_a_button() -> None:
    sent = only(ask(choices=ticked(12), actions=(HELP, BACK), many=True))
    assert sent.text.endswith("12. Choix 12")
    assert titles(sent) == ["Terminé", "Aide", "Retour"]


def test_done_is_named_where_nothing_can_be_tapped() -> None:
    sent = only(ask("x" * 1000, choices=ticked(12), many=True))
    assert sent.text.endswith("écrire : «\u202fTerminé\u202f»")


def test_a_hundred_choices_go_in_as_few_messages_as_they_fit() -> None:
    requests = calls(ask(choices=choices(100, "Commune de Sidi Mohamed Ben Abdellah {n}")))
    bodies = [request.payload["text"]["body"] for request in requests]
    assert len(bodies) == 2
    assert "\n".join(bodies).count("\n") == 101
    assert all(len(body) <= 4096 for body in bodies)


# ---------------------------------------------------------------- right to left


def test_persian_is_numbered_in_its_own_digits_and_each_line_runs_right_to_left() -> None:
    message = ask("سؤال؟", language="fa", choices=choices(11, "گزینه {n}"))
    lines = only(message).text.split("\n")
    assert lines[2] == f"{RLM}۱. گزینه 1"
    assert lines[12] == f"{RLM}۱۱. گزینه 11"


@pytest.mark.parametrize(
    ("language", "menu"), [("ar", "اختاروا"), ("ary", "ختارو"), ("fa", "انتخاب")]
)
def test_the_list_opens_with_a_word_of_the_language(language: str, menu: str) -> None:
    sent = only(ask("؟", language=language, choices=choices(4)))
    assert sent.payload["interactive"]["action"]["button"] == menu


def test_what_the_last_line_offers_is_understood_when_typed() -> None:
    from locales.text import Catalogues

    for language, words in Catalogues.load().items():
        for key, label in {"skip": "Skip", "back": "Back", "help": "Help", "done": "Done"}.items():
            assert understanding.intent(words.text(label), language) == key


@pytest.mark.parametrize(
    ("bidi", "text"),
    [
        ("isolates", "اتصل بـ \u2066+212612345678\u2069 يا \u2068Ali\u2069"),
        ("marks", "اتصل بـ \u200e+212612345678\u200e يا Ali"),
        ("none", "اتصل بـ +212612345678 يا Ali"),
    ],
)
def test_isolates_may_be_switched_off(bidi: Any, text: str) -> None:
    words = "اتصل بـ \u2066+212612345678\u2069 يا \u2068Ali\u2069"
    assert only(ask(words, language="ar"), bidi=bidi).text == text


# ---------------------------------------------------------------- files


def test_a_file_carries_a_short_text_and_goes_before_a_question() -> None:
    image = Attachment(kind="image", name="a.jpg")
    voice = Attachment(kind="voice", name="a.ogg")
    (one,) = calls(ask("Une photo", media=(image,)))
    assert one.files == {"image": "a.jpg"}
    assert one.payload["image"] == {"caption": "Une photo"}
    kinds = [call.payload["type"] for call in calls(ask(media=(voice,)))]
    assert kinds == ["audio", "text"]
    kinds = [call.payload["type"] for call in calls(ask(media=(voice, image), choices=choices(2)))]
    assert kinds == ["audio", "image", "interactive"]
    assert [call.payload["type"] for call in calls(ask("", media=(voice,)))] == ["audio"]


# ---------------------------------------------------------------- templates


def reminder(**more: Any) -> Message:
    coming = (Option(key="coming", label="Je viens"), Option(key="not_coming", label="Non"))
    fields = {"template": ("reminder", "Safi", "10:00"), "token": "t5", "choices": coming, **more}
    return ask("Rappel", **fields)


def test_a_template_goes_unless_the_window_is_open() -> None:
    sent = only(reminder())
    assert sent.payload["template"] == {
        "name": "reminder",
        "language": {"policy": "deterministic", "code": "fr"},
        "components": [
            {
                "type": "body",
                "parameters": [{"type": "text", "text": "Safi"}, {"type": "text", "text": "10:00"}],
            },
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": "0",
                "parameters": [{"type": "payload", "payload": "t5:coming"}],
            },
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": "1",
                "parameters": [{"type": "payload", "payload": "t5:not_coming"}],
            },
        ],
    }
    assert kind(only(reminder(), window_open=True)) == "button"


def test_a_template_without_parameters_has_no_components() -> None:
    assert template(ask(template=("hello",), language="ary")) == {
        "name": "hello",
        "language": {"policy": "deterministic", "code": "ar_MA"},
    }
    assert set(LANGUAGE_CODES) == {"ar", "ary", "fr", "fa", "en"}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("a\nb\tc      d", "a b c d"),
        ("  ", "-"),
        ("\u2066+212\u2069", "+212"),
    ],
)
def test_parameters(given: str, sent: str) -> None:
    assert parameter(given) == sent


# ---------------------------------------------------------------- any message

WORDS = st.text(max_size=90)
OPTIONS = st.lists(
    st.builds(
        Option,
        key=st.text(min_size=1, max_size=300),
        label=WORDS,
        short=WORDS,
        chosen=st.booleans(),
    ),
    max_size=14,
)


@given(
    st.text(max_size=5000),
    st.sampled_from(["ar", "ary", "fr", "fa", "en"]),
    OPTIONS,
    OPTIONS,
    st.booleans(),
    st.sampled_from(["", "location", "phone", "voice"]),
    st.text("abc-:%0123", max_size=20),
)
def test_whatever_is_said_the_server_takes_it(
    text: str,
    language: str,
    offered: list[Option],
    actions: list[Option],
    many: bool,
    wants: Any,
    token: str,
) -> None:
    message = Message(
        text=text,
        language=language,
        choices=tuple(offered),
        actions=tuple(actions),
        many=many and len(offered) > 1,
        wants=wants,
        token=token,
    )
    sent = [Sent("", ME, dict(each.payload)) for each in calls(message)]
    taps = {tap(each).key for one in sent for each in one.options.values()}
    shown = "".join(each.text for each in sent)
    answers = message.choices[:-1] if message.many else message.choices
    lines = shown.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    for place, option in enumerate(answers):
        assert option.key in taps or f"#{place}" in taps or f"{place + 1}. " in lines
