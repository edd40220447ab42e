import pytest

from flows.understanding import Ask, Option, Read, Refused, choice
from flows.understanding.languages import LEXICONS
from tests.flows.understanding.rows import outcome, rows


def options(**labels: str) -> tuple[Option, ...]:
    """Return options from ``name="first label | second label"``."""
    return tuple(
        Option(name=name, labels=[label.strip() for label in text.split("|")])
        for name, text in labels.items()
    )


UNKNOWN = "choice.unknown"

REGIONS = options(
    tanger="طنجة - تطوان - الحسيمة | Tanger-Tétouan-Al Hoceïma",
    oriental="الشرق | L’Oriental",
    fes="فاس - مكناس | Fès-Meknès",
    rabat="الرباط - سلا - القنيطرة | Rabat-Salé-Kénitra",
    marrakech="مراكش - آسفي | Marrakech-Safi",
    souss="سوس - ماسة | Souss-Massa",
    other="أخرى (حددوا) | Autre (précisez)",
)
GENDER = options(female="امرأة | مرا | Femme | زن", male="رجل | راجل | Homme | مرد")
MILIEU = options(rural="قروي | البادية | Rural | روستا", urban="حضري | المدينة | Urbain | شهر")
STATUS = options(married="متزوج(ة) | Marié(e)", single="عازب | Célibataire", widow="أرمل | Veuf")
LIVING = options(divorced="غير متزوج", widow="أرمل")
COMING = options(come="می‌آیم", change="تغییر زمان")
CROPS = options(
    wheat="القمح | گندم | Blé",
    barley="الشعير | جو | Orge",
    olive="الزيتون | زیتون | Olives",
    corn="الذرة | ذرت | Maïs",
    oil="زيت وعسل | Huile et miel",
)
AGREED = options(
    yes="نعم | إييه | Oui | بله", no="لا | Non | نه", dont_know="لا أعرف | Je ne sais pas"
)
COUNTS = options(none="0", one="1", two="2", more="3 ou plus")
DAYS = options(
    mon="التنين | Lundi | دوشنبه", tue="التلات | Mardi | سه‌شنبه", thu="الخميس | Jeudi | پنجشنبه"
)
PROVINCES = options(tehran="تهران | Tehran", tabriz="تبریز | Tabriz",
khuzestan="خوزستان | Khuzestan",
                    north="خراسان شمالی", south="خراسان جنوبی", razavi="خراسان رضوی")  # fmt: skip

