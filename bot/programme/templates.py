"""WhatsApp's templates: what Meta must approve before anybody is written to who did not write.

The words are those of the catalogues, with numbers where the particulars go, so that a reminder
says the same by template as it does in an open window. One template holds all its languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bot import publishing
from bot.channels.whatsapp_parse import TemplateNews
from bot.channels.whatsapp_render import LANGUAGE_CODES
from bot.settings import WhatsAppAccount
from flows.commands import COMING
from locales.text import LANGUAGES, Catalogue, mark, plain
from storage import outbox, templates
from storage.engine import Store, Tx
from storage.templates import Approved, TemplateRow

MISMATCH = "MISMATCH"
"""Our own status of a template that is approved with other parameters or buttons than ours."""
REMINDER, ANNOUNCEMENT = "rafiq_reminder", "rafiq_announcement"
REMINDER_WORDS = mark(
    "Reminder: workshop “{title}”, {date} at {time}. Place: {place}. Will you come?"
)
ANNOUNCEMENT_WORDS = mark(
    "A message from the programme you are registered with: {text}\n\n"
    "To stop these messages, write STOP."
)
GO_ON = mark("Go on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """What recalls an unfinished intake: its words, and its name as a template."""

    template: str
    words: str
    places: tuple[str, ...]
    """Places in the words that are the template's parameters, in order."""


