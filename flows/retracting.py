"""Words that take an agreement back: all of it, or that to reminders or to later questions.

Whole messages, looked up by :mod:`flows.phrases`.
"""

from __future__ import annotations

ALL = (
    "je retire mon accord | retirer mon accord | je retire mon consentement"
    " | retirer mon consentement | je veux retirer mon accord | je veux retirer mon consentement"
    " | je me retire | je ne veux plus participer | i withdraw | withdraw | withdraw my consent"
    " | أسحب موافقتي | سحب الموافقة | أريد سحب موافقتي | أسحب الموافقة | أريد أن أسحب موافقتي"
    " | لم أعد أوافق | لا أريد المشاركة بعد الآن"
    " | نسحب الموافقة | نسحب الموافقة ديالي | بغيت نسحب الموافقة | بغيت نسحب الموافقة ديالي"
    " | ما بقيتش متافق | ما بقيتش متافقة | ما بقيتش موافق | ما بقيتش بغيت نشارك"
    " | رضایتم را پس می‌گیرم | رضایت خود را پس می‌گیرم | پس گرفتن رضایت | لغو رضایت"
    " | موافقتم را پس می‌گیرم | دیگر موافق نیستم | دیگه موافق نیستم | رضایتمو پس می‌گیرم"
    " | [je quitte/quitter/je veux quitter] [le programme/ce programme] | sortir du programme"
    " | [je veux/je voudrais] me retirer | me retirer du programme | je me retire du programme"
    " | [j’annule/annuler/annulez/je veux annuler] mon inscription | je ne veux plus être inscrite"
    " | [أريد/أود] الانسحاب | الانسحاب من البرنامج | أنسحب من البرنامج | أريد الانسحاب من البرنامج"
    " | أريد الخروج من البرنامج | [ألغوا/أريد إلغاء] تسجيلي | إلغاء تسجيلي"
    " | [نخرج/نحيد/ننسحب] من البرنامج | نلغي التسجيل ديالي | [ما بقيتش باغية/ما بقيتش باغي] نشارك"
    " | خروج از برنامه | انصراف از برنامه | [از برنامه/از این برنامه] خارج [شوم/بشم/می‌شوم]"
)
ALL_LATIN = (
    "nsheb lmowafa9a | ns7eb lmowafa9a | bghit ns7eb lmowafa9a | ns7eb lmowafa9a dyali"
    " | ma b9itch mtaf9 | ma b9itch mtaf9a"
)
REMINDERS = (
    "[je ne veux plus/je veux plus/je ne veux pas/je veux pas] de [rappels/rappel]"
    " | [je ne veux plus/je ne veux pas] de messages de rappel"
    " | [je ne veux plus/je veux plus/je ne veux pas] recevoir [de rappels/les rappels/vos rappels]"
    " | plus de [rappels/rappel] | [arrêtez/arrêter/stop/annulez/supprimez] [les/vos] rappels"
    " | stop rappels | pas de [rappels/rappel] | ne m’envoyez plus de rappels | no more reminders"
    " | [لا أريد/لم أعد أريد/لا أرغب في] [التذكير/تذكيرات/رسائل التذكير/تذكيراتكم]"
    " | [أوقفوا/أوقف/ألغوا/إيقاف/إلغاء] [التذكير/التذكيرات/رسائل التذكير]"
    " | لا ترسلوا [التذكير/تذكيرات/رسائل التذكير]"
    " | [ما بغيتش/مابغيتش/ما بقيتش بغيت/ما بقيت بغيت/ما بقيتش باغية/ما بقيتش باغي]"
    " [التذكير/ميساجات التذكير/ميساجات ديال التذكير/تفكروني]"
    " | [حبسو/حبس/وقفو/حيدو] [التذكير/ميساجات التذكير/عليا التذكير]"
    " | ما تصيفطوش [ميساجات التذكير/ليا التذكير/التذكير]"
    " | [ma bghitch/mabghitch/ma b9itch bghit] [tadkir/rappel/les rappels/rappels]"
    " | [7bso/hbso/w9fo] [tadkir/les rappels/rappels]"
    " | [یادآوری/یادآوری‌ها را/یادآوری‌ها/پیام یادآوری] [نمی‌خواهم/نمی‌خوام/نفرستید/نفرست/قطع کنید]"
    " | دیگر یادآوری [نمی‌خواهم/نفرستید] | دیگه یادآوری [نمی‌خوام/نفرستید/نفرست]"
    " | لغو یادآوری | لغو یادآوری‌ها | قطع یادآوری | قطع یادآوری‌ها"
    " | [je retire/retirer/je veux retirer/je voudrais retirer] [mon accord/mon consentement]"
    " pour les rappels"
    " | [أسحب/سحب/أريد سحب] موافقتي على [التذكير/رسائل التذكير/التذكيرات]"
    " | [نسحب/بغيت نسحب] الموافقة [/ديالي ][على/ديال] [التذكير/ميساجات التذكير]"
    " | رضایتم [برای/از] [یادآوری/یادآوری‌ها/پیام یادآوری] [را پس می‌گیرم/رو پس می‌گیرم]"
)
FOLLOWUP = (
    "[je ne veux plus/je veux plus/je ne veux pas/je veux pas] de questions [plus tard/après]"
    " | [plus de/pas de] questions plus tard | ne me [posez/demandez] plus rien plus tard"
    " | [لا أريد/لم أعد أريد] أسئلة [لاحقا/فيما بعد/بعد شهور]"
    " | [ما بغيتش/مابغيتش/ما بقيتش بغيت] [الأسئلة من بعد/أسئلة من بعد/تسولوني من بعد]"
    " | [je retire/retirer/je veux retirer/je voudrais retirer] [mon accord/mon consentement] pour"
    " [les questions plus tard/les questions de suivi/le suivi/la suite]"
    " | [أسحب/سحب/أريد سحب] موافقتي على [الأسئلة اللاحقة/أسئلة لاحقا/الأسئلة لاحقا]"
    " | [نسحب/بغيت نسحب] الموافقة [/ديالي ][على/ديال] [الأسئلة من بعد/أسئلة من بعد]"
    " | رضایتم [برای/از] پرسش‌های بعدی [را پس می‌گیرم/رو پس می‌گیرم]"
    " | پرسش‌های بعدی [را نمی‌خواهم/نمی‌خواهم/نمی‌خوام/نفرستید] | بعدا [سوال/سؤال] نپرسید"
)
SENSITIVE = (
    "[je retire/retirer/je veux retirer/je voudrais retirer] [mon accord/mon consentement] pour"
    " [les questions sensibles/la santé/le financement/l’argent]"
    " | [je ne veux plus/je veux plus] répondre aux questions sensibles"
    " | [أسحب/سحب/أريد سحب] موافقتي على [الأسئلة الحساسة/أسئلة حساسة/أسئلة الصحة]"
    " | [نسحب/بغيت نسحب] الموافقة [/ديالي ][على/ديال] [الأسئلة الحساسة/أسئلة حساسة]"
    " | رضایتم [برای/از] [پرسش‌های حساس/سوال‌های حساس] [را پس می‌گیرم/رو پس می‌گیرم]"
)