ONE: dict[str, list[tuple[tuple[Option, ...], dict[str, object]]]] = {
    "ar": [
        (REGIONS, {"2": "oriental", "٢": "oriental", "۲": "oriental", "(2)": "oriental",
                   "2.": "oriental", "2)": "oriental",
                   "رقم 2": "oriental", "الثاني": "oriental", "اثنان": "oriental",
                   "الرباط": "rabat", "رباط": "rabat", "مراكش": "marrakech",
                   "مراكش - آسفي": "marrakech", "مراكش آسفي": "marrakech",
                   "مراكش اسفي": "marrakech", "الشرق": "oriental", "شرق": "oriental",
                   "Rabat-Salé-Kénitra": "rabat", "rabat": "rabat", "أخرى": "other", "0": UNKNOWN,
                   "8": UNKNOWN, "99": UNKNOWN, "باريس": UNKNOWN,
                   "": UNKNOWN, "؟": UNKNOWN, "سوس": "souss", "ماسة": "souss",
                   "في الرباط": "rabat", "2. الشرق": "oriental", "مراكس": ["marrakech"]}),
        (GENDER, {"امرأة": "female", "امراه": "female", "رجل": "male", "1": "female",
                  "أنا امرأة": "female", "femme": "female"}),
        (STATUS, {"متزوج": "married", "متزوجة": "married", "عازب": "single", "أرمل": "widow",
                  "ارمل": "widow", "غير متزوج": UNKNOWN}),
        (LIVING, {"غير متزوج": "divorced", "متزوج": ["divorced"]}),
        (AGREED, {"نعم": "yes", "لا": "no", "لا أعرف": "dont_know", "لا أدري": "dont_know",
                  "أجل": "yes", "كلا": "no", "👍": "yes"}),
        (COUNTS, {"3 ou plus": "more", "2": ["two", "one"], "4": "more", "0": "none"}),
    ],
    "ary": [
        (REGIONS, {"2": "oriental", "jouj": "oriental", "جوج": "oriental", "tani": "oriental",
                   "rbat": "rabat", "rabat": "rabat", "الرباط": "rabat",
                   "mrakch": "marrakech", "marrakech": "marrakech", "tanja": "tanger",
                   "fas": "fes", "nmra 2": "oriental", "7 tnin": UNKNOWN,
                   "tnin": UNKNOWN, "tlata": "fes", "safi": "marrakech", "3awni": UNKNOWN,
                   "bghit marrakech": "marrakech"}),
        (GENDER, {"مرا": "female", "راجل": "male", "rajel": "male", "rajl": "male",
                  "mra": "female", "homme": "male"}),
        (MILIEU, {"البادية": "rural", "بادية": "rural", "lbadia": "rural", "المدينة": "urban",
                  "lmdina": "urban", "مدينة": "urban", "فالمدينة": "urban"}),
        (AGREED, {"wakha": "yes", "إييه": "yes", "iyeh": "yes", "lla": "no",
                  "ma3reftch": "dont_know", "ما عرفتش": "dont_know"}),
        (DAYS, {"tnin": "mon", "lkhmis": "thu", "الخميس": "thu", "tlat": "tue", "3": "thu",
                "التنين": "mon"}),
    ],
    "fr": [
        (REGIONS, {"2": "oriental", "2 ": "oriental", "n° 2": "oriental", "n°2": "oriental",
                   "numéro 2": "oriental", "option 2": "oriental", "#2": "oriental",
                   "2️⃣": "oriental", "deux": "oriental", "le deuxième": "oriental",
                   "Fès-Meknès": "fes", "fes meknes": "fes", "FES": "fes",
                   "marrakech": "marrakech", "Marakech": "marrakech", "marrakesh": "marrakech",
                   "marr": "marrakech", "l'oriental": "oriental",
                   "oriental": "oriental", "orienta": "oriental", "rabat sale": "rabat",
                   "autre": "other", "Autre (précisez)": "other",
                   "j'habite à Marrakech": "marrakech", "la région de Rabat": "rabat",
                   "12": UNKNOWN, "bonjour": UNKNOWN, "ma": UNKNOWN,
                   "4. Rabat": "rabat", "2. Rabat": ["rabat", "oriental"], "kenitra": "rabat",
                   "hoceima": "tanger", "casablanca": UNKNOWN}),
        (GENDER, {"femme": "female", "Homme": "male", "une femme": "female",
                  "je suis un homme": "male", "fem": "female", "hemme": ["male", "female"]}),
        (AGREED, {"oui": "yes", "ouais": "yes", "non": "no", "jsp": "dont_know",
                  "je sais pas": "dont_know", "ok": "yes", "3": "dont_know"}),
        (STATUS, {"marié": "married", "mariée": "married", "celibataire": "single",
                  "célibatair": "single", "veuf": "widow"}),
        (MILIEU, {"rural": "rural", "urbain": "urban", "urb": "urban", "Rurale": "rural"}),
    ],
    "fa": [
        (PROVINCES, {"۲": "tabriz", "2": "tabriz", "٢": "tabriz", "شماره ۲": "tabriz",
                     "گزینه ۲": "tabriz", "دوم": "tabriz", "تهران": "tehran", "tehran": "tehran",
                     "استان تهران": "tehran", "خراسان": ["north", "south", "razavi"],
                     "خراسان رضوی": "razavi", "رضوی": "razavi", "شمالی": "north",
                     "خوزستان": "khuzestan",
                     "خوز": "khuzestan", "خوزستن": "khuzestan", "كرمان": UNKNOWN, "۹": UNKNOWN,
                     "نه": UNKNOWN}),
        (GENDER, {"زن": "female", "مرد": "male", "من زن هستم": "female", "woman": "female"}),
        (AGREED, {"بله": "yes", "آره": "yes", "نه": "no", "خیر": "no", "نمی‌دانم": "dont_know",
                  "نمیدونم": "dont_know"}),
        (COMING, {"می‌آیم": "come", "می آیم": "come", "میایم": "come", "نمی‌آیم": UNKNOWN,
                  "نمی آیم": UNKNOWN, "تغییر": "change"}),
        (DAYS, {"دوشنبه": "mon", "دو شنبه": "mon", "سه شنبه": "tue", "۳": "thu"}),
    ],
    "en": [(GENDER, {"1": "female", "two": "male", "#1": "female"})],
}  # fmt: skip

CASES = [
    pytest.param(typed, shown, language, expected, id=f"{language}: {typed} of {shown[0].name}")
    for language, lists in ONE.items()
    for shown, answers in lists
    for typed, expected in answers.items()
]


@pytest.mark.parametrize(("typed", "shown", "language", "expected"), CASES)
def test_one_option(typed: str, shown: tuple[Option, ...], language: str, expected: object) -> None:
    assert choice(typed, shown, language, many=False) == outcome(expected)


FIRST_THIRD = ("wheat", "olive")

