"""Everything that is kept of a person, as a file she can take with her (JSON)."""

from __future__ import annotations

import json
from typing import Any

from flows import entries, putting
from flows.form import Form
from flows.incoming import Upload, file_name
from flows.interview import conducted_first
from flows.message import Attachment
from flows.standing import GIVEN, LEFT_OUT, stand
from flows.state import Interview
from flows.talk import Talk
from flows.turn import Fetch
from flows.world import local

MADE = "made:"
"""Begins the reference of a file that nobody sent: what follows is its content."""
PLAIN = ("whatsapp",)
"""Channels whose documents may not be JSON: it goes as text (channels.md)."""


def make(talk: Talk) -> None:
    """Have the file made after the commit; ``sent`` says it once it is there."""
    incoming = talk.incoming
    mime = "text/plain" if putting.channel_of(talk) in PLAIN else "application/json"
    content = json.dumps(everything(talk), ensure_ascii=False, indent=1)
    upload = Upload(
        kind="file",
        reference=MADE + content,
        mime=mime,
        size=len(content.encode()),
        name=file_name(incoming.account, incoming.id, mime),
    )
    talk.do(Fetch(upload=upload, interview=0, question=""))


def sent(talk: Talk) -> None:
    """Send the file that was made."""
    talk.say(
        talk.words.text("Here is a copy of your data, as a file."),
        media=(Attachment(kind="file", name=talk.incoming.text),),
    )


def everything(talk: Talk) -> dict[str, Any]:
    """Return what is kept of the person: language, agreements, and the answers as they stand."""
    person = talk.person
    return {
        "made": talk.now.isoformat(timespec="seconds"),
        "language": person.language,
        "questions_as": person.mode,
        "messages_stopped": person.stopped,
        "agreements": [
            {
                "programme": each.programme,
                "purpose": each.purpose,
                "agreed": each.given,
                "language": each.language,
                "wording": each.text,
            }
            for each in talk.state.consents
        ],
        "interviews": [_interview(talk, each) for each in talk.interviews.values()],
    }


def _interview(talk: Talk, interview: Interview) -> dict[str, Any]:
    form = talk.world.form(interview)
    return {
        "programme": interview.programme,
        "form": interview.form,
        "version": interview.version,
        "status": interview.status,
        "language": interview.language,
        "channel": interview.channel,
        "started": interview.started.isoformat(timespec="seconds"),
        "finished": interview.finished.isoformat(timespec="seconds")
        if interview.finished
        else None,
        "registration_number": interview.code or None,
        "answers": _answers(talk, interview, form) if form else dict(interview.answers),
    }


def _answers(talk: Talk, interview: Interview, form: Form) -> list[dict[str, Any]]:
    """Return every answer, also what is worked out from them and what does not count now."""
    standing = stand(
        form,
        interview.answers,
        now=local(talk.now, talk.person.zone),
        seed=talk.incoming.id,
        language=talk.person.language,
    )
    asked = {each.key: each for each in standing.asked if not conducted_first(each)}
    rows = []
    for key, value in interview.answers.items():
        if entries.is_entry(key) or key.startswith(LEFT_OUT + GIVEN):
            continue  # an entry's number that is not used again, and what nobody said
        row: dict[str, Any] = {"question": key.removeprefix(LEFT_OUT), "value": value}
        if (question := asked.get(key)) is not None:
            row["label"] = question.label.say(talk.person.language, standing.context(key))
            row["shown"] = putting.show(talk, question, value, standing)
        if key.startswith(LEFT_OUT):
            row["counts"] = False
        rows.append(row)
    return rows
