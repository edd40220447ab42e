"""Pictures and sounds of labels: found beside the form, named by what is in them."""

from pathlib import Path

import pytest

from bot import compiling, publishing
from bot.channels import telegram_render, whatsapp_render
from bot.channels.terminal import to_line
from flows.compile import Compiled, beside_form, compile_form
from flows.compiling.attached import stored_as
from flows.incoming import Tap, is_file
from flows.message import Attachment, Message
from tests.flows.conversation import Conversation

FORM = """
| survey |
| | type | name | label::French (fr) | label::Darija (ary) | {columns} |
| | text | crop | Que cultivez-vous ? | شنو كتزرع؟ | {cells} |
"""
PICTURE, SOUND, DARIJA = b"\x89PNG a field", b"OggS in French", b"OggS in Darija"
CHOICES = """
| survey |
| | type | name | label | media::image |
| | note | look | Look at this. | field.png |
| | select_one crops | crop | Which one? | |
| choices |
| | list_name | name | label | media::image |
| | crops | wheat | Wheat | wheat.png |
| | crops | olive | Olives | |
| | crops | barley | Barley | barley.png |
"""
VOICES = "media::audio::French (fr) | media::audio::Darija (ary)"


def form(folder: Path, columns: str, cells: str) -> Path:
    path = folder / "form.md"
    path.write_text(FORM.format(columns=columns, cells=cells), encoding="utf-8")
    return path


def asked(path: Path, language: str = "ary") -> Conversation:
    """Return a conversation in which the form's first question was asked."""
    talk = Conversation(known=compiling.alone(path))
    talk.take(start="form")
    if not any(each.about for each in talk.said):
        talk.take(text={"ary": "الدارجة", "fr": "Français"}[language])
    return talk


def sent(talk: Conversation) -> list[tuple[str, str]]:
    """Return the kind and name of what the last message brought."""
    message: Message = talk.said[-1]
    return [(each.kind, each.name) for each in message.media]


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("field.png", id="beside"),
        pytest.param("media/field.png", id="media"),
        pytest.param("form-media/field.png", id="as ODK has it"),
    ],
)
def test_a_picture_is_found(tmp_path: Path, place: str) -> None:
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_bytes(PICTURE)
    made = compile_form(form(tmp_path, "media::image", "field.png"))
    assert made.document["files"] == {"field.png": stored_as(PICTURE, ".png")}
    assert is_file(made.document["files"]["field.png"])
    assert tmp_path / place in beside_form(tmp_path / "form.md")


@pytest.mark.parametrize(
    ("column", "name", "content", "code"),
    [
        pytest.param("media::image", "gone.png", b"", "file.media_absent", id="not there"),
        pytest.param("media::image", "../x.png", b"", "file.media_absent", id="elsewhere"),
        pytest.param("media::audio", "x.wav", b"RIFF", "file.media_kind", id="no channel plays it"),
        pytest.param(
            "media::image", "x.png", bytes(5_000_001), "file.media_large", id="too large a picture"
        ),
        pytest.param("media::audio", "x.mp3", bytes(5_000_001), "", id="not too large a sound"),
    ],
)
def test_the_author_is_warned(
    tmp_path: Path, column: str, name: str, content: bytes, code: str
) -> None:
    if content:
        (tmp_path / name).write_bytes(content)
    made = compile_form(form(tmp_path, column, name))
    found = {each.code: each.level for each in made.faults if each.code.startswith("file.")}
    assert found == ({code: "warning"} if code else {})


def test_another_recording_is_another_wording_of_the_same_version(tmp_path: Path) -> None:
    def made(content: bytes) -> Compiled:
        (tmp_path / "x.ogg").write_bytes(content)
        return compile_form(form(tmp_path, "media::audio", "x.ogg"))

    first, second = made(SOUND).document, made(DARIJA).document
    assert first["version"] == second["version"]
    assert first["wording"] != second["wording"]


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        pytest.param("ary", "x.ogg | x.ogg", DARIJA, id="her own, of the folder of her language"),
        pytest.param("fr", "x.ogg | x.ogg", SOUND, id="another's own"),
        pytest.param("ary", "x.ogg |", SOUND, id="the end of her chain"),
        pytest.param("fr", "| x.ogg", b"", id="a language she does not read: nothing"),
    ],
)
def test_a_sound_comes_in_the_language_that_is_spoken(
    tmp_path: Path, language: str, names: str, expected: bytes
) -> None:
    (tmp_path / "media" / "ary").mkdir(parents=True)
    (tmp_path / "x.ogg").write_bytes(SOUND)
    (tmp_path / "media" / "ary" / "x.ogg").write_bytes(DARIJA)
    talk = asked(form(tmp_path, VOICES, names), language)
    assert sent(talk) == ([("voice", stored_as(expected, ".ogg"))] if expected else [])