MANY: dict[str, dict[str, object]] = {
    "ar": {
        "١ و ٣": FIRST_THIRD, "١ و٣": FIRST_THIRD, "١و٣": FIRST_THIRD, "1، 3": FIRST_THIRD,
        "1,3": FIRST_THIRD, "القمح والزيتون": FIRST_THIRD, "القمح و الزيتون": FIRST_THIRD,
        "القمح، الزيتون": FIRST_THIRD, "قمح زيتون": FIRST_THIRD, "القمح": ("wheat",),
        "زيت وعسل": ("oil",), "الكل": [("wheat", "barley", "olive", "corn", "oil")],
        "القمح والتفاح": UNKNOWN, "القمح، زيت وعسل": ("wheat", "oil"),
    },
    "ary": {
        "1 o 3": FIRST_THIRD, "1 w 3": FIRST_THIRD, "wahed o tlata": FIRST_THIRD,
        "kolchi": [("wheat", "barley", "olive", "corn", "oil")], "1 3": FIRST_THIRD,
        "lgem7": ("wheat",), "zitoun": ("olive",),
    },
    "fr": {
        "1 3": FIRST_THIRD, "1,3": FIRST_THIRD, "1, 3": FIRST_THIRD, "1 et 3": FIRST_THIRD,
        "3 1": FIRST_THIRD, "1+3": FIRST_THIRD, "1/3": FIRST_THIRD, "1\n3": FIRST_THIRD,
        "1 1 3 3": FIRST_THIRD, "1;3": FIRST_THIRD, "un et trois": FIRST_THIRD,
        "blé, olives": FIRST_THIRD, "blé et olives": FIRST_THIRD, "Blé olives": FIRST_THIRD,
        "ble, 3": FIRST_THIRD, "3": ("olive",), "huile et miel": ("oil",),
        "blé, huile et miel": ("wheat", "oil"), "13": [FIRST_THIRD],
        "1-3": [("wheat", "barley", "olive"), FIRST_THIRD], "1 9": UNKNOWN,
        "blé et patates": UNKNOWN, "rien": UNKNOWN, "": UNKNOWN, "1.3": FIRST_THIRD,
        "1. 3.": FIRST_THIRD, "tout": [("wheat", "barley", "olive", "corn", "oil")], "11": UNKNOWN,
        "1 & 3": FIRST_THIRD,
    },
    "fa": {
        "۱ و ۳": FIRST_THIRD, "۱ ۳": FIRST_THIRD, "۱،۳": FIRST_THIRD, "گندم و زیتون": FIRST_THIRD,
        "گندم، زیتون": FIRST_THIRD, "گندم زیتون": FIRST_THIRD, "یک و سه": FIRST_THIRD,
        "جو": ("barley",), "همه": [("wheat", "barley", "olive", "corn", "oil")], "سیب": UNKNOWN,
    },
}  # fmt: skip


@pytest.mark.parametrize(("typed", "language", "expected"), rows(MANY))
def test_several_options(typed: str, language: str, expected: object) -> None:
    assert choice(typed, CROPS, language, many=True) == outcome(expected)


def test_every_number_and_label_is_its_option() -> None:
    for language in LEXICONS:
        for shown in (REGIONS, GENDER, MILIEU, CROPS, DAYS, PROVINCES):
            for number, option in enumerate(shown, start=1):
                for typed in (str(number), *option.labels):
                    assert choice(typed, shown, language, many=False) == Read(value=option.name)


def test_one_of_a_hundred_labels_is_read() -> None:
    shown = tuple(
        Option(name=f"n{i}", labels=(f"جماعة رقم {i}", f"Commune {i} de la région"))
        for i in range(100)
    )
    typed = "Commune 77 de la région"
    assert choice(typed, shown, "fr", many=False) == Read(value="n77")


def test_many_matches_are_too_many_to_ask() -> None:
    shown = tuple(Option(name=f"n{i}", labels=(f"Commune de {i}x",)) for i in range(9))
    assert choice("commune", shown, "fr", many=False) == Refused(code=UNKNOWN)
    assert choice("commune", shown[:3], "fr", many=False) == Ask(values=("n0", "n1", "n2"))


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("typed", ["1" * 100_000, "1 " * 50_000, "َ" * 100_000, "blé et " * 500])
def test_a_very_long_reply_is_refused_at_once(typed: str, many: bool) -> None:
    assert choice(typed, CROPS, "fr", many=many) == Refused(code=UNKNOWN)


@pytest.mark.parametrize("typed", ["c'est quoi", "c est quoi ?", "C’est quoi"])
def test_a_question_back_takes_no_label_for_the_words_around_it(typed: str) -> None:
    shown = options(mine="Oui, c’est moi", other="Non")
    assert not isinstance(choice(typed, shown, "fr", many=False), Read)
