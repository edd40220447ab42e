"""Words of the four languages that mean the same in a list of choices: *femme*, «مرا», «خانم»."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from flows.understanding.choices.french_words import FRENCH_NARROWER, FRENCH_WORDS
from flows.understanding.choices.frequencies import FREQUENCIES
from flows.understanding.choices.persian_words import PERSIAN_WORDS
from flows.understanding.choices.programme_words import ALSO, NARROWER, PROGRAMME_WORDS
from flows.understanding.choices.relatives import RELATIVES
from flows.understanding.choices.towns import TOWNS
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import by_phrase, phrases, words
from flows.understanding.numbers.cardinals import cardinal

_WORDS = (
    "homme | hommes | masculin | monsieur | garçon | weld | ولد | drri | h | m | mr | mâle"
    " | راجل | رجل | ذكر | الرجال"
    " | رجال | rajel | rajl | ragel | radjel | dakar | dakr | مرد | آقا | مذکر | پسر | mard | agha"
    " | aqa | mozakar | man | male",
    "femme | femmes | féminin | madame | fille | f | mme | bent | bnt | بنت | mrati | مراتي | 3ayla"
    " | مرا | امرأة | مرأة | مراة | المرأة"
    " | أنثى | انثى | نساء | mra | mraa | امرا | lmra | imra2a | onta | ontha | زن | خانم"
    " | خانوم | مونث"
    " | مؤنث | دختر | بانو | zan | khanom | khanoom | khanum | moannas | woman | female",
    "marié | mariée | marié(e) | متزوج | متزوجة | مزوج | مزوجة | mzewej | mzewja | mzwj | mzwja"
    " | mtzewej | mtzewja | متأهل | متاهل | motaahel | moteahel | married"
    " | mjewej | mjewja | mzowj | mzowja | mjouj | متجوز | متجوزة | مجوزة | ازدواج کرده"
    " | ازدواج کردم | ازدواج کرده‌ام | همسر دارم | شوهر دارم | ezdevaj kardam"
    " | ezdevaj karde",
    "célibataire | célibataires | أعزب | عزباء | عازب | عازبة | عزب | 3azeb | 3azba | 3azib"
    " | 3azri | مجرد | mojarad | single | célib",
    "divorcé | divorcée | مطلق | مطلقة | mtelle9 | mtell9a | mtl9a | mtalla9a | motallaga | طلاق"
    " | طلاق گرفته | جدا شده | divorced"
    " | مطلقه | طلاق گرفتم | طلاق گرفته‌ام | جدا شدم | جدا شده‌ام | talagh"
    " | talagh gerefte | talagh gereftam | joda shodam",
    "veuf | veuve | bive | biveh | أرمل | أرملة | armala | armla | hejjala | هجالة | بیوه"
    " | همسر فوت شده | widow"
    " | widowed"
    " | همسرم فوت کرده | شوهرم فوت کرده | همسر مرده | hamsaram fot karde | hajala"
    " | rajli mat",
    "rural | rurale | campagne | village | قروي | القرية | البادية | بادية | lbadia | badia"
    " | l3robiya | العروبية | دوار | روستا | روستایی | rusta | roosta | rustai"
    " | لعروبية | عروبية | l3robia | 3robiya | 3roubia | فلعروبية | دهات | ده | آبادی"
    " | dehat | deh | brousse | en brousse | au village",
    "urbain | urbaine | ville | حضري | المدينة | مدينة | lmdina | mdina | شهر | شهری | shahr"
    " | shahri | urban | city",
    "primaire | école primaire | ابتدائي | الابتدائي | ibtida2i | btida2i | ابتدایی | دبستان"
    " | ebtedai | primary",
    "collège | kolij | koulij | إعدادي | الإعدادي | i3dadi | l3dadi | راهنمایی | متوسطه اول"
    " | rahnamaee"
    " | سیکل | سيكل | sikl",
    "lycée | secondaire | ثانوي | الثانوي | tanawi | lycee | دبیرستان | متوسطه دوم"
    " | dabirestan | secondary",
    "taxi | تاكسي | طاكسي | التاكسي | الطاكسي | سيارة أجرة | سيارة الأجرة | taksi | taxis",
    "radio | راديو | الراديو | الإذاعة | إذاعة | ladio | lradio",
    "pommes de terre | pomme de terre | patates | بطاطا | البطاطا | بطاطس | البطاطس | btata"
    " | lbtata",
    "université | تعليم عال | تعليم عالي | التعليم العالي | universitaire | supérieur"
    " | études supérieures | جامعي | الجامعة | جامعة | jami3a"
    " | jami3i | دانشگاه | دانشگاهی | daneshgah | university"
    " | fac | la fac | lafac | faculté | étudiante à la fac | لافاك",
    "aucun | aucune | aucun niveau | sans niveau | rien | بدون مستوى | بدون | لا شيء | لا أحد"
    " | ولا أحد | والو | walo | walou | حتى حاجة | hta haja | 7ta 7aja | هیچ | هیچکدام"
    " | هیچ‌کدام | هیچ‌کدوم | هیچکدومش"
    " | هیچی | هیچ چیز | هیچ‌چیز | none | nothing"
    " | sans | لا مستوى",
    "étudiant | étudiante | élève | طالب | طالبة | تلميذ | تلميذة | talib | taliba | دانشجو"
    " | daneshjoo | daneshju | محصل | student",
    "stagiaire | stage | en stage | un stage | متدرب | متدربة | stajiaire",
    "développement web | dev web | développeur web | développeuse web | webdev",
    "دانش‌آموز | دانش آموز | danesh amuz | danesh amooz | daneshamooz",
    "au foyer | femme au foyer | ربة بيت | ربة منزل | rabat bayt | خانه‌دار | خانه دار | خونه دار"
    " | khanedar | housewife",
    "chômeur | chômeuse | بدون عمل | بلا عمل | bla khdma | bidoun 3amal | sans emploi"
    " | sans travail | عاطل | عاطلة | بلا خدمة"
    " | bla khedma | au chômage | عاطل عن العمل | chomeur"
    " | chomage | بیکار | bikar | unemployed",
    "retraité | retraitée | retraite | متقاعد | متقاعدة | mtaka3ed | بازنشسته | bazneshaste"
    " | retired",
    "agriculture | fellah | fella7 | agriculteur | agricultrice | الفلاحة | فلاحة | فلاح | filaha"
    " | lfilaha | fila7a | lfila7a | fallah | کشاورزی | کشاورز | keshavarzi | farming | farmer"
    " | cultivateur | cultivatrice | paysan | paysanne | champs | les champs | la terre"
    " | planteur | plantation | felaha | fla7a"
    " | l fila7a | lfla7a",
    "commerce | commerçant | commerçante | vente | التجارة | تجارة | تاجر | tijara | ttijara"
    " | البيع والشراء | lbi3 o chra | بازرگانی | تجارت | فروش | trade"
    " | vendeur | vendeuse | boutique | boutiquier | marchand | marchande | je vends"
    " | vendre | business | comerce | kanbi3 | bi3 o chra | كنبيع",
    "artisanat | artisan | الصناعة التقليدية | صناعة تقليدية | حرفي | sina3a ta9lidiya"
    " | صنایع دستی",
    "services | service | الخدمات | خدمات | khadamat | lkhadamat | khedmat",
    "élevage | تربية المواشي | تربية الماشية | lksiba | الكسيبة | ksiba | دامداری | دامپروری"
    " | éleveur | éleveuse | eleveur | bétail | berger | elevaj | rasse lmal"
    " | rebbay lmwachi | كساب | الكسابة | kessab | دامدار",
    "autre | autres | غير ذلك | غير هذا | شيء آخر | chi haja khra | chi haja okhra"
    " | autre réponse | autre chose | أخرى | آخر | شي حاجة أخرى | حاجة أخرى | [شي /]حاجة خرى"
    " | حوايج خرين"
    " | okhra | khra | سایر"
    " | دیگر | غیره | sayer | other",
    "les deux | tous les deux | بجوج | كلاهما | كليهما | bjouj | هر دو | هردو | har do | both"
    " | les 2 | tous les 2 | tt les 2 | les deux ensemble | les deux à la fois | b jouj"
    " | bjoj | bzouj | bjouj bihom | b jouj bihom | bjouj bjouj | بجوج بيهم | بزوج"
    " | الاثنان | الاثنين | الاثنان معا | الاثنين معا | كلاهما معا | كليهما معا | الاتنين"
    " | جفتش | هر دوتا | هر دو تا | هر دو تاش | هر دوش | هردوش | هر دوتاش | هردوتا | هردوتاش"
    " | دوتاش"
    " | har dota | hardota | har do ta | hardo | joftesh | hardoosh",
    "téléphone | smartphone | portable | هاتف | الهاتف | تيليفون | تلفون | تليفون | tilifon"
    " | telefon | portabl | گوشی | موبایل | تلفن | phone",
    "ordinateur | pc | بيسي | بي سي | laptop | حاسوب | الحاسوب | كمبيوتر | ordinatur | رایانه"
    " | کامپیوتر | computer",
    "texte | écrit | écriture | نص | كتابة | كتابه | ktaba | lktaba | نوشته | متن | نوشتاری | text"
    " | par écrit | à l’écrit | en écrivant | écrire | messages écrits | message écrit"
    " | ميساج | ميساجات | misaj | sms | texto | textos | msg | message | en texte | kitaba"
    " | lkitaba | ktiba"
    " | nekteb | nktb | nktbo | mktoub | mktob | b lktaba | bl ktaba | bl kitaba | مكتوب"
    " | مكتوبة | كتابيا | كتابي | نصي | نصوص | نكتب | رسائل مكتوبة | رسالة مكتوبة"
    " | رسائل نصية | رسالة نصية | متنی | کتبی | پیامک | پیام متنی | پیام نوشتاری | نوشتن"
    " | نوشتنی | به صورت متن | به صورت نوشته | به صورت نوشتاری | به صورت متنی | می‌نویسم"
    " | مینویسم | می‌نویسیم | تایپ | تایپی | matn | matni | neveshtan | neveshtani"
    " | neveshte | neveshtari | katbi | payamak",
    "voix | vocal | audio | صوت | الصوت | sawt | soute | صدا | صوتی | seda | voice"
    " | vocale | vocaux | en vocal | note vocale | notes vocales | message vocal"
    " | messages vocaux | oral | à l’oral | orale | en audio | à la voix | parler | saout"
    " | sout | sowt | ssawt | b sawt | bsawt | bssawt | b ssawt | nsme3 | nsm3 | vois"
    " | صوتي | صوتيا | صوتية | رسالة صوتية | رسائل صوتية | تسجيل صوتي | تسجيلات صوتية"
    " | تسجيل | فوكال | الفوكال | بالفوكال | نسمع | ویس | وویس | صوت | پیام صوتی"
    " | ضبط صدا | به صورت صوتی | به صورت صدا | صحبت | گفتاری | soti | sowti | voti | vis"
    " | payam soti | ba seda | sedayi",
    "pareil | بدون تغییر | تغییر نکرده | تغییری نکرده | فرقی نکرده | فرق نکرده | عوض نشده | همان"
    " | مثل قبل | مثل سابق | همون قبلی | بدون فرق | bedoone taghir | taghir nakarde",
    "je préfère ne pas dire | ترجیح می‌دهم نگویم | ترجیح میدم نگم | نمی‌خواهم بگویم | نمیخوام بگم"
    " | نمی‌خوام بگم | نمی‌گویم | نمیگم | ترجیح می‌دهم جواب ندهم | ترجیح میدم جواب ندم"
    " | نمی‌خواهم جواب بدهم | نمیخوام جواب بدم | دوست ندارم بگم | tarjih midam nagam"
    " | nemikham begam",
    "un peu | peu | شوية | قليل | قليلا | chwiya | chwya | chouya | chwia | shwiya | کم | کمی"
    " | یه کمی | یکمی | یکم | یه ذره | یه خورده | اندکی | یک کم | ye kam | yekam | یه کم | kam"
    " | little | a little",
    "beaucoup | bcp | بزاف | كثير | كثيرا | bzaf | bezzaf | زیاد | خیلی | ziad | kheili | a lot",
    "chaque jour | tous les jours | chaque jours | quotidien | quotidiennement | كل يوم | يوميا"
    " | كل نهار | kol nhar | koul nhar | kol youm | kolyoum | kol yom | هر روز | روزانه | har rooz"
    " | every day | daily",
    "une fois par semaine | chaque semaine | hebdomadaire | 1 fois par semaine | مرة في الأسبوع"
    " | مرة واحدة في الأسبوع | كل أسبوع | أسبوعيا | مرة فالسيمانة | مرة فالأسبوع | كل سيمانة"
    " | mra f simana | mra f l2osbou3 | kol simana | هفته‌ای یک بار | هفته‌ای یک‌بار | هر هفته"
    " | هفته‌ای یه بار | هفتگی | weekly | once a week",
    "une fois par mois | chaque mois | mensuel | 1 fois par mois | مرة في الشهر | كل شهر | شهريا"
    " | مرة واحدة في الشهر | مرة فالشهر | mra f chhar | mra f ch8ar | kol chhar | ماهی یک بار"
    " | ماهی یک‌بار | ماهی یه بار | هر ماه | ماهانه | monthly | once a month",
    "rarement | نادرا | قليل بزاف | nadiran | به ندرت | بندرت | خیلی کم | rarely",
    "formation professionnelle | تكوين مهني | التكوين المهني | takwin | takwin mihani | ofppt"
    " | فنی و حرفه‌ای | آموزش فنی و حرفه‌ای",
    "baccalauréat | bac | le bac | باكالوريا | البكالوريا | الباكالوريا | الباك | باك | lbac | lbak"
    " | دیپلم | diplom",
    "fonctionnaire | fonctionnaires | موظف عمومي | موظفة عمومية | موظف الدولة | fonctionner"
    " | کارمند دولت",
    "indépendant | indépendante | travailleur indépendant | à mon compte | عمل حر | عامل حر"
    " | لحسابي | خدام بوحدي | khdam bou7di | khdam bohdi | freelance | شغل آزاد | خویش‌فرما | آزاد",
    "salarié | salariée | أجير | أجيرة | ajir | خدام | خدامة | khdam | khdama"
    " | شاغل | شاغلم | shaghel | کارمند | employé | employée | employed | کار می‌کنم"
    " | کار میکنم | شاغل هستم | kar mikonam",
    "transport | transports | النقل | نقل | naql | n9el | حمل و نقل",
    "week-end | weekend | fin de semaine | نهاية الأسبوع | عطلة نهاية الأسبوع | آخر هفته | weekand",
    "coopérative | تعاونية | ta3awoniya | ta3awniya | تعاونی | cooperative",
    "entreprise | société | شركة | charika | chrika | شرکت | company",
    "idée | فكرة | fikra | ایده | idea",
    "moyen | moyenne | متوسط | متوسطة | moutawassit | moutawassita | motevaset | average",
    "excellent | excellente | ممتاز | ممتازة | momtaz | momtaza | عالی | zwin bzaf",
    "télévision | télé | تلفزة | تلفاز | telfaza | تلویزیون",
    "arabe | العربية | عربية | عربي | l3arbiya | 3arbiya | عربی | arabic",
    "français | فرنسية | الفرنسية | فرنسي | fransawiya | lfransawiya | فرانسه | فرانسوی | french",
    "anglais | [/l/el/le]n[/e]gli[z/ss][ia/iya/iyya] | إنجليزية | الإنجليزية | إنجليزي"
    " | neglizia | انگلیسی | english",
    "amazigh | tamazight | أمازيغية | الأمازيغية | أمازيغي | chel7a | الشلحة | amazighe",
    "formation | تكوين | takwin | آموزش دیدن | training",
    "travail | emploi | خدمة | الخدمة | khedma | lkhedma | عمل | شغل | کار | kar | job",
    "école | مدرسة | المدرسة | madrasa | lmadrasa | مدرسه | madrese | school",
    "tourisme | السياحة | سياحة | siya7a | siyaha | گردشگری | توریسم",
    "santé | الصحة | صحة | sa7a | siha | سلامت | بهداشت | health",
    "éducation | enseignement | التعليم | تعليم | ta3lim | آموزش | education",
    "bon | bien | مزيان | مزيانة | جيد | جيدة | mezyan | mezyana | mzyan | خوب | khoob | good",
    "mauvais | pas bien | خايب | خايبة | سيئ | سيئة | khayb | khayba | بد | ضعیف | bad",
    "toujours | daimen | da2iman | dayman | dimaa | ديما | دائما | dima | همیشه | hamishe | always"
    " | tjr | tjrs | tt le temps | tout le temps | دوما | على الدوام | همواره | مدام",
    "je viens | je viendrai | [gha/ghadi/ghan/ghandi] nji | ghanji | [غادي/غا] نجي | غنجي",
    "je ne viens pas | je ne viendrai pas | [ma /ma][ghadich/ghadich/gha/ghach] n[ji/jich]"
    " | [ma /ma]ghanjich | [ما /ما]غاديش نجي | [ما /ما]غنجيش",
    "parfois | des fois | مرة مرة | أحيانا | بعض المرات | mra mra | گاهی | گاهی وقت‌ها"
    " | گاهی وقتا | بعضی وقت‌ها | gahi"
    " | گاهی اوقات | بعضی اوقات | من حين لآخر | de temps en temps | sometimes"
    " | quelquefois | quelques fois | de temps à autre | parfoi | بعض الأحيان"
    " | في بعض الأحيان | بعض الوقت | شي مرات | chi merrat | chi mrat | بعضی وقتا",
    "souvent | svt | souven | fréquemment | غالبا | في الغالب | ghaliban | اغلب | اغلب اوقات"
    " | معمولا"
    " | بیشتر وقت‌ها | بیشتر وقتا | بیشتر اوقات | بیشتر مواقع | اکثر اوقات | اکثر وقتا | اکثرا"
    " | aksaran | aghlab | often",
    "pareil | pareille | la même chose | même chose | idem | c’est pareil | inchangé",
    "maintenant | tout de suite | immédiatement | daba | db | dab | دابا | الآن | الان | حالا"
    " | همین الان | alan | now",
    "pêche | la pêche | pêcheur | pêcheuse | poisson | pech | الصيد | الصيد البحري | صيد السمك"
    " | sid"
    " | seyd | siyada | lba7r | ماهیگیری | صیادی | fishing",
    "non scolarisé | non scolarisée | jamais scolarisé | jamais scolarisée | jamais 9rit"
    " | analphabète | illettré | illettrée | jamais été à l’école"
    " | بدون تعليم | بدون دراسة | لم أدرس | لم أدرس قط | لم ألتحق بالمدرسة | لم أدخل المدرسة"
    " | أمي | أمية | ما قريتش | ماقريتش | ما عمري قريت | ما قاريش | بلا قراية | ma9ritch"
    " | ma 9ritch"
    " | بی‌سواد | بی سواد | بیسواد | سواد ندارم | bisavad | illiterate",
    "licence | bac+3 | bac 3 | الإجازة | إجازة | ijaza | lijaza | لیسانس | کارشناسی | lisans"
    " | karshenasi | bachelor",
    "master | bac+5 | bac 5 | ماستر | الماستر | فوق لیسانس | فوق‌لیسانس | کارشناسی ارشد | ارشد"
    " | arshad | karshenasi arshad | fogh lisans",
    "doctorat | دكتوراه | الدكتوراه | دکترا | دکتری | doctora | doktora | phd",
    "visuel | visuelle | aveugle | malvoyant | malvoyante | la vue | les yeux | بصري | بصرية"
    " | البصر | كفيف | كفيفة | أعمى | العينين | بینایی | نابینا | نابینایی | کم‌بینا | کم بینا"
    " | چشم | nabina | binayi",
    "auditif | auditive | sourd | sourde | malentendant | malentendante | l’ouïe | سمعي | سمعية"
    " | السمع | أصم | صماء | الصم | شنوایی | ناشنوا | ناشنوایی | کم‌شنوا | کم شنوا | گوش"
    " | nashenava | shenavayi",
    "moteur | motrice | handicap moteur | physique | حركي | حركية | الحركة | جسمی | حرکتی"
    " | جسمی حرکتی | جسمی و حرکتی | jesmi",
    "en couple | couple | concubinage | union libre | on vit ensemble",
    "argent | l’argent | financement | fonds | الفلوس | فلوس | المال | مال | التمويل | تمويل"
    " | lflous | flous | flouss | l flous | پول | سرمایه | pool | pul | money",
    "marché | le marché | السوق | سوق | الأسواق | souq | so9 | souk | ssou9 | lsou9 | بازار | bazar"
    " | market",
    "matériel | équipement | machine | machines | الماكينة | ماكينة | الماكينات | makina | lmachina"
    " | lmakina | التجهيزات | المعدات | تجهيزات | معدات | دستگاه | تجهیزات | equipment",
    "dioula | djoula | jula | dyula | joula | bambara",
    "céréales | céréale | blé | orge | maïs | mil | sorgho | riz | le blé | le riz | le maïs",
    "en ligne | sur internet | internet | par internet | sur le net | online | آنلاین | مجازی"
    " | اینترنتی | via internet",
    "goutte à goutte | goute a goute | goutte a goute | irrigation localisée",
    "abidjan | abj | babi",
    "yamoussoukro | yakro | yamoussokro",
    "ouagadougou | ouaga",
    "bamako | bko",
    "bouaké | bke | bouake",
    "ziguinchor | zig | zigui",
    "baoulé | baule | bawlé",
    "pulaar | poular | pular | peul | peulh | fulfulde | fulani",
    "wolof | ouolof | wollof | walaf | volof",
    "sérère | serere | serer | sereer",
    "logement | habitat | السكن | سكن | الدار | ddar | مسکن | خانه | خونه | منزل | maskan | khoone"
    " | khane | housing",
    "association | الجمعية | جمعية | jam3iya | jm3iya | انجمن | مؤسسه | ngo",
    "peut-être | ptetre | ymken | yemken | yemkn | ymkn | يمكن | ربما | شاید | maybe",
    "président | présidente | la présidence | ra2is | ra2isa | ra2issa | rayis | rayisa | رئيس"
    " | رئيسة | الرئيس | الرئيسة",
    "trésorier | trésorière | la trésorerie | amin lmal | aminat lmal | أمين المال | أمينة المال",
    "secrétaire | le secrétariat | katib | katiba | lkatib | lkatiba | كاتب | كاتبة | الكاتبة",
    "membre | adhérent | adhérente | 3odw | 3odwa | 3dw | عضو | عضوة",
    "miel | le miel | apiculture | ruches | apiculteur | apicultrice | 3sel | 3assel | l3sel"
    " | العسل | عسل | عسل طبیعی",
    "lait | le lait | laitier | 7lib | hlib | l7lib | lhlib | الحليب | حليب",
    "huile | l’huile | zit | zzit | الزيت",
    "olives | olivier | oliviers | les olives | zitoun | zaytoun | zaitoun | zeytoun | الزيتون"
    " | زيتون",
    "amandes | amandier | amandiers | louz | lowz | llouz | اللوز | لوز",
    "dattes | dattier | palmier | tmer | tmar | ttmer | التمر | التمور | تمر",
    "safran | za3fran | z3fran | ze3fran | الزعفران | زعفران",
    "cactus | figue de barbarie | sebbar | sbbar | hndiya | lhndiya | lhendiya | aknari | الصبار"
    " | الهندية",
    "légumes | maraîchage | les légumes | maraîcher | maraîchère | tomates | oignons | khodra"
    " | lkhodra | khdra | lkhdra | الخضر | الخضرة",
    "plantes aromatiques | plantes aromatiques et médicinales | a3chab | l3echab | الأعشاب"
    " | النباتات العطرية | النباتات العطرية والطبية",
    "vaches | bovins | bgar | bgr | lbgr | lbgar | begra | bagra | البقر | بقر | بكر | البكر",
    "moutons | ovins | brebis | ghnem | lghnem | ghlem | l7wala | 7wala | hwala | الغنم | غنم"
    " | الحوالة",
    "chèvres | caprins | m3iz | lm3iz | m3za | المعز | معز | الماعز",
    "poules | volaille | aviculture | volailles | poulets | les poulets | poulet de chair"
    " | djaj | ddjaj | jaj | الدجاج | دجاج",
    "abeilles | n7el | nhel | nnhel | na7l | النحل | نحل",
    "papiers | les papiers | wra9 | lwra9 | lwraq | papiyat | lpapiyat | الوراق | الأوراق",
    "mère | mama | maman | mmi | ymma | lwalida | l2om | om | الأم | أم | ماما | الوالدة",
    "père | papa | baba | bba | lwalid | lab | l2ab | الأب | أب | بابا | الوالد",
    "frère | khoya | khouya | lkho | الخو | خويا | أخي | الأخ",
    "sœur | khti | lkhet | lkht | الخت | ختي | أختي | الأخت",
    "fils | weldi | wldi | lweld | الولد | ولدي | ابني | الابن",
    "whatsapp | wtsp | watsap | whatsap | wathsap | watsapp | wtsap | واتساب | واتساپ | الواتساب",
    "facebook | fb | fcb | feysbouk | faysbouk | facbook | فايسبوك | الفايسبوك | فيسبوك",
    "instagram | insta | instagrame | انستغرام | إنستغرام | أنستا | اینستاگرام | اینستا",
    "youtube | youtub | yt | youtoub | يوتيوب | اليوتوب | یوتیوب",
    "tiktok | tik tok | tt | تيك توك | التيكتوك | تیک تاک",
    "passeport | passport | pasport | پاسپورت | گذرنامه | passpor | pasbor | lpaspor"
    " | الباسبور | جواز السفر",
    "permis | permis de conduire | permi | lpermi | lpermis | البيرمي | رخصة السياقة",
    "carte nationale | cin | cni | carte d’identité | lakart | la carte | bita9a | lbita9a"
    " | البطاقة | البطاقة الوطنية | لاكارط | بطاقة التعريف الوطنية",
    "poterie | potier | potière | fekhar | lfekhar | lfkhar | الفخار | الفخار والخزف",
    "tissage | tapis | tisserande | zrabi | zerbia | nsij | nasij | الزرابي | النسيج"
    " | النسيج والزرابي",
    "grand taxi | taxi kbir | taksi kbir | طاكسي كبير | طاكسي كبيرة | taxi blanc",
    "petit taxi | taxi sghir | taksi sghir | طاكسي صغير | طاكسي صغيرة | taxi rouge",
    "bus | أوتوبيس | الأوتوبيس | باص | الباص | autobus | tobis | tobus | toubis | طوبيس"
    " | الطوبيس | حافلة | الحافلة | kar | car"
    " | الكار",
    "moto | motocyclette | motor | moutour | موطور | scooter | mobylette",
    "voiture | auto | tomobil | tonobil | طوموبيل | طونوبيل | سيارة | السيارة | siyara | machina",
    "à pied | en marchant | 3la rejli | 3la rjli | 3la rejlia | على رجلي | مشيا | على الأقدام",
    "coiffeur | coiffeuse | coiffure | 7ella9 | 7elaq | hellaq | حلاق | حلاقة | الحلاقة | kwafour",
    "électricien | trisian | trisien | trisyan | kahraba2i | كهربائي | تريسيان | ضاوي",
    "plombier | plombi | blombi | plombiya | بلومبي | سباك",
    "maçon | masson | bennay | benay | bnnay | بناي | بناء",
    "menuisier | nejjar | nejar | nejjara | نجار | minuisi",
    "forgeron | soudeur | 7eddad | heddad | haddad | 7dad | حداد | لحام | sodor",
    "peintre | sebbagh | sbagh | صباغ | pantour",
    "chauffeur | chauffeuse | conducteur | conductrice | chifour | chifor | شيفور | sawa9 | سائق"
    " | sa2i9 | سواق",
    "couturier | khyata | couturière | tailleur | tailleuse | couture | khayat | khayyat | khayata"
    " | خياط | خياطة | الخياطة | lkhiyata | khiyata",
    "cuisinier | cuisinière | tebbakh | tebbakha | tbakh | طباخ | طباخة | chef de cuisine",
    "boulanger | boulangère | khebbaz | khbbaz | خباز | فران",
    "mécanicien | mikanisian | mikanisyan | ميكانيسيان | ميكانيكي",
    "midi | à midi | le midi | wst nhar | west nhar | وسط النهار",
    "jamais | [ولا/حتى] مرة[/ واحدة/ وحدة]"
    " | [/ma/ma ]3[o/a/e/][m/mm][e/][r/rn]i | ما عمري | ما عمرني | عمري ما | عمرني ما"
    " | abadan | 2abadan | عمري | عمرني | أبدا | 3omri | 3mri | 3omrni | هرگز | هیچ‌وقت"
    " | never"
    " | jms | jamé | jamè | pas une fois | 3mrni | 3amri | 3ammri | hich vaght | hargez"
    " | هیچ وقت | هیچوقت",
)

_PLACES = (
    "casablanca | casa | kaza | kasa | البيضا | الدار البيضاء | الدارالبيضاء | البيضاء | كازا"
    " | كازابلانكا | dar lbida"
    " | dar beida | dar lbayda | ddar lbida | ddar lbayda | dar albayda | dar el beida",
    "fès | fez | fas | فاس",
    "tanger | tanja | طنجة | tangier | tnja",
    "meknès | meknas | mknas | مكناس | amknas",
    "marrakech | marrakesh | mrakch | مراكش | mrrakch | kech",
    "rabat | rbat | الرباط | رباط",
    "salé | sla | سلا",
    "kénitra | qnitra | 9nitra | l9nitra | القنيطرة | knitra",
    "safi | asfi | آسفي | اسفي",
    "agadir | أكادير | أگادير | agadir",
    "oujda | wejda | وجدة | wjda",
    "tétouan | tetwan | تطوان | titwan",
    "al hoceïma | hoceima | lhoceima | الحسيمة | l7oceima",
    "béni mellal | bni mellal | بني ملال | bni mlal",
    "khénifra | khnifra | خنيفرة | 5nifra",
    "laâyoune | la3youn | l3[a/][y/i][o/ou/u]n | العيون | layoune | el ayoun",
    "dakhla | الداخلة | da5la",
    "guelmim | goulmim | كلميم | gulmim",
    "settat | سطات | stat | sttat | stt[a/]t",
    "souss | sous | سوس",
    "massa | ماسة | masa",
    "drâa | dra3a | درعة | draa",
    "tafilalet | tafilalt | تافيلالت",
    "l’oriental | oriental | الشرق | chr9 | charq | lcharq | الجهة الشرقية",
    "essaouira | الصويرة | swira | souira | ssouira | mogador",
    "el jadida | الجديدة | jdida | ljdida",
    "ouarzazate | ورزازات | warzazat",
    "nador | الناظور | nnador | nador",
    "taza | تازة",
    "errachidia | الرشيدية | rachidia",
    "chefchaouen | شفشاون | chaouen | chawn | الشاون",
    "ifrane | إفران | yfran",
    "larache | العرائش | l3rayech",
    "khouribga | خريبكة | khribga",
    "mohammedia | المحمدية | mo7amadia",
    "taroudant | تارودانت | taroudannt",
    "azilal | أزيلال",
    "zagora | زاكورة",
    "téhéran | تهران | طهران | tehran | تهرون | teheran | tehroon",
    "ispahan | اصفهان | اصفهون | isfahan | esfahan",
    "kerman | کرمان | کرمون",
    "chiraz | شیراز | shiraz",
    "machhad | مشد | mashad | مشهد | mashhad",
    "tabriz | تبریز",
)

_MONTHS = 12

Meaning = str
"""What a phrase means, whatever its language: a key of no other use."""


@lru_cache(maxsize=1)
def meanings() -> Mapping[str, Meaning]:
    """Return the meaning of each folded phrase; weekdays and parts of a day from the lexicons."""
    found: dict[str, Meaning] = {}
    every = (*_WORDS, *_PLACES, *TOWNS, *PROGRAMME_WORDS, *RELATIVES, *FREQUENCIES)
    for group in (*every, *PERSIAN_WORDS, *FRENCH_WORDS):
        key = group.partition(" |")[0]
        for phrase in phrases(group):
            found.setdefault(phrase, key)
    for lexicon in LEXICONS.values():
        for phrase, weekday in by_phrase(lexicon.weekdays).items():
            found.setdefault(phrase, f"weekday {weekday}")
        for part, text in lexicon.parts.items():
            for phrase in phrases(text):
                found.setdefault(phrase, f"part {part}")
        for kind, table in (("month", lexicon.months), ("day", lexicon.days)):
            for phrase, value in by_phrase(table).items():
                found.setdefault(phrase, f"{kind} {value}")
    return found


_MONTH = "month "
_IN = re.compile(r"^(?:فی|ف|fi?) |^ف(?=شهر)")


def month_meant(said: str) -> Meaning:
    """Return the month that Darija counts, or "": ``chhar 3``, «شهر سبعة», «في شهر مارس»."""
    marker, _, counted = _IN.sub("", said).partition(" ")
    if not counted or marker not in _month_markers():
        return ""
    if (named := meanings().get(counted, "")).startswith(_MONTH):
        return named
    found = cardinal(counted.split(), "ary")
    number = int(counted) if counted.isdecimal() else found.value if found else 0
    return f"{_MONTH}{number}" if 1 <= number <= _MONTHS else ""


@lru_cache(maxsize=1)
def _month_markers() -> Collection[str]:
    return words(LEXICONS["ary"].month_markers)


def second_meaning(said: str) -> Meaning:
    """Return what else a phrase means, for a list that lacks its first meaning, or ""."""
    return ALSO.get(said, "")


def broader_meaning(said: str) -> Meaning:
    """Return what a phrase is a kind of, or "": *smartphone* is a *téléphone*; never certain."""
    meant = meanings().get(said, "")
    return NARROWER.get(meant) or FRENCH_NARROWER.get(meant, "")


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Return the meanings that are places: a label of several places names each of them."""
    return frozenset(group.partition(" |")[0] for group in (*_PLACES, *TOWNS))