def test_it_is_sent_again_on_repeat_and_not_after_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "field.png").write_bytes(PICTURE)
    talk = asked(form(tmp_path, "media::image", "field.png"))
    talk.take(text=" ")
    assert sent(talk) == []
    talk.take(text="عاود")
    assert sent(talk) == [("image", stored_as(PICTURE, ".png"))]


def test_a_note_and_choices_bring_their_own(tmp_path: Path) -> None:
    for name in ("field", "wheat", "barley"):
        (tmp_path / f"{name}.png").write_bytes(name.encode())
    (tmp_path / "form.md").write_text(CHOICES)
    talk = asked(tmp_path / "form.md")
    expected = [stored_as(each, ".png") for each in (b"field", b"wheat", b"barley")]
    assert sent(talk) == [("image", each) for each in expected]
    assert [each.caption for each in talk.said[-1].media] == ["", "1. Wheat", "3. Barley"]
    assert talk.said[-1].text.startswith("Look at this.")


GROUPS = """
| survey |
| | type | name | label | media::image |
| | begin_group | farm | The farm | farm.png |
| | note | look | Let us look. | |
| | text | crop | Which crop? | |
| | text | soil | Which soil? | |
| | end_group | | | |
| | begin_repeat | child | A child | child.png |
| | text | who | Who? | |
| | end_repeat | | | |
"""


def test_a_group_brings_its_own_once_as_its_title(tmp_path: Path) -> None:
    for name in ("farm", "child"):
        (tmp_path / f"{name}.png").write_bytes(name.encode())
    (tmp_path / "form.md").write_text(GROUPS)
    talk = Conversation(known=compiling.alone(tmp_path / "form.md"))
    brought: list[tuple[str, bool]] = []
    talk.take(start="form")
    for said in ("wheat", "clay", "", "Lina", ""):
        message = talk.said[-1]
        brought.append((message.text, bool(message.media)))
        tapped = next((each.key for each in message.choices if each.key == "yes"), "")
        talk.take(**({"text": said} if said else {"tap": Tap(token=message.token, key=tapped)}))
    assert brought == [
        ("The farm\n\nLet us look.\n\nWhich crop?", True),
        ("Which soil?", False),
        ("Is there anything to add here: A child?", True),
        ("Who?", False),
        ("Add one more: A child?", False),
    ]


def test_what_a_picture_shows_is_said_under_it() -> None:
    media = (Attachment(kind="image", name="a.png", caption="1. <Wheat>"),) * 2
    message = Message(text="Which one?", language="en", media=media)
    here, _, _ = telegram_render.render("7", message)
    assert here.payload["caption"] == "1. &lt;Wheat&gt;"
    there, _, _ = whatsapp_render.render("212600000000", message)
    assert there.payload["image"]["caption"] == "1. <Wheat>"
    assert to_line(message)["media"][0] == {
        "kind": "image",
        "name": "a.png",
        "caption": "1. <Wheat>",
    }


def test_files_go_to_the_media_store(tmp_path: Path) -> None:
    (tmp_path / "field.png").write_bytes(PICTURE)
    (made,) = compiling.alone(form(tmp_path, "media::image", "field.png")).forms.values()
    publishing.bring(made, tmp_path, tmp_path / "store")
    assert (tmp_path / "store" / stored_as(PICTURE, ".png")).read_bytes() == PICTURE


def test_a_file_that_changed_since_is_not_taken_for_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "field.png").write_bytes(PICTURE)
    (made,) = compiling.alone(form(tmp_path, "media::image", "field.png")).forms.values()
    (tmp_path / "field.png").write_bytes(SOUND)
    publishing.bring(made, tmp_path, tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_what_is_sent_is_stored_with_the_message() -> None:
    media = (
        Attachment(kind="voice", name="a.ogg"),
        Attachment(kind="image", name="b.png", caption="1. B"),
    )
    message = Message(text="", language="en", media=media)
    assert Message.from_json(message.to_json()) == message


def test_a_picture_alone_is_a_label(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PICTURE)
    path = tmp_path / "form.md"
    path.write_text("| survey |\n| | type | name | media::image |\n| | text | a | a.png |\n")
    assert compile_form(path).faults == ()
