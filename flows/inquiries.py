"""What people ask about the conversation itself: who are you, is it free, who sees my answers.

Whole messages at any time; in a reply that answers nothing, also words within a question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Literal, TypeAlias, get_args

from flows import understanding
from flows.understanding.lexicon import words

Topic: TypeAlias = Literal[
    "who", "robot", "free", "length", "privacy", "why", "must", "after", "what", "number",
    "team", "stopping", "mistake"
]  # fmt: skip
TOPICS: tuple[Topic, ...] = get_args(Topic)
LONGEST_RUN = 4
"""Words by which a topic is named within a question."""
LONGEST = 30
"""Words of a question that is looked into."""
WHOLE: Mapping[Topic, str] = {
    "who": (
        "qui êtes vous | vous êtes qui | c’est qui | c’est qui ça | t’es qui | tu es qui"
        " | qui es tu | qui me parle | qui parle | à qui je parle | à qui ai je affaire"
        " | qui m’écrit | c’est quoi ce numéro | de quoi s’agit-il"
        " | c’est de la part de qui | c’est une arnaque | est ce une arnaque | arnaque"
        " | c’est sérieux | vous travaillez pour qui | vous c’est qui | et vous | et toi"
        " | comment ça [marche/fonctionne/se passe] | ça [marche/fonctionne] comment"
        " | c’est quoi [ce programme/le programme/ce projet] | c’est quoi comme programme"
        " | c’est qui derrière[/ tout ça/ ça/ ce numéro] | qui est derrière [ça/tout ça/ce numéro]"
        " | who are you | who is this | is this a scam"
        " | من [أنتم/أنت/معي/يتكلم/المتحدث/يراسلني] | مع من [أتكلم/أتحدث] | ما هذه الخدمة"
        " | [ما هذا/ما هو هذا/ما/ما هو] البرنامج | كيف [يعمل هذا/يعمل البرنامج/تسير الأمور] | وأنتم"
        " | [شنو/شنو هو/أشنو/أشنو هو/شنو هاد/أشنو هاد] [البرنامج/هاد البرنامج/برنامج] | ونتوما"
        " | كيفاش [كيخدم هادشي/كتخدمو/خدام هادشي/كدوز هادشي]"
        " | لمن هذا الرقم | من صاحب هذا الرقم | هل هذا [احتيال/نصب]"
        " | [شكون/أشكون] [نتوما/نتا/نتي/معايا/هادا/هادو/كيهضر] | شكون نتوما بعدا"
        " | [مع من/معامن] كنهضر | منين [كتهضرو/نتوما] | [لمن/ديال من] هاد النمرة"
        " | واش هادشي [نصب/ديال النصب/معقول]"
        " | شما [کی/که] [هستید/هستین] | کی [هستی/هستید/هستین] | شما کیستید"
        " | با [کی/چه کسی] [حرف/صحبت] می‌زنم | با [کی/چه کسی] صحبت می‌کنم"
        " | این شماره [کیه/مال کیه/مال کیست] | از طرف [کی/چه سازمانی/کجا] هستید"
        " | شما از کجا [هستید/پیام می‌دهید/پیام میدید] | این کلاهبرداری [است/نیست]"
        " | [این/این برنامه/برنامه] [چیه/چیست] برنامه | این برنامه [چیه/چیست/برای چیه/برای چیست]"
        " | [این/این کار/اینجا] [چطور/چطوری/چگونه] [کار می‌کند/کار می‌کنه/است] | و شما"
    ),
    "robot": (
        "[êtes vous/vous êtes/c’est/est ce/tu es/t’es/es tu/est ce que c’est/est ce que vous êtes]"
        " [un robot/un bot/une machine/une ia/une vraie personne/une personne/un humain/humain]"
        " | je parle [à/avec] [un robot/une machine/une vraie personne/un humain]"
        " | c’est automatique | are you [a robot/a bot/human/a person] | is this a [bot/robot]"
        " | [هل أنت/هل أنتم/أنت/أنتم/هل هذا] [روبوت/آلة/إنسان/بشر/شخص حقيقي/رد آلي/برنامج]"
        " | هل [أتكلم/أتحدث] مع [روبوت/آلة/إنسان/شخص حقيقي]"
        " | [واش نتا/واش نتي/واش نتوما/واش هادا/نتا/نتي/واش هادي/واش]"
        " [روبو/روبوت/ماشينة/بنادم/بنادم بصح]"
        " | واش كنهضر مع [روبو/روبوت/ماشينة/بنادم] | واش كاين شي بنادم"
        " | [شما/آیا شما/تو/آیا/این] [ربات/روبات] [هستید/هستین/هستی/است]"
        " | [رباتی/رباتید/شما رباتید] | این رباته | [با/دارم با] ربات [حرف/صحبت] [می‌زنم/می‌کنم]"
        " | [شما/آیا شما] [آدم/انسان] هستید | آدم هستی | شما آدمید | هوش مصنوعی [هستی/هستید]"
    ),
    "free": (
        "[c’est/est ce/est ce que c’est] [gratuit/payant/gratuit ou payant] | gratuit ou payant"
        " | [il faut/faut il/est ce qu’il faut/je dois/est ce que je dois/on doit] payer"
        " | je dois payer quelque chose | combien ça coûte | ça coûte combien | c’est combien"
        " | combien je dois payer | quel est le prix | est ce que ça coûte quelque chose"
        " | [l’inscription est/est ce que l’inscription est/la formation est] gratuite"
        " | is it free | is this free | how much does it cost"
        " | هل [هذا/هو/البرنامج/التسجيل/التكوين] [مجاني/بالمجان] | هل الخدمة مجانية"
        " | مجاني أم بالمقابل | هل [يجب/علي] أن أدفع | كم [يكلف/يكلف هذا/الثمن/السعر]"
        " | ما [الثمن/السعر] | هل [أدفع شيئا/علي دفع شيء] | هل هذا بالمال"
        " | واش [هادشي فابور/فابور/بلا فلوس/بالفلوس/هادشي بالفلوس/مجاني/هادشي مجاني/بالمجان]"
        " | واش [هادشي بالمجان/التسجيل فابور/التكوين فابور/كاين الخلاص/نخلص] | فابور ولا بالفلوس"
        " | واش [خاصني/غادي] نخلص | شحال [كيسوا/خاصني نخلص/الثمن] | بشحال هادشي"
        " | [این/آیا/آیا این/ثبت نام/آیا ثبت نام] رایگان است | رایگان است | رایگانه | مجانیه"
        " | [هزینه/هزینه‌ای/ثبت نام هزینه] [دارد/داره] | چقدر هزینه [دارد/داره] | پولیه"
        " | باید پول [بدهم/بدم] | پول می‌گیرید | هزینه‌اش [چقدر است/چقدره] | قیمتش چقدره"
    ),
    "length": (
        "combien de temps | combien de temps ça [prend/dure] | ça [prend/dure] combien de temps"
        " | [il y a/il reste/il reste encore] combien de questions | combien de questions"
        " | combien de questions [il reste/il y a/encore/restent] | ça [va durer/dure] longtemps"
        " | [il en reste combien/combien il en reste/c’est encore long/c’est bientôt fini]"
        " | est ce que c’est long | how long does it take | how many questions"
        " | كم من الوقت | كم يستغرق | كم من الوقت يستغرق[/ هذا] | كم يستغرق [هذا/من الوقت]"
        " | كم عدد الأسئلة | كم [سؤالا/سؤال] | كم بقي من [سؤال/الأسئلة]"
        " | كم سؤال بقي | هل بقي الكثير"
        " | هل يأخذ وقتا طويلا | هل الأسئلة كثيرة | متى ننتهي"
        " | شحال ديال الوقت | شحال ديال الوقت [خاص/كياخد/غادي ياخد] | شحال من سؤال"
        " | شحال من سؤال كاين | شحال [باقي/بقا] من سؤال | شحال ديال الأسئلة | باقي بزاف"
        " | واش [باقي بزاف/بزاف ديال الأسئلة/غادي يطول/قربنا نساليو] | إمتى نساليو"
        " | شحال [كياخد/غادي ياخد] ديال الوقت | شحال [غادي يطول/كيطول/كيطولو][/ هادشي/ هاد الشي]"
        " | شحال [بقى/بقات/باقا] من سؤال | شحال من سؤال [بقى/بقا/باقي]"
        " | چقدر [طول می‌کشد/طول می‌کشه/زمان می‌برد/زمان می‌بره/وقت می‌گیرد/وقت می‌گیره/وقت می‌بره]"
        " | [چند/چند تا] [سوال/سؤال/پرسش] [است/هست/دارد/داره/دیگر مانده/دیگه مونده] | چند تا سواله"
        " | چند تا دیگه مونده | چقدر دیگه مونده | [خیلی/هنوز خیلی] مونده"
        " | کی [تمام می‌شود/تموم میشه] | چند دقیقه طول [می‌کشد/می‌کشه] | [زیاد/خیلی] طول [می‌کشد/می‌کشه]"
    ),
    "privacy": (
        "qui [voit/va voir/lit/va lire] [mes réponses/ça/mes informations/tout ça/mes données]"
        " | [est ce/est ce que c’est] [confidentiel/privé/anonyme/secret/sécurisé]"
        " | c’est [anonyme/sécurisé]"
        " | mes [réponses/données/informations] sont [confidentielles/protégées/en sécurité]"
        " | à qui vous donnez mes [données/informations/réponses]"
        " | que faites vous de mes [données/informations/réponses] | où vont mes réponses"
        " | vous faites quoi [avec/de] mes [données/informations/réponses]"
        " | qui a accès à mes [données/informations/réponses] | who sees [my answers/this]"
        " | من [يرى/سيرى/يقرأ/سيقرأ/يطلع على/سيطلع على] [أجوبتي/معلوماتي/بياناتي/هذا]"
        " | هل [هذا سري/الأجوبة سرية/أجوبتي سرية/معلوماتي سرية/معلوماتي آمنة/بياناتي آمنة]"
        " | ماذا [تفعلون/ستفعلون] [بمعلوماتي/ببياناتي/بأجوبتي] | لمن تعطون معلوماتي"
        " | شكون [كيشوف/غادي يشوف/غادي يقرا/كيقرا] [هادشي/الأجوبة/الأجوبة ديالي]"
        " | شكون [كيشوف/غادي يشوف] المعلومات ديالي | واش [سري/هادشي سري/هادشي بيناتنا]"
        " | [شنو/اش] غادي ديرو [بالمعلومات/بالأجوبة] ديالي | فين كتمشي الأجوبة ديالي"
        " | لمن غادي تعطيو المعلومات ديالي | واش شي حد غادي يشوف هادشي"
        " | [کی/چه کسی] [می‌بیند/می‌بینه/می‌خواند/می‌خونه]"
        " | [کی/چه کسی] [جواب‌هایم/پاسخ‌هایم/اطلاعاتم/این‌ها] را می‌بیند"
        " | [کی جوابامو/کی جواب‌هامو/کی اینارو/کی اینا رو] [می‌بینه/می‌خونه]"
        " | [آیا/اطلاعاتم/اطلاعات من/جواب‌هام] محرمانه [است/می‌ماند/می‌مونه] | محرمانه است"
        " | محرمانه‌ست | اطلاعاتم امن است | با اطلاعات من [چه می‌کنید/چیکار می‌کنید]"
        " | [این اطلاعات/اطلاعاتم/اطلاعات من/جواب‌هام/پاسخ‌هایم] کجا [می‌رود/می‌ره/میره]"
        " | où [vont/iront] [ces/mes] [informations/infos/données]"
        " | با اطلاعاتم [چه می‌کنید/چیکار می‌کنید] | اطلاعاتم [رو/را] به کی [میدید/می‌دهید]"
    ),
    "why": (
        "[pourquoi/pq/pk/pourkoi/pkoi] | pourquoi cette question"
        " | pourquoi [vous demandez ça/vous me demandez ça]"
        " | pourquoi [demandez vous cela/vous voulez savoir/vous voulez savoir ça] | à quoi ça sert"
        " | pourquoi vous avez besoin de ça | c’est pour quoi faire | pour quoi faire | why"
        " | why do you ask"
        " | لماذا | لماذا [تسألون/تسألون عن هذا/هذا السؤال/تحتاجون هذا/تريدون معرفة ذلك]"
        " | ما الفائدة من هذا السؤال | ما الهدف من هذا | ما الهدف | ما الغرض من هذا"
        " | علاش | علاش [كتسولو/كتسولو على هادشي/هاد السؤال/بغيتو تعرفو/هادشي]"
        " | لاش [هادشي/هاد السؤال]"
        " | چرا باید [بگم/بگویم/جواب بدم/جواب بدهم]"
        " | چرا [می‌پرسید/این را می‌پرسید/اینو می‌پرسید/این سوال/این سؤال/می‌خواهید بدانید]"
        " | شنو الهدف | هدف [چیست/چیه] | c’est pour quoi | quel est le but"
        " | برای [چی/چه] [می‌پرسید/می‌خواهید] | این سوال برای [چیست/چیه]"
    ),
    "must": (
        "[c’est/est ce/est ce que c’est] obligatoire | je [suis/serai] [obligé/obligée]"
        " | je suis [obligé/obligée] de répondre | [je dois/est ce que je dois/on doit] répondre"
        " | on est obligé | on est obligé de répondre | is it mandatory"
        " | هل [هذا/هو/الجواب] [إجباري/إلزامي/ضروري] | هل [يجب/علي] أن أجيب"
        " | واش [ضروري/إجباري/هادشي ضروري/بزز] | واش [خاصني/ضروري] نجاوب"
        " | [آیا/این] اجباری است | اجباریه | [باید/حتما باید/مجبورم/لازمه] جواب [بدهم/بدم]"
    ),
    "what": (
        "je n’ai [pas/rien] entendu | j’ai [pas/rien] entendu | je n’entends [pas/rien] | لم أسمع"
        " | ما سمعتش | ما سمعت والو | ماسمعتش | نشنیدم | صدا نمیاد"
        " | [je ne/je/j’]comprends [pas/rien]"
        " | je ne comprends [pas/rien] | je comprends [pas/rien]"
        " | [je n’ai/j’ai] [pas/rien] compris | [je ne comprends/j’ai] pas compris la question"
        " | je ne comprends pas la question | je comprends pas la question | pas compris"
        " | c’est quoi | c’est quoi ça | c koi"
        " | c quoi | ça veut dire quoi | qu’est ce que ça veut dire | quoi | hein | expliquez"
        " | expliquez moi | comment [répondre/je réponds] | je fais quoi | j’écris quoi"
        " | qu’est ce que je dois [faire/écrire] | que dois je [faire/écrire]"
        " | what is this | what does it mean | i do not understand | i don’t understand | what"
        " | لم أفهم | لم أفهم [السؤال/شيئا/ما المطلوب] | لا أفهم | لا أفهم السؤال | ماذا تقصدون"
        " | ما المقصود | ما [معنى هذا/هذا] | ماذا يعني هذا | اشرحوا لي | كيف أجيب"
        " | ماذا [أكتب/أفعل] | غير مفهوم"
        " | [ما فهمتش/مافهمتش/مفهمتش] | ما فهمت | ما فهمت والو"
        " | [شنو/اش/أش/أشنو] [كتقصدو/هادشي/يعني]"
        " | [شرح/شرحو] ليا | فهموني | كيفاش نجاوب | شنو [ندير/نكتب] | شنو"
        " | [نمی‌فهمم/نفهمیدم/متوجه نشدم/متوجه نمی‌شوم/متوجه نمیشم] | یعنی [چی/چه] | این چیه | چی"
        " | چیه | منظورتان چیست | [منظورتون/منظورت] چیه | [چی/چه] بنویسم | چیکار کنم"
        " | [چطور/چطوری] جواب [بدهم/بدم] | توضیح [بدهید/بدید] | سوال را نفهمیدم"
        " | [متوجه سوال/متوجه این سوال/متوجه پرسش] [نشدم/نمی‌شوم/نمی‌شم]"
    ),
    "number": (
        "comment [avez vous/vous avez] [eu/trouvé] mon [numéro/nom/contact]"
        " | vous avez eu mon numéro [où/comment] | d’où vous avez mon numéro"
        " | qui vous a donné mon [numéro/nom/contact] | how did you get my number"
        " | من أعطاكم [رقمي/اسمي/هاتفي] | [من أين/كيف] [حصلتم على رقمي/لكم رقمي/عندكم رقمي]"
        " | شكون عطاكم [نمرتي/النمرة ديالي/رقمي] | منين [جبتو/خديتو] [نمرتي/النمرة ديالي]"
        " | شماره [من/مرا/منو/من را] از کجا [آوردید/آوردین/دارید] | شماره‌ام را کی به شما داده"
    ),
    "after": (
        "qu’est ce qui se passe [après/ensuite] | que se passe t il [après/ensuite]"
        " | il se passe quoi après | vous me [répondez/rappelez] quand | quand aurai je une réponse"
        " | et [maintenant/après/ensuite] | maintenant [quoi/je fais quoi]"
        " | what happens [next/then]"
        " | والآن[/ ماذا] | ماذا الآن | ودابا[/ شنو] | دابا شنو | [حالا/خب حالا/الان] چی[/ میشه]"
        " | ماذا [بعد ذلك/سيحدث بعد ذلك/سيحدث بعد هذا] | متى [تجيبونني/أعرف الجواب/تتصلون بي]"
        " | شنو [من بعد/غادي يوقع من بعد/كاين من بعد] | إمتى [تجاوبوني/غادي تجاوبوني/تعيطو ليا]"
        " | [بعدش/بعد] چی [می‌شود/میشه] | بعدش چیه | کی [جواب/خبر] [می‌دهید/میدید/می‌دین]"
    ),
    "team": (
        "[j’ai/j’aurais/moi j’ai] [une question/des questions/une petite question]"
        " | [je veux/je voudrais/je peux/puis je/est ce que je peux] poser une question"
        " | une question | i have a question"
        " | [عندي/لدي/لي] [سؤال/أسئلة/استفسار] | [أريد/أود] أن أسأل | [أريد/أود] السؤال"
        " | [بغيت/نبغي] نسول | عندي واحد السؤال | [ممكن/واش نقدر] نسول"
        " | [سوال/یک سوال/یه سوال] [دارم/داشتم] | می‌خواهم سوال [بپرسم/کنم] | سوالی دارم"
    ),
    "stopping": (  # without « when I want » it is a wish to stop
        "[je peux/est ce que je peux/puis je/on peut] [arrêter/quitter/m’arrêter]"
        " [quand je veux/à tout moment/n’importe quand]"
        " | can i stop any time | [je peux/est ce que je peux/puis je] quitter"
        " | هل [يمكنني/أستطيع/يمكن] [التوقف/الانسحاب/أن أتوقف/أن أنسحب]"
        " [متى أريد/متى شئت/في أي وقت]"
        " | واش [نقدر/يمكن ليا/ممكن] [نحبس/نوقف/نخرج] [فوقاش ما بغيت/فوقاش بغيت/فأي وقت]"
        " | [می‌توانم/می‌تونم/آیا می‌توانم] [متوقف کنم/انصراف بدهم/انصراف بدم/بیرون بروم]"
        " | هر وقت [خواستم/بخواهم] می‌توانم [متوقف کنم/انصراف بدهم]"
    ),
    "mistake": (
        "[et si/si] je me trompe | et si j’ai fait une erreur | je peux corriger"
        ""
        " | [je peux/est ce que je peux] [modifier/corriger/changer]"
        " | [je peux/est ce que je peux] [modifier/corriger/changer] [après/plus tard/ma réponse]"
        " | what if i make a mistake"
        " | [ماذا لو/وإذا/إذا] أخطأت | هل يمكنني [التعديل/التصحيح/تغيير الجواب]"
        " | [وإلا/إلا/ولا] غلطت | واش نقدر [نبدل من بعد/نصحح/نبدل الجواب]"
        " | اگر اشتباه [کنم/کردم][/ چی/ چه] | [می‌توانم/می‌تونم] بعدا [عوض کنم/تغییر بدهم/اصلاح کنم]"
    ),
}
"""By topic; every language counts in every conversation. One word is seldom a question."""
LATIN: Mapping[Topic, str] = {
    "who": (
        "[chkoun/achkoun] [ntoma/nta/nti/m3aya/hada/hado] | chkoun ntoma b3da | m3a mn kanhder"
        " | [chnou/chno/achno/achnou] [had lprogramme/had lbarnamaj/had programme/lprogramme]"
        " | kifach [kaykhdem hadchi/khdam hadchi/katkhdmo] | w ntoma | o ntoma"
        " | mnin [ntoma/kathedro] | dyal mn had nmra | wach hadchi nsb"
        " | shoma ki [hastid/hastin] | ki [hasti/hastid]"
    ),
    "robot": (
        "wach [nta/nti/ntoma/hada] [robot/robo/bnadem/machine] | wach robot | nta robot"
        " | wach kanhder m3a [robot/machine/bnadem] | wach kayn chi bnadem | wach hadi machine"
        " | shoma robat hastid | robat hasti"
    ),
    "free": (
        "wach [fabor/b flous/bflous/bla flous/gratuit/majani] | fabor wla b flous"
        " | wach [had chi/hadchi] [fabor/b flous/bflous/gratuit/majani]"
        " | wach [khasni/ghadi] nkhelles | chhal kayswa | bchhal [hadchi/had chi]"
        " | raygan ast | rayegane | hazine dare | bayad pool bedam"
    ),
    "length": (
        "chhal [dyal/d] [lwe9t/lw9t/so2al/les questions] | chhal mn [so2al/soal/question]"
        " | chhal [ba9i/b9a] mn [so2al/soal/question] | wach ba9i bzaf | ba9i bzaf"
        " | wach ghadi ytwel | imta nsaliw | chhal kayakhod dyal lwe9t"
        " | cheghadr tool mikeshe | chand ta soal | kheili moonde"
    ),
    "privacy": (
        "chkoun [kaychouf/ghadi ychouf/ghadi y9ra] [hadchi/had chi/lajwiba dyali]"
        " | chkoun [kaychouf/ghadi ychouf] lma3loumat dyali | wach [sirri/hadchi sirri]"
        " | chno ghadi diro b lma3loumat dyali | wach hadchi binatna | mahramane ast"
    ),
    "why": (
        "3lach | 3lach [katsewlo/hadchi/had so2al/had soal] | 3lach katsewlo 3la hadchi"
        " | 3lach [katsowlo/katsewloni/katsowloni/katsewlo 3la had lhaja]"
        " | 3lach bghito t3erfo | lach [hadchi/had so2al] | chera miporsid"
    ),
    "must": (
        "wach [darouri/darori/bezzez/hadchi darouri] | wach [khasni/darouri] njaweb | ejbarie"
    ),
    "number": "[chkoun 3takom/mnin jbto/mnin khdito] [nemrti/nmerti/nemra dyali]",
    "what": (
        "[ma fhemtch/mafhemtch/mfhmtch/ma fhamt walo] | [chno/ach/achno] [hadchi/had chi/y3ni]"
        " | [ma fhemtch/mafhemtch/mfhmtch] [so2al/soal/lquestion/had so2al]"
        " | chno [katqsdo/ndir/nkteb] | cher7o liya | kifach njaweb | chno | achno"
        " | nemifahmam | nafahmidam | yani chi"
    ),
    "after": "chno [mn b3d/ghadi ywe9a3 mn b3d] | imta [tjawboni/ghadi tjawboni/t3iyto liya]",
    "team": (
        "[3ndi/3endi] [so2al/soal/wahed so2al/question] | [bghit/nebghi] nsewwel | soal daram"
    ),
    "stopping": "wach [ne9der/n9der/n9dr] [nhbes/n7bes/nwe9ef] [fo9ach ma bghit/fay wa9t]",
    "mistake": "[ila/w ila/o ila] ghlett | wach [ne9der/n9der/n9dr] [nbedel mn b3d/nbdel mn b3d]",
}
"""In Latin letters: Darija, which counts by its consonants, and Persian."""
WITHIN: Mapping[Topic, str] = {
    "what": (
        "c’est quoi un | c’est quoi une | c’est quoi le | c’est quoi la | ça veut dire quoi"
        " | que veut dire | شنو هو | شنو هي | شنو يعني | أشنو هو | chno howa | chno hiya"
        " | y3ni chno | ما معنى | ماذا يعني | یعنی چی | یعنی چه | معنی"
    ),
    "robot": "robot | robo | روبوت | روبو | ربات | بنادم | bnadem | vraie personne | هوش مصنوعی",
    "free": (
        "gratuit | gratuite | payant | payante | fabor | fabour | مجاني | مجانية | مجانا | بالمجان"
        " | فابور | رایگان | رایگانه | مجانیه | majani"
    ),
    "privacy": (
        "confidentiel | confidentielle | confidentielles | qui va voir | qui va lire | qui voit"
        " | سري | سرية | sirri | محرمانه | شكون غادي يشوف | شكون كيشوف | chkoun ghadi ychouf"
        " | chkoun kaychouf | من سيرى | من سيطلع"
    ),
    "length": (
        "combien de temps | combien de questions | كم من الوقت | كم سؤالا | كم سؤال | شحال من سؤال"
        " | شحال ديال الوقت | ch7al mn so2al | ch7al dyal lwe9t | چقدر طول | چند سوال | چند تا سوال"
    ),
    "after": (
        "vous appelez | vous me rappelez | vous allez appeler | je suis retenue | je suis acceptée"
        " | chkoun ghadi y3eyet | شكون غادي يعيط | شكون غادي يتاصل | qui va m’appeler"
        " | ghadi t3iyto | t9belt | غادي تعيطو | تقبلت | ستتصلون | هل قبلت | زنگ می‌زنید | قبول شدم"
    ),
    "must": "obligatoire | obligée | obligé | إجباري | إلزامي | ضروري | darouri | اجباری",
    "who": "vous êtes qui | qui êtes vous | شكون نتوما | من أنتم | chkoun ntoma | کی هستید",
    "why": (
        "pourquoi vous demandez | pourquoi vous me demandez | pourquoi vous voulez | pourquoi mon"
        " | pourquoi ma | pourquoi mes | pourquoi cette question | علاش كتسولو | علاش كتسولوني"
        " | علاش بغيتو | علاش هاد السؤال | 3lach katsewlo | 3lach katswlo | 3lach katsowlo"
        " | 3lach katswlouni | 3lach katsowlou | 3lach katswlou | 3lach katsewlouni"
        " | 3lach katsewloni | 3lach katsowlouni"
        " | 3lach bghito | 3lach bghitou | 3lach had so2al | لماذا تسألون | لماذا تريدون"
        " | لماذا تحتاجون | چرا می‌پرسید | چرا میپرسید | می‌پرسید چرا | چرا می‌خواهید"
        " | چرا شماره | چرا اسم | چرا میخواید | چرا می‌خواید | چرا میخواین | چرا اسمم"
        " | چرا این سوال | چرا این سوالو | چرا این پرسش | سوالو میپرسید"
    ),
}
"""Words that name a topic within a question, those of one topic before those of the next."""


def within(text: str) -> Topic | None:
    """Return what a question in words of her own is about; None where none is named."""
    said = understanding.fold(text).split()
    if not said or len(said) > LONGEST:
        return None
    runs = {
        " ".join(said[first : first + length])
        for length in range(1, LONGEST_RUN + 1)
        for first in range(len(said) - length + 1)
    }
    return next((topic for topic, named in _named().items() if not runs.isdisjoint(named)), None)


@cache
def _named() -> Mapping[Topic, Collection[str]]:
    return {topic: words(table) for topic, table in WITHIN.items()}
