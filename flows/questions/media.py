"""Files: image, audio, video, file; the answer is the name of the stored file."""

from __future__ import annotations

from flows.form import Question
from flows.questions.reply import Reply, Shown
from flows.state import Value
from flows.understanding import Outcome, Read, Refused

TAKEN = {
    "image": ("image",),
    "audio": ("voice", "audio"),
    "video": ("video",),
    "file": ("file", "image", "voice", "audio", "video"),
}


class Media:
    """A file of one kind."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the file's name, or ``media.wanted`` for anything else."""
        upload = reply.upload
        if upload is None or upload.kind not in TAKEN[question.type]:
            return Refused(code="media.wanted")
        return Read(value=upload.name)

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return that there is a file."""
        return shown.words.text("(file)")
