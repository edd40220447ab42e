"""What the people of the simulation are called, say and mistake; all of them are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

YES: Mapping[str, Sequence[str]] = {
    "ar": ("نعم", "أجل", "نعم، أوافق"),
    "ary": ("إييه", "iyeh", "واخا", "ah"),
    "fr": ("oui", "Oui, d’accord", "ouais"),
    "fa": ("بله", "آره", "bale"),
    "en": ("yes", "Yes please"),
}
NO: Mapping[str, Sequence[str]] = {
    "ar": ("لا", "كلا"),
    "ary": ("لا", "lla", "la"),
    "fr": ("non", "Non merci"),
    "fa": ("نه", "خیر"),
    "en": ("no", "No"),
}
NAMES: Mapping[str, Sequence[str]] = {
    "ar": ("خديجة العلوي", "يوسف الإدريسي", "مريم بنت عمر"),
    "ary": ("فاطمة الزهراء بنعلي", "Hassan Ait Taleb", "رشيدة"),
    "fr": ("Awa Koné", "Jean-Marie N’Guessan", "Aïssatou Diop"),
    "fa": ("سارا محمدی", "علی‌رضا کریمی", "Maryam Hosseini"),
    "en": ("Grace Example", "Ada Sample"),
}
SHORT: Mapping[str, Sequence[str]] = {
    "ar": ("أولاد سلمان", "الرياضيات"),
    "ary": ("دوار بويزات", "الخياطة ديال الدار"),
    "fr": ("Yopougon Kouté", "Incubateur du Plateau", "Thiès Nord"),
    "fa": ("مهندسی عمران", "دانشگاه نمونه", "کاشان"),
    "en": ("Sampletown North", "Example Hub"),
}
LONG: Mapping[str, Sequence[str]] = {
    "ar": ("أريد تربية الدجاج البلدي وبيع البيض في السوق كل أسبوع مع جاراتي",),
    "ary": ("بغيت نحل محل ديال الخياطة مع الجارات ديالي ونبيعو فالسوق ديال الخميس",),
    "fr": ("Je voudrais transformer le manioc en attiéké et le vendre aux cantines du quartier",),
    "fa": ("می‌خواهم برای زنان سرپرست خانوار کلاس‌های دوخت و فروش اینترنتی برگزار کنم",),
    "en": ("I would like to dry mangoes and sell them to the schools of the district",),
}
ASIDE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "help": {
        "ar": ("مساعدة",),
        "ary": ("عاونوني", "مساعدة"),
        "fr": ("aide",),
        "fa": ("راهنما", "کمک"),
        "en": ("help",),
    },
    "repeat": {
        "ar": ("أعد",),
        "ary": ("عاود",),
        "fr": ("répéter",),
        "fa": ("تکرار",),
        "en": ("repeat",),
    },
    "back": {
        "ar": ("رجوع",),
        "ary": ("رجوع", "rje3"),
        "fr": ("retour",),
        "fa": ("برگشت",),
        "en": ("back",),
    },
    "skip": {
        "ar": ("تخطي",),
        "ary": ("دوز", "تخطي"),
        "fr": ("passer",),
        "fa": ("رد کن",),
        "en": ("skip",),
    },
    "my_data": {
        "ar": ("بياناتي",),
        "ary": ("بياناتي",),
        "fr": ("mes données",),
        "fa": ("اطلاعات من",),
        "en": ("my data",),
    },
    "language": {
        "ar": ("اللغة",),
        "ary": ("اللغة",),
        "fr": ("langue",),
        "fa": ("زبان",),
        "en": ("language",),
    },
    "asks": {
        "ar": ("من أنتم؟", "كم سؤال بقي", "لم أفهم", "هل هذا مجاني؟"),
        "ary": ("chkoun ntouma", "واش فابور؟", "ما فهمتش", "3lach katsowlo"),
        "fr": ("c'est gratuit ?", "vous êtes qui ?", "je comprends pas", "pourquoi"),
        "fa": ("شما کی هستید؟", "رایگانه؟", "متوجه نشدم", "چرا می‌پرسید"),
        "en": ("who are you?", "is it free?", "why do you ask"),
    },
    "person": {
        "ar": ("أريد أن أتحدث مع شخص",),
        "ary": ("بغيت نهضر مع شي واحد",),
        "fr": ("quelqu’un",),
        "fa": ("می‌خواهم با یک نفر صحبت کنم",),
        "en": ("person",),
    },
}
THANKS = ("merci", "شكرا", "مرسی", "👍")
WRONG = ("xqzv wkjp", "٪٪٪", "🙂🙂", "zzzzzzz", "http://example.org/x", "99999999999", "####")
"""What answers nothing; a question that takes any words is spared it."""
PHONES: Mapping[str, Sequence[str]] = {
    "almontija": ("0612345678", "06 12 34 56 78", "+212 612 345 678", "٠٦١٢٣٤٥٦٧٨"),
    "femmpact": ("+2250708091011", "+225 07 08 09 10 11"),
    "elites": ("09123456789", "۰۹۱۲۳۴۵۶۷۸۹", "+98 912 345 6789"),
}
NUMBERS = {"almontija": "+212612345678", "femmpact": "+2250708091011", "elites": "+989123456789"}
"""What each of these phones is, whatever way it is written."""
