"""Keeping an answer and all that it means: whose hand, how questions are put, what is agreed to."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from flows import putting, reading
from flows.form import Question
from flows.interview import conducted_first, keep, one_more
from flows.pages import opened_again
from flows.state import Consent, Interview, Value
from flows.talk import Talk
from flows.turn import Alert, Fetch, How, Keep, Resume

MODES = {"text": "text", "voice": "voice", "both": "both"} | {
    "reads": "text",
    "a_little": "both",
    "voice_only": "voice",
}
RECENT = 4
"""Answers whose messages are remembered: she may edit one of them."""
HELPER = "helper"
"""The question whether somebody else types (programmes.md, M0)."""


def settle(talk: Talk, question: Question, value: Value, how: How, typed: str) -> None:
    """Keep an answer and what it means for the person."""
    interview = talk.interview
    if interview is None:
        return
    changed = talk.standing().answers.get(question.key) not in (None, value)
    talk.do(
        Keep(
            interview=interview.id,
            question=question.key,
            value=value,
            typed=typed,
            how=_by(talk, question, how, changed=changed),
        )
    )
    upload = talk.incoming.upload
    if upload is not None and value == upload.name:
        talk.do(Fetch(upload=upload, interview=interview.id, question=question.key))
    answers: dict[str, Value] = {question.key: value}
    if question.role == "repeat" and value == "yes":
        interview = _asked_anew(talk, interview, question)
        answers = one_more(talk.standing(), question)
    before = talk.standing()
    after = keep(before, answers, own=not before.form.awaits)
    for again in opened_again(before.form, before.answers, after.answers, after.asked):
        talk.tell(again.constraint_message.say(talk.person.language, after.context(again.key)))
    talk.store(interview, after)
    for row in talk.standing().form.roles.get("mode", ()):
        mode = MODES.get(str(talk.standing().values.get(row.key)), talk.person.mode)
        if mode != talk.person.mode:
            talk.become(mode=mode)
    if question.role in ("consent", "guardian") and str(value) in reading.AGREE:
        consented(talk, question, reading.AGREE[str(value)])
    in_words = how in ("typed", "edited") and not conducted_first(question)
    last = (question.key, talk.incoming.message) if in_words else ()
    recent = _recent(talk, question) if last else talk.position.recent
    talk.move(refusals=0, picked=(), search="", last=last, recent=recent)


def _asked_anew(talk: Talk, interview: Interview, question: Question) -> Interview:
    """Forget that no more entries were wanted: after the one that comes it is asked again."""
    if question.key not in interview.answers:
        return interview
    left = {key: value for key, value in interview.answers.items() if key != question.key}
    interview = replace(interview, answers=left)
    talk.store(interview)
    return interview


def _recent(talk: Talk, question: Question) -> tuple[str, ...]:
    """Return the messages that may be edited, each with its answer, and now this one."""
    own, held = str(talk.position.interview), talk.position.recent
    others = held[1:] if held[:1] == (own,) else ()
    if question.key in others:  # an answer given again is one answer
        pairs = zip(others[::2], others[1::2], strict=False)
        others = tuple(each for pair in pairs if pair[1] != question.key for each in pair)
    return (own, *others[2 * (1 - RECENT) :], talk.incoming.message, question.key)


def _by(talk: Talk, question: Question, how: How, *, changed: bool) -> How:
    """Return how an answer came: changed, by the hand of somebody who helps, or as it is."""
    if changed and how == "typed":
        return "edited"
    if how not in ("typed", "tapped") or question.name == HELPER:
        return how
    standing = talk.standing()
    rows = standing.form.named.get(HELPER, ())
    helped = any(standing.values.get(each.key) == "yes" for each in rows)
    return "helper" if helped else how


def consented(talk: Talk, question: Question, given: bool) -> None:
    """Keep a consent with the wording that was read."""
    read_text = putting.conducted(talk, question) or question.label.say(talk.person.language)
    talk.do(
        Consent(
            programme=talk.position.programme,
            purpose=question.purpose or question.role,
            given=given,
            text=sha256(read_text.encode()).hexdigest()[:16],
            language=talk.person.language,
            wording=read_text,
        )
    )
    if question.purpose == "reminders" and given and talk.person.stopped:
        talk.become(stopped=False)
        talk.do(Resume())


def refused(talk: Talk) -> None:
    """Thank and end; of the interview nothing is kept but that there was a no."""
    interview = talk.interview
    if interview is not None:
        talk.store(replace(interview, status="refused", answers={}))
    talk.effects = [each for each in talk.effects if not isinstance(each, Keep)]
    talk.move(stage="done", question="", interview=0)
    talk.say(
        talk.words.text(
            "You did not agree, so we ask nothing more and keep no answers. "
            "If you change your mind, write “start”."
        )
    )


def halt(talk: Talk) -> None:
    """Stop an intake that may not go on without a guardian, and tell a coordinator."""
    interview = talk.interview
    if interview is not None:
        talk.store(replace(interview, status="halted"))
        talk.do(
            Alert(programme=interview.programme, code="guardian_missing", reference=interview.id)
        )
    talk.move(stage="done", question="", interview=0)
    talk.say(
        talk.words.text(
            "Without the agreement of a parent or guardian we stop here. The team has been told."
        )
    )
