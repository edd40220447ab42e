"""The longer messages of the bot, as their English sources: the keys of the catalogues.

Short messages stand where they are said; these are too long for that. The words in “…” are what
people write in English; every catalogue names the words of its own language.
"""

from __future__ import annotations

CONSENT = (
    "Hello. This is an automatic message service of: {org}. We will ask you {questions} for your"
    " registration in: {programme}. Taking part is optional; if you refuse, you lose no right."
    " The answers are kept {retention}, and only the team of the programme sees them. At any time"
    " you can write: “stop” to stop the messages, “my data” to see or correct them, “erase my"
    " data” to erase them. The messages pass through: {channel}, which knows that you write to us."
    " Do you agree?"
)
"""``questions`` is ``catalogue.questions(n, asked=True)``, ``retention`` its ``retention()``."""

SENSITIVE = (
    "The next question is about health, disability or social support, to prepare what you need to"
    " take part. You can skip it. Do you agree to answer?"
)

GUARDIAN = (
    "The age is under 18, so we need the agreement of a parent or guardian."
    " Please give them the phone."
)

NOT_AGREED = (
    "You did not agree, so we ask nothing more and keep no answers."
    " If you change your mind, write “start”."
)

SEVERAL = (
    "Choose several answers: send the numbers with spaces between them (1 3),"
    " or press them one by one and then “Done”."
)

REGISTERED = (
    "You are registered already with number {code}."
    " You can see or change your answers with “my data”."
)

STOPPED = (
    "The messages are stopped; we will send you nothing more. To come back, write “start”."
    " To erase your answers, write “erase my data”."
)

REMINDER = "Reminder: workshop “{title}”, {date} at {time}. Place: {place}. Will you come?"

HELP = (
    "What you can write:\n"
    "“back”: the question before\n"
    "“skip”: leave this question out\n"
    "“language”: change the language\n"
    "“my data”: see or correct your answers\n"
    "“person”: talk to somebody of the team\n"
    "“stop”: stop the messages"
)
