"""An answer and a question to us in one message: « 5, et comment ça marche ? »; both are heard.

What is asked is answered first; then what stands beside it is taken as the reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flows import asking, doubting, informing, inquiries, phrases, reading, understanding
from flows.form import Question
from flows.inquiries import Topic
from flows.state import Value
from flows.talk import Talk
from flows.understanding import Ask, Outcome, Read
from flows.understanding.lexicon import words

YES_NO = ("yes", "no")
MOST_WORDS = 16
"""Of a message that is looked into: what is longer is a story."""
_ENDS = re.compile(r"[,،;؛.!…:)\-]+$")
_BUT = (
    "mais | walakin | walakine | wlakin | wlakine | bssa7 | ولكن | لكن | ولاكن | والاكين | ولی"
    " | اما | but"
)
_AND = (
    "et | o | w | wa | u | و | and | donc | alors | هم | ثم | فقط | juste | seulement | ghir | غير"
)
_YOU = "vous | toi | ntoma | ntouma | ntuma | نتوما | نتا | نتي | أنتم | أنت | شما | you"
"""« Awa Koné, et vous ? »"""
_RISE = "?؟"


def heard(talk: Talk, question: Question) -> bool:
    """Return whether a reply held a question beside an answer; what is asked was answered.

    The reply is then the answer alone. A yes before « but » is as likely mere politeness: it is
    asked back (« wakha, walakin chkoun ntouma? »).
    """
    text = talk.incoming.text
    if question.kind == "long" or reading.strict(question) or talk.incoming.upload is not None:
        return False
    if not _may_ask(text):
        return False
    for answer, asked, but in _parted(text):
        topic = _topic(talk, asked)
        if topic is None:
            continue
        outcome = _certain(talk, question, answer)
        if outcome is None:
            continue
        _tell(talk, topic)
        talk.incoming = replace(talk.incoming, text=answer)
        if but and isinstance(outcome, Read) and _agrees(talk, answer):
            asking.take(talk, question, Ask(values=(outcome.value,)), "typed", text)
            return True
        return False
    return False


def beside_a_yes(talk: Talk) -> str:
    """Return the yes or no that a question stands beside, once what is asked was answered; or "".

    For where a yes is asked for: « oui mais pourquoi ? ».
    """
    text = talk.incoming.text
    if not _may_ask(text):
        return ""
    for answer, asked, _ in _parted(text):
        topic = _topic(talk, asked)
        if topic is not None and understanding.intent(answer, talk.person.language) in YES_NO:
            _tell(talk, topic)
            return answer
    return ""


def _may_ask(text: str) -> bool:
    """Return whether anything in a message looks like a question; nearly no reply does."""
    if text.isalnum():  # one word, as most replies
        return False
    if any(c in text for c in _RISE):
        return True
    said = understanding.fold(text).split() if " " in text else ()
    return any(each in words(_BUT) or each in phrases.asking() for each in said)


def _parted(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield every way to part a message: what is answered, what is asked, and whether « but »."""
    said = text.split()
    if not 1 < len(said) <= MOST_WORDS:
        return
    for place in range(1, len(said)):
        before, behind = said[:place], said[place:]
        first = understanding.fold(behind[0])
        but = first in words(_BUT)
        if (but or first in words(_AND)) and len(behind) > 1:
            behind = behind[1:]
        answer = _ENDS.sub("", " ".join(before)).strip()
        if answer and answer[-1] not in _RISE:
            yield answer, " ".join(behind), but


def _topic(talk: Talk, asked: str) -> Topic | None:
    """Return what is asked: a whole question of those that we know, or one for the team."""
    if understanding.fold(asked) in words(_YOU) and asked.endswith(tuple(_RISE)):
        return "who"
    said = phrases.meaning(asked)
    known = next((each for each in inquiries.TOPICS if each == said), None)
    if known is not None:
        return known
    if not phrases.begins_a_question(asked):
        return None
    if topic := informing.about(talk, asked):
        return topic
    return "team" if asked.rstrip().endswith(tuple(_RISE)) else None


def _certain(talk: Talk, question: Question, answer: str) -> Outcome[Value] | None:
    """Return what the words beside a question mean, where they answer for certain or nearly."""
    outcome = reading.read_words(talk, question, answer)
    if isinstance(outcome, Ask):
        return outcome
    if not isinstance(outcome, Read) or not asking.fits(talk, question, outcome.value):
        return None
    if question.kind in doubting.FREE and not _plain(talk, answer):
        return None
    return outcome


def _plain(talk: Talk, answer: str) -> bool:
    """Return whether words are no command and no question themselves."""
    return (
        understanding.intent(answer, talk.person.language) is None
        and not phrases.meaning(answer)
        and not phrases.is_question(answer)
    )


def _agrees(talk: Talk, answer: str) -> bool:
    return understanding.intent(answer, talk.person.language) == "yes"


def _tell(talk: Talk, topic: Topic) -> None:
    """Say what there is to say, but nothing of the question that is answered by now."""
    if topic == "must":
        talk.tell(talk.words.text(informing.VOLUNTARY))
    elif topic == "why":
        informing.say_why(talk)
    elif topic != "what" and not informing.say(talk, topic):
        informing.say(talk, "team")