NUDGES: Mapping[str, Nudge] = {
    "1": Nudge(
        template="rafiq_waiting",
        words=mark(
            "Your registration for {programme} is waiting for you. What is left: {questions}. "
            "Your answers are kept."
        ),
        places=("programme", "questions"),
    ),
    "2": Nudge(
        template="rafiq_kept",
        words=mark(
            "We kept your answers for {programme}. You can go on whenever you like; we will not "
            "remind you of it again."
        ),
        places=("programme",),
    ),
    "closes": Nudge(
        template="rafiq_closing",
        words=mark("The registration for {programme} closes: {date}. What is left: {questions}."),
        places=("programme", "date", "questions"),
    ),
}
"""The first, the second, and the word before the programme closes."""
SPOKEN = (*LANGUAGES, "en")
BODY_LIMIT, BUTTON_LIMIT = 1_024, 25
"""Characters (https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates)."""
EXAMPLES: Mapping[str, tuple[str, str, str]] = {
    # A title, a place, an announcement: Meta's reviewers want to see one; all of it is made up.
    "ar": ("الخياطة للمبتدئات", "دار الشباب", "تبدأ الدورة الجديدة يوم الاثنين."),
    "ary": ("الخياطة للمبتدئات", "دار الشباب", "الدورة الجديدة غادي تبدا نهار الاثنين."),
    "fr": ("Couture, débutantes", "Maison des jeunes", "La nouvelle session commence lundi."),
    "fa": ("خیاطی مقدماتی", "خانهٔ جوانان", "دورهٔ تازه از دوشنبه آغاز می‌شود."),
    "en": ("Tailoring for beginners", "Youth centre", "The new course begins on Monday."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A template in one language, as it is submitted."""

    name: str
    language: str
    """Ours, as ``ary``."""
    code: str
    """WhatsApp's, as ``ar_MA``."""
    category: str
    """UTILITY or MARKETING."""
    body: str
    examples: tuple[str, ...]
    buttons: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the object that a POST to ``message_templates`` takes."""
        body = {"type": "BODY", "text": self.body, "example": {"body_text": [list(self.examples)]}}
        components: list[dict[str, Any]] = [body]
        if self.buttons:
            replies = [{"type": "QUICK_REPLY", "text": each} for each in self.buttons]
            components.append({"type": "BUTTONS", "buttons": replies})
        return {
            "name": self.name,
            "language": self.code,
            "category": self.category,
            "components": components,
        }

    def fits(self, row: Mapping[str, Any]) -> bool:
        """Return whether what Meta has takes our parameters and buttons, whatever its words."""
        parameters = buttons = 0
        for component in row.get("components") or ():
            match component:
                case {"type": "BODY", "text": str(text)}:
                    parameters = sum(f"{{{{{n}}}}}" in text for n in range(1, 20))
                case {"type": "BUTTONS", "buttons": list(those)}:
                    buttons = len(those)
        return (parameters, buttons) == (len(self.examples), len(self.buttons))


def texts(words: Callable[[str], Catalogue]) -> list[Text]:
    """Return every template in every language, by name and language.

    Args:
        words: The catalogue of a language.
    """
    own = [make(words(each)) for make in (_reminder, _announcement) for each in SPOKEN]
    return own + [_nudge(said, words(each)) for said in NUDGES.values() for each in SPOKEN]


def reminder(title: str, day: str, hour: str, place: str) -> tuple[str, ...]:
    """Return what makes a reminder a template: its name and its parameters."""
    return (REMINDER, title, day, hour, place)


def announcement(text: str) -> tuple[str, ...]:
    """Return what makes an announcement a template."""
    return (ANNOUNCEMENT, text)


def _reminder(words: Catalogue) -> Text:
    title, place, _ = EXAMPLES[words.language]
    return Text(
        name=REMINDER,
        language=words.language,
        code=LANGUAGE_CODES[words.language][0],
        category="UTILITY",
        body=words.text(REMINDER_WORDS, title="{{1}}", date="{{2}}", time="{{3}}", place="{{4}}"),
        examples=(
            title,
            plain(words.date(date(2027, 3, 15))),
            plain(words.time(time(10, 0))),
            place,
        ),
        buttons=tuple(plain(words.text(label)) for label in COMING.values()),
    )


def _nudge(said: Nudge, words: Catalogue) -> Text:
    shown = {
        "programme": EXAMPLES[words.language][0],
        "date": plain(words.date(date(2027, 3, 15))),
        "questions": plain(words.questions(7)),
    }
    numbers = {place: f"{{{{{n}}}}}" for n, place in enumerate(said.places, 1)}
    return Text(
        name=said.template,
        language=words.language,
        code=LANGUAGE_CODES[words.language][0],
        category="UTILITY",
        body=words.text(said.words, **numbers),
        examples=tuple(shown[place] for place in said.places),
        buttons=(plain(words.text(GO_ON)),),
    )


def _announcement(words: Catalogue) -> Text:
    return Text(
        name=ANNOUNCEMENT,
        language=words.language,
        code=LANGUAGE_CODES[words.language][0],
        category="MARKETING",
        body=words.text(ANNOUNCEMENT_WORDS, text="{{1}}"),
        examples=(EXAMPLES[words.language][2],),
    )


def judged(rows: Sequence[Mapping[str, Any]], at: datetime) -> list[TemplateNews]:
    """Return how templates stand from the rows of the API's list.

    One that is approved with other parameters or buttons than ours cannot be sent.
    """
    words = publishing.words()
    ours = {(each.name, each.code): each for each in texts(lambda each: words[each])}
    news = []
    for row in rows:
        match row:
            case {"name": str(name), "language": str(code), "status": str(status)}:
                own = ours.get((name, code))
                if own is not None and status == templates.USABLE and not own.fits(row):
                    status = MISMATCH
                news.append(TemplateNews(name=name, language=code, status=status[:20], at=at))
    return news


async def ask(own: WhatsAppAccount) -> list[Mapping[str, Any]]:
    """Return the rows of the API's list of templates.

    Raises:
        ChannelError: It could not be asked, or the account does not say where.
    """
    from bot.channels.whatsapp import WhatsApp

    channel = WhatsApp(
        account="whatsapp:asking",
        token=own.token.get_secret_value(),
        phone_number_id=own.phone_number_id,
        app_secret=own.app_secret.get_secret_value(),
        verify_token="",
        waba_id=own.waba_id,
        api_base=own.api_base,
        media=Path(),
    )
    async with channel:
        return await channel.templates()


class Ledger:
    """What is written down of an account's templates; every process reads the same."""

    def __init__(
        self,
        *,
        store: Store,
        account: str,
        now: Callable[[], datetime],
        shared: Sequence[str] = (),
    ) -> None:
        """Prepare.

        Args:
            store: Where it is written.
            account: Channel and account, ``whatsapp:default``.
            now: The clock, UTC.
            shared: Accounts that have the same templates, this one among them.
        """
        self._store = store
        self._account = account
        self._accounts = sorted({account, *shared})
        self._now = now

    async def approved(self) -> Approved:
        """Return what may be sent."""
        return await self._store.read(lambda tx: templates.approved(tx, self._account))

    async def openings(self, since: datetime) -> Sequence[tuple[str, datetime]]:
        """Return recipients and times of the templates that were sent since."""
        return await self._store.read(lambda tx: templates.openings(tx, self._account, since))

    async def told(self, news: Sequence[TemplateNews]) -> None:
        """Write down how some templates stand; what was parked for want of one is tried again."""
        await self._write(news, whole=False)

    async def listed(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write down how all templates stand, from the rows of the API's list.

        One that is approved with other parameters or buttons than ours cannot be sent.
        """
        await self._write(judged(rows, self._now()), whole=True)

    async def _write(self, news: Sequence[TemplateNews], *, whole: bool) -> None:
        keys = await self._store.keys(len(news) * len(self._accounts))

        def write(tx: Tx) -> None:
            for account in self._accounts:
                rows = [
                    TemplateRow(
                        id=next(keys),
                        account=account,
                        name=each.name,
                        language=each.language,
                        status=each.status,
                        at=each.at,
                    )
                    for each in news
                ]
                before = templates.approved(tx, account)
                if whole:
                    templates.replace(tx, account, rows, self._now())
                else:
                    templates.put(tx, rows)
                if templates.approved(tx, account) - before:
                    outbox.release_all(tx, account, self._now())

        await self._store.write(write)
