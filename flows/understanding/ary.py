"""What people type in Moroccan Darija, in both scripts (languages.md, sections 2 and 4)."""

from flows.understanding import arabizi
from flows.understanding.lexicon import Lexicon

ARY = Lexicon(
    code="ary",
    intents={
        "yes": "آه | أه | إيه | إييه | ييه | واخا | وخا | واخا كنوافق | متافق | متافقة | بغيت"
        " | اه | آاه | ايوا | ايه | اييه | يه | أييه | واخة | وخة | أوكي | اوك | نعم | كنوافق"
        " | أنا متافق | أنا متافقة | موافق | موافقة | إيه كنوافق | إيه بغيت | آه بغيت"
        " | إيه نعم | آه نعم | واخا ماشي مشكل | ماشي مشكل | معلوم | طبعا | أكيد | إييه معلوم"
        " | بالصح | صحيح | إيه صحيح | غادي نجي | إيه غادي نجي | نقدر | إيه نقدر | إييه سجلو"
        " | كاينة | وي | دابا واخا | قابل | قابلة | حسنا | طيب | أجل | أوافق | oui | wi | ok"
        " | na3am | yes | إيه واخا | آه واخا | واه | هيه | أيه | ضروري | بالطبع | علاش لا"
        " | متفق | متفقة | متفقين | باغي | باغية | باغيين | آه متفقة | بلا مشكل | ما كاين مشكل"
        " | أوي | بطبيعة الحال"
        " | قابلين | متافقين | نعام آه | بغينا"
        " | كنقبل | مقبول"
        " | دكور | داكور | أه أه | وايه | اييه نعم | مزيان اه",
        "no": "لالالا | لالالالا | لا | لالا | لا لا | ما بغيتش | مابغيتش | ما متافقش"
        " | لا ما كنوافقش | ما كنوافقش"
        " | ماكنوافقش | مكنوافقش | مامتافقش | مبغيتش | لا ما بغيتش | لا مابغيتش | والو لا"
        " | مازال | لا مازال | ما غاديش نجي | لا ما غاديش نجي | ماغاديش نجي | ما نقدرش"
        " | مانقدرش | لا ما نقدرش | ماشي صحيح | ما شي صحيح | ماشي موافق | ما قابلش | نو | نون"
        " | لا أبدا | ما متافقاش | ماباغيش | ما باغيش | ما باغاش | كلا | لا أوافق | non | nn"
        " | no | لا لا لا | ما باغياش | لا ما باغيش | مابغاش | ما بغاتش | ما موافقش"
        " | ما قابلاش | بلاش | حاشا",
        "stop": "[بغيت/بغينا] [نحبس/نوقف] [الميساجات/هادشي]"
        " | [ما بغيتش/مابغيتش] [الميساجات/ميساجات]"
        " | [باراكا/بركا/صافي] [من/ما تبقاوش تصيفطو/ما تصيفطوش] [الميساجات/ميساجات/ليا "
        "الميساجات]"
        " | [حبسو/وقفو/قطعو] [هادشي/الميساجات/عليا الميساجات/هاد الميساجات]"
        " | ما [تصيفطوش/تصيفطو] ليا [الميساجات/والو/ميساجات] | ما بقيتش باغي [الميساجات/ميساجات]"
        " | [حيدوني/حيدني/مسحوني/خرجوني] من [اللائحة/لائحة/الليستة/ليستة/هاد اللائحة]"
        " | حبسو عليا الميساجات | حبسو عليا | ما تصيفطو ليا والو | ما تصيفطوش ليا"
        " | حبسو الميساجات | حبسو هاد الميساجات | حبس | حبسو | وقف | باراكا | بركا"
        " | صافي باراكا | ما بقيتش باغي"
        " | ما بقيتش باغية | حيدوني | وقفو | حبسي | بركة | باراكة | مابقيتش باغي"
        " | مابقيتش باغية | حيدني | وقفو الميساجات | حبسو الميساجات | حبس الميساجات"
        " | وقف الميساجات | ما تصيفطوش ليا | ما تبقاوش تصيفطو ليا | ما بغيتش ميساجات"
        " | صافي بركا | صافي حبس | ستوب | stop | براكا | سطوب | ما بقيتش بغيت | نحبس | نوقف"
        " | حبس عليا | وقف عليا | ما تبقاش تصيفط | ما تصيفطوليش | ما بقيتش باغي ميساجات"
        " | ما بغيتش توصلني ميساجات | نحبسو",
        "help": "ما فهمت [والو/ما فهمت عاونوني] [عاونوني/عاوني] | ما فهمتش [عاونوني/عاوني]"
        " | [عاونوني/عاوني] [الله يخليكم/شوية/ما فهمتش] | [كيفاش/شنو] [نجاوب/ندير]"
        " | [خاصني/محتاج/محتاجة] [مساعدة/المساعدة/شي واحد يعاوني/المعاونة]"
        " | [عونوني/عونني/عوني/عونيني/عاونو/عاونوا][/ شوية] | عاوني | عفاك عاوني"
        " | عافاك عاوني | عاوني شوية | عاونوني | عاونيني | مساعدة"
        " | عاونوني عافاكم | عاوني عافاك | بغيت مساعدة | بغيت المساعدة | بغيت شي مساعدة"
        " | محتاج مساعدة | محتاجة مساعدة | خاصني مساعدة | عتقوني | aide | help | العون"
        " | عطيني العون | خاصني العون | سعفوني | ما فهمتش عاوني | عاوني ما فهمتش | المساعدة",
        "back": "[رجعو/رجعوني/رجع/رجعي] بيا[/ اللور/ لور/ للور]"
        " | [رجع/رجعني/نرجع/بغيت نرجع] [للسؤال/لسؤال] [اللي قبل/لي قبل/اللي فات/السابق]"
        " | السؤال [اللي قبل/لي قبل/اللي فات/القديم] | [رجع/رجعني/نرجع] [شوية/لور/للور/ل لور]"
        " | رجعني للسؤال اللي قبل | رجع للسؤال اللي قبل | السؤال اللي قبل | رجع | رجع اللور"
        " | اللور | نرجع | رجعني | رجعني اللور | بغيت نرجع | نرجع اللور"
        " | رجوع | السؤال اللي فات | اللي قبل | رجع لور | لور | رجعو | retour | السؤال لي فات"
        " | لي قبل | السؤال اللي قبل | نرجع لور | نرجعو | رجع للسؤال اللي فات | رجعني لور"
        " | للور | رجع شوية",
        "skip": "[دوز/دوزو/فوت/نقز] [هادا/هاد السؤال/السؤال/عليا]"
        " | ما [بغيتش/باغيش] [نجاوب/نقول/نجاوب عليه/نجاوب على هاد السؤال]"
        " | [بلا/خلي] [هاد السؤال/هادي/جواب] | دوز | فوت | خليها | ما بغيتش نجاوب | دوزها | فوتها"
        " | فوت السؤال | دوز السؤال"
        " | دوزو | مابغيتش نجاوب | مبغيتش نجاوب | ندوز | بلا جواب | passer | دوزني | دوز هادي"
        " | خليها عليك | نقز | نقزها | فوتني | نفوت | ندوزها | ما بغيتش نجاوب عليه"
        " | ما بغيتش نجاوب على هاد السؤال",
        "dont_know": "ما عرفتش | ماعرفتش | معرفتش | ما نعرف | ماعرفت | ما عرفت | مانعرف"
        " | والله ما عرفت | والله ماعرفت | ما كنعرفش | ماكنعرفش | مكنعرفش | ما في علميش"
        " | مافخباريش | ما عارفش | ماعارفش | ما عارفاش | الله أعلم | لا أعرف | منعرف"
        " | ماعنديش فكرة | ما عندي علم | ما عنديش علم | ماعرفت والله | نسيت | ما عقلتش"
        " | ماعقلتش | ما كنعقلش | ما عرفناش"
        " | ما فراسيش | مافراسيش | ما فخباريش | ما عنديش فكرة | والله أعلم"
        " | ماعرفتش والله",
        "repeat": "[عاود/عاودو] [السؤال/ليا السؤال/هاد السؤال/قول/قولها]"
        " | شنو [قلتي/قلتو/السؤال/بغيتو] | ما [فهمتش/فهمت] [هادشي/والو/شنو بغيتو] | عاود"
        " | عاود السؤال | مرة خرى | عاودي | عاودو | عاود ليا | عاود ليا السؤال"
        " | عاودو السؤال | عاودي السؤال | مرة أخرى | ما فهمتش عاود | شنو قلتي | ما فهمتش"
        " | مافهمتش | مفهمتش | ما فهمت والو | شنو قلتو | كيفاش | عاودو ليا | عاود من فضلك",
        "restart": "[نعاود/نعاودو/نبدا/نبداو/عاود] من [اللول/الأول/البداية/جديد] | بدا | بداو"
        " | من الأول | عاود من الأول | بدا من الأول | بدا من جديد"
        " | من جديد | عاود من اللول | من اللول | نبداو من الأول | نعاود من الأول"
        " | نبدا من الأول | بدا من اللول | عاود من جديد | من الزيرو | من اللول عاود"
        " | نبدا من جديد",
        "cancel": "[لغي/لغيو/لغا] [كلشي/كولشي/هادشي/التسجيل] | لغي | ما بقاش | لا صافي | لغيها"
        " | لغيو | الغي | إلغاء | بطل | annuler"
        " | لغيه | لغيوه | نلغي | بلاش منها | لغا",
        "menu": "القائمة | المينو | لمينو | مينو | القائمة الرئيسية | menu | اللائحة | لائحة",
        "language": "بغيت [نبدل/تبديل/نغير] [اللغة/لغة/اللوغة] | [نبدلو/غيرو/بدلو] اللغة"
        " | لغة خرى | اللغة | بدل اللغة | بدلي اللغة | لغة | بدلو اللغة | نبدل اللغة"
        " | بغيت نبدل اللغة | تبديل اللغة | langue | تبديل اللغه | بدل الهضرة | لغة أخرى"
        " | لغة خرى | نبدلو اللغة"
        " | [بغيت/بغينا] [العربية/الفرنسية/الدارجة/بالفرنسية/بالعربية]",
        "person": "[بغيت/خاصني] شي [واحد/حد] [يهضر معايا/نهضر معاه/يعيط ليا/يجاوبني]"
        " | [عيطو/عيطولي/عيط] [ليا/عليا]"
        " | بغيت [نهضر/ندوي] مع [المسؤول/شي مسؤول/شي بنادم/بنادم/الفريق]"
        " | [نهضر/ندوي] مع [شي حد/شي واحد/المسؤول] | شي واحد | بغيت نهضر مع شي واحد | المسؤول"
        " | المسؤولة | شي حد"
        " | نهضر مع شي واحد | بغيت نهضر مع شي حد | بغيت نهدر مع شي واحد | نهدر مع شي واحد"
        " | بغيت نتكلم مع شي واحد | نهضر مع المسؤول | بغيت المسؤول | بنادم | شي بنادم"
        " | نهضر مع بنادم | نهضر مع شي حد | نهضر مع المسؤولة | شي مسؤول | واحد يعاوني"
        " | عيطو ليا | بغيت شي واحد يهضر معايا | اتاصلو بيا | نتكلم مع شي واحد"
        " | [شي واحد/شي حد] [يعيط ليا/يعيط عليا/يتاصل بيا/يهضر معايا]"
        ""
        " | بغيت [نهضر/ندوي/نهدر/نتكلم] مع [المسؤولة/شي مسؤولة/واحد من الفريق/شي واحد من الفريق]",
        "next": "زيد | كمل | كملي | كملو | نكمل | زيدي | زيدو | اللي موراها | اللي من بعد"
        " | التالي | نزيد | يالاه | السؤال الجاي | continuer | لي من بعد | لي موراها"
        " | السؤال لي من بعد | نكملو | زيدو بينا",
        "done": "[/صافي ]هادشي [اللي/لي] [عندي/عندنا]"
        " | [صافي/هادشي] [ساليت/سالينا/كملت/اللي كاين/ما كاين ما نزيد] | كملت [كلشي/الأجوبة]"
        " | ساليت | سالينا | هادشي اللي كاين | كملت | صافي ساليت | ساليت صافي"
        " | هادشي كامل | هاد الشي اللي كاين | سالا | هادشي ماكان | صافي هادشي | هادشي لي كاين"
        " | صافي كملت | هادشي لي عندي | كمل صافي",
        "my_data": "شنو [عندكم/كاين عندكم/كتعرفو] [عليا/علي]"
        " | [وريوني/عطيوني/صيفطو ليا] [المعلومات ديالي/معلوماتي/الأجوبة ديالي]"
        " | بغيت نشوف [المعلومات ديالي/الأجوبة ديالي/معلوماتي] | المعلومات ديالي | معلوماتي"
        " | بغيت نشوف المعلومات ديالي | الأجوبة ديالي"
        " | شوف المعلومات ديالي | وريني المعلومات ديالي | نشوف المعلومات ديالي | نشوف معلوماتي"
        " | شنو عندكم عليا | الداتا ديالي | المعلومات لي عندكم",
        "erase_me": "[مسحو/مسحوني/حيدو/حيدوني] [كلشي/كلشي عليا/المعلومات ديالي/معلوماتي/من عندكم]"
        " | بغيت [نمسح/تمسحو/نحيد/تحيدو] [المعلومات ديالي/كلشي/معلوماتي/الحساب ديالي]"
        " | مسح المعلومات ديالي | مسحو المعلومات ديالي | حيد المعلومات ديالي"
        " | مسح معلوماتي | حيدو المعلومات ديالي | مسحو معلوماتي | مسحو ليا المعلومات ديالي"
        " | بغيت نمسح المعلومات ديالي | مسح الأجوبة ديالي | مسحوني | تمسحو المعلومات ديالي"
        " | مسحني | محي المعلومات ديالي | نمسح المعلومات ديالي | نمسح معلوماتي"
        " | محيو المعلومات ديالي",
        "greeting": "السلام | سلام | لاباس | صباح الخير | السلام عليكم | لاباس عليك"
        " | لاباس عليكم | مسا الخير | مساء الخير | مرحبا | أهلا | سلام عليكم | كيف داير"
        " | كي دايرين | السلام عليكوم | bonjour | bonsoir | السلام ورحمة الله | سلام عليك"
        " | صباح النور | لاباس عليكوم | كي داير | كيف دايرين | اهلين | مساكم الله بالخير"
        " | سلام خويا | سلام ختي",
        "thanks": "شكرا | الله يرحم الوالدين | بارك الله فيك | بارك الله فيكم | شكرا بزاف"
        " | الله يجازيك بخير | الله يجازيكم بخير | تبارك الله عليك | الله يخليك | الله يحفظك"
        " | ميرسي | الله يرحم والديك | merci | merci bzaf | الله يعطيك الصحة"
        " | الله يعطيكم الصحة | الله يرضي عليك | الله يرضي عليكم | شكرا ليكم | شكرا لكم"
        " | الله يكثر خيرك | الله يرحم ليك الوالدين | شكرا ليك | ميرسي بزاف"
        " | تسلم | تسلمو | الله ينجيك | الله ينجيكم | تبارك الله عليكم | شكران"
        " | الله يخليكم | الله يحفظكم",
    },
    arabizi={
        "yes": arabizi.YES + " | bghina | [wakha/ah] [mrhba/marhba/mr7ba/mer7ba/merhba]"
        " | wakha [daba/daba nit/safi/mlih] | ah | aah | iyeh | iyyeh | yeh | wakha"
        " | wa5a"
        " | waxa | wakhha | mtaf9 | mwaf9"
        " | bghit | iih | ih | iyh | eh | eyeh | wkha | wkhha | okhay | ayeh | aywa"
        " | mtaf9a | mwaf9a | mtafe9 | mwafe9 | mouwafi9 | mwafa9 | ah bghit"
        " | iyeh bghit | ghadi nji | iyeh ghadi nji | kanwafe9 | kanwaf9 | wakha kanwaf9"
        " | wakha kanwafe9 | akid | ma3loum | machi mochkil | machi mouchkil | ah wakha"
        " | ouakha | oakha | ewah | wah | iyah | hih | daruri | darori | darouri | tab3an"
        " | bla mochkil | bla mouchkil | 3lach la | 3lach lla | oki | okey | kankbel | iwa ah"
        " | ayyeh | ih wakha | ouah | waah | oui oui"
        " | dakor | dakkor | dakour | daccor | dakoor | d akor | dacor"
        " | mouafi9 | mouwafi9a | mouafi9a | mwafe9a | muwafi9 | mouafik | mowafi9"
        " | mowafi9a"
        " | [makayn/ma kayn/makaynch/ma kaynch] mochkil | [bla/bila] [chek/chak/chk]",
        "no": "lalalala | lalalalala | la la la la | machi [s7i7/sahih/bsa7/bssa7/s7e7] | la"
        " | lla | lala | la la | ma bghitch | mabghitch | laa | ma bghitch la"
        " | la ma bghitch | la mabghitch | mabghitsh | ma bghitsh | mabghit | ma mtaf9ch"
        " | mamtaf9ch | la makanwaf9ch | makanwaf9ch | ma kanwaf9ch | mazal | la mazal"
        " | abadan | ma ghadich nji | maghadich nji | ma n9derch | man9derch | machi mwaf9"
        " | la ma n9derch | llaa | mabaghich | ma baghich | mabaghach | lalala | la la la"
        " | makanwafe9ch | ma mwaf9ch | mamwaf9ch | ma baghyach | mabaghyach | ma bghinach"
        " | blach | hacha | nooo | nn nn | noon | mabghinach"
        " | nop | nope | la la safi | machi mtaf9 | machi mowaf9",
        "stop": arabizi.STOPS
        + " | [bghit/bghina] [nhbes/n7bes/nhebbes/nw9ef] [les messages/lmessajat/hadchi]"
        " | [ma bghitch/mabghitch/ma b9itch baghi] [les messages/lmessajat/messajat]"
        " | [wa9fou/w9fo/wa9fo/hbso/7bso/hbsou/7bsou] [lmessajat/les messages/had les "
        "messages/lmissajat/hadchi]"
        " | [baraka/safi] [mn/men] [lmessajat/lmissajat]"
        " | ma [tsifto/tsiftou/tsiftoch/tsiftouch] [liya/lia] [messajat/walo/lmessajat]"
        " | ma tsifto liya walo | ma tsiftou liya walou | matsiftouch liya"
        " | ma tsiftoch liya | bghit nhbes | baraka men les messages | baraka mn les messages"
        " | hbsou had les messages"
        " | [wa9fou/w9fo/wa9fo/hbso/7bso/hbsou/7bsou/7ebsou/w9ef/wa9ef/7bes/hbes/7bess/hbess]"
        " [had /][lmessages/lmessajat/lmsgat/lmessaget/lmessagat/les msg/lmsg]"
        " | hbsou les messages | 7bsou les messages | 7bes | 7bsouni | 7bsni | bghit n7bes | hbes"
        " | 7bess | 7abes | w9ef | wa9ef"
        " | ouqef | baraka | safi baraka | baraka safi | 7bso | hbso | 7bsou | w9fo | w9fou"
        " | ma b9itch baghi | mab9itch baghi | ma b9itch baghya | mab9itch baghya | 7ydoni"
        " | hiydouni | 7iydouni | 7bs | w9f | wqef | 7bess les messages | 7bes lmessages"
        " | w9ef les messages | ma tsiftouch liya | stoup | barka | braka | nwe9ef | n7bes"
        " | nhbes | ma tsiftoch lia messages | ma tsiftouch lia | matsiftouch liya"
        " | ma tb9awch tsifto | ma b9itch bghit | mab9itch bghit | w9fo les messages"
        " | 7bso lmessages | hebssou | 7absso"
        " | baraka mn [messages/les messages/lmessages/messaget/lmsgat] | 7bso 3liya"
        " | hbso 3liya | 7ebsou | baraka 3liya | safi 3ti9oni",
        "help": "[bghit/khasni/khassni/baghi/baghya] chi [wahed/wa7ed/wa7d/wahd/had/7ed]"
        " y3a[w/we/ww]ni | [bghit/khassni] [chi m3awna/lm3awna/m3awna/chi mosa3ada]"
        " | ma fhemt walo [3awnoni/3aweni] | ma fhemtch [3awnoni/3aweni]"
        " | [3awnoni/3aweni] [lah ykhalikom/chwya/ma fhemtch] | [kifach/chno] [njaweb/ndir]"
        " | [khassni/mohtaj/mohtaja] [mosa3ada/lmosa3ada/lm3awna/chi wahed y3aweni] | 3awni"
        " | 3awnni | 3awenni | 3awnouni | mosa3ada | 3awnini | 3awnoni"
        " | mousa3ada | 3awnouni 3afakom | 3awni 3afak | bghit mosa3ada | khasni mosa3ada"
        " | musa3ada | l3awn | 3tini l3awn | 3tiwni l3awn | ma fhmtch 3awni | 3awni ma fhmtch"
        " | lmosa3ada | 3awenini | 3awnoona"
        " | m3awna | lm3awna | 3aweni | 3awnini 3afak | bghit lm3awna"
        " | 3awnouni lah ykhlikom | 3te9ouni | 3t9ouni | 3tq ni",
        "back": "[rja3/rje3/rj3/nrje3/rj3ni/rja3ni/bghit nrje3] [l/l l/] [soual/so2al/lsoual/"
        "lso2al] [li 9bel/lli 9bel/li fat/lli fat/l9dim]"
        " | [soual/lsoual/so2al] [li 9bel/lli 9bel/li fat] | rje3 | rja3 | rj3 | lour | llour"
        " | llor | nrje3 | rje3 lour | rja3 lour"
        " | rje3 llour | rj3 lour | rj3ni | rje3ni | bghit nrje3 | lor | rje3ni lour | l lour"
        " | so2al li fat | soual li fat | sou2al li fat | rj3 l lour | rja3 l lour"
        " | rje3 l lour | nrj3 | nrja3 | nrje3 lour | li 9bel | lli 9bel | retour lour | rj3o"
        " | rje3na | l so2al li fat | rje3 l so2al li fat | so2al li 9bel | lqbel",
        "skip": arabizi.SKIPS + " | [dowez/douz/fout/n9ez] [hada/had soual/had so2al/lsoual]"
        " | ma [bghitch/baghich] [njaweb/ngol/n9ol/njaweb 3lih/njaweb 3la had soual]"
        " | [bla/khelli] [had soual/hadi/jawab] | bla had soual | bla had so2al | douz | dewez"
        " | fout | fot | ma bghitch njaweb"
        " | dwz | douzha | doz"
        " | mabghitch njaweb | ma bghitch njawb | mabghitch njawb | khliha | dowez | fewet"
        " | ndouz | fowet | ndowzo | ndouzo | na99ez | n99ez | nfout | nfewet | dowzo | douzo"
        " | dawez | dewwez | khelliha | 5alliha | khelih | mabghitch njawbo | dewezni | skip"
        " | dewezha | dowezha | dewwezha | douzha 3afak"
        " | [ma bghitch/mabghitch/mabghit/ma baghich] [njaweb/njawb/ngol/ngoul] 3la"
        " [hadchi/hada/hadi/had so2al]"
        " | [douz/dewez/dowez] l [so2al/soual] li mn b3d | fewetha | foutha"
        " | dkhel l so2al li mn b3d",
        "dont_know": "[ma3reftch/ma 3reftch/ma3rftch/ma3raftch/ma 3rftch] wal[o/ou]"
        " | [ma 3ndich/ma3ndich] jawab | [ma 3reft/ma3reft] walo"
        " | ma3ndi [fikra/ta fikra/hta fikra] | ma3ndich fikra | ma3reftch | ma3raftch"
        " | ma3rftch | m3rftch | ma 3reftch | manaref"
        " | ma3raft | ma 3raft | ma3reft | ma 3reft | man3ref | ma n3ref | ma n3raf | man3raf"
        " | ma 3raftch | ma3rftsh | ma3reftsh | makan3refch | ma kan3refch | wallah ma 3raft"
        " | wlh ma3raft | llah a3lam | ma 3rftch | ma3arftch | ma3arfch | ma3arefch"
        " | ma 3arefch | maarefch | ma3ndi 3ilm | ma3ndich fikra | ma 3ndich fikra | maareftch"
        " | ma3erft | nsit | ma 39eltch | ma39eltch | ma39ltch | wlah ma3reft | ma3lbalich"
        " | je sais pas | mandrich | manaaref | man3arf | makn3refch | ma kan3rfch"
        " | wlh ma 3reft"
        " | ma 3ndi fikra | ma frasich | mafrasich | ma f khbarich | ma fkhbarich"
        " | ma3ndi 3elm | ma n3ref walah | wellah ma 3reft | walah ma3reft | lah o a3lam"
        " | allaho a3lam | ma 3labalich"
        " | ma 3ndi 3elm | ma3endi 3ilm | [manich/mani/makich] [3aref/3arfa/3arf]"
        " | [lah/llah/allah/llaho/lahou] [/o /u /w ][a3lam/a3lem/y3lem/i3lem]",
        "repeat": "ma fhemt [walo/walou]"
        " | [3awed/3awd/3awdo] [soual/lsoual/liya lsoual/goulha/9olha]"
        " | chno [9lti/9olto/gelti/lsoual/bghito] | ma [fhemtch/fhemt] [hadchi/chno bghito/mzyan]"
        " | 3awd | 3awed | 3awd so2al | mra khra | 3awdi | 3awdo | 3awdou | 3awed so2al"
        " | 3awd lso2al | 3awd liya | 3awed liya | mera khra | marra okhra | mra okhra"
        " | mra 5ra | 3awd soual | 3awd sou2al | ma fhmtch | mafhmtch | ma fhemtch | mafhemtch"
        " | mafhamtch | ma fhamtch | 3aoud | 3aouad | 3awd lia | 3awed lia | 3aoud lia"
        " | 3awd lia so2al | 3awed lia soual | kifach | chno 9lti | 3awdi lia",
        "restart": "[n3awdo/n3awdou/nbdaw/nebdaw/nbdew/nbdaou/bdaw] [mn/men]"
        " [lowel/lwel/lwl/lewel/loul/jdid/zero]"
        " | [n3awed/n3awd/nbda/nebda/bda] [mn/men] [zero/ziro/sifr]"
        " | [n3awed/n3awd/nbda/nebda/3awd/bda] [mn/men] [lowel/loul/lwel/jdid/lbdaya]"
        " | bda | bdaw | mn lowel | men lowel | 3awd mn lowel | mn lewel | mn loul"
        " | mn llowel | bda mn lowel | bda mn jdid | mn jdid | 3awed mn lowel | bda men lowel"
        " | nbda mn lowel | nbdaw mn lowel | men jdid | mn lwel | bda mn lewel | 3awd mn jdid"
        " | mn zero | men zero | mn lewwel | mn lowwel | 3awed mn jdid | nbda mn jdid"
        " | mn lewel 3awd | mn louwel",
        "cancel": "[lghi/lghiw/nlghi/lghiha]"
        " [kolchi/hadchi/tasjil/ttasjil/tasjil dyali/ttasjil dyali/lmaw3id] | lghi | la safi"
        " | lghiha | ma b9ach"
        " | mab9ach | lghiw | batel | ilgha2"
        " | lghih | nlghi | lghiwh | annulé | lghiiha",
        "menu": "[rje3/rj3/rja3/rj3ni/nrje3] [l /l/][menu/lmenu]"
        " | [werini/wrini/3tini] [lmenu/menu/l9a2ima] | lmenu | l9a2ima | l menu"
        " | l9a2ima ra2isiya | l9aima"
        " | la2iha | lla2iha | l2iha | qa2ima",
        "language": "[n/][bdel/beddel/bedel/bdl] l [francais/fransawiya/l3arbiya/arabe/darija]"
        " | bghit [b/bl/b l/nhder b/nhder bl] [ddarija/darija/francais/fransawiya/"
        "l3arbiya]"
        " | [bdel/bedel/bdl/beddel/bdli/bedli] [logha/lougha/lugha] l"
        " [francais/fransawiya/l3arbiya/arabe/darija]"
        " | bghit [nbdel/nbedel/nghayer] [lougha/logha/l3arbiya/langue]"
        " | [bdlo/bedlo/ghayro] [lougha/logha] | logha [khra/okhra] | lougha"
        " | bghit nbeddel lougha | bghit nbdel lougha | logha"
        " | beddel lougha | llougha | beddel logha | bdel lougha | bedel lougha | bdl lougha"
        " | beddel llougha | nbeddel lougha | lugha | beddel lugha | lluga | tbdil lougha"
        " | nbdlo lougha | bdelli lougha | llogha | bedli lougha | tbdel lougha"
        ""
        " | [bghit/bghina] [l3arbiya/arabiya/3arbiya/fransawiya/lfransawiya/francais/darija/"
        "ddarija/lfransiya]",
        "person": "[wach /]kayn chi [wahed/wa7ed/wa7d/had/7ed/bnadem] [nhder/nhdr/yhder/nder]"
        " [m3ah/m3aya]"
        " | [3ay/3iy/3ey/3y][to/tou/t] [liya/lia/3liya/3lia][/ f tilifoun/ f telephone]"
        " | nhder m3a [chi /][insan/bnadem]"
        " | bghit nh[der/dr/dar/edr] m3a chi [wahed/wahd/wa7d/7ed/had] [fikom/mnkom]"
        " | 3tiwni chi [wahed/wahd/had] nhder m3ah"
        " | [bghit/khassni] chi [wahed/wahd/had] [yhder m3aya/nhder m3ah/y3ayt liya/yjawbni]"
        " | [3ayto/3aytou/3ayt/3eyto] [liya/lia]"
        " | bghit [nhder/ndwi] m3a [lmas2oul/chi mas2oul/chi bnadem/bnadem/lfari9] | chi wahed"
        " | chi wa7ed | nhder m3a chi wahed | lmas2oul"
        " | bghit nhder m3a chi wahed | chi had | chi 7ed | chi 7ad | nhder m3a chi wa7ed"
        " | bghit nhder m3a chi wa7ed | lmas2oula | lmasoul | bnadem"
        " | bghit nahder m3a chi wahed | nahder m3a chi wahed | chi bnadem | bghit lmas2oul"
        " | mas2oul | mas2oula | masoul | nhder m3a chi had | nhdr m3a chi wahed"
        " | nhdr m3a chi wahd | nhder m3a chi wahd | nhder m3a lmas2oul | nhder m3a lmas2oula"
        " | nhder m3a lmasoul | chi wahed ihder m3aya | chi wahd | chi wahd ihder m3aya"
        " | 3ayto lia | 3aytou liya | nhdar m3a chi wahed | nhder m3a bnadem"
        " | nhder m3a chi 7ed | hder m3a chi wahed"
        ""
        " | [chi wahd/chi wahed/chi 7ed/chi had] [y3ayt lia/y3eyet lia/y3ayet liya/itasel bia/"
        "yhder m3aya]"
        " | bghit bnadem[/ machi robot/ machi robo/ machi machine]"
        " | bghit nhder m3a mas2oul | bghit nhdr m3a mas2oul"
        ""
        " | bghit [nhder/nhdr/ndwi/nhedr] m3a [lmas2oula/chi mas2oula/wahd mn lfari9/"
        "chi wahed mn lfari9/mas2oula]",
        "next": "[l/][so2al/soual] [li/lli] [mora/mora hada/mn b3d/mourah] | nzid | nzido"
        " | nzidou | zid | zidi | kemmel | kml | kmel | kemel | kmmel | kemli | kemlo | nkemmel"
        " | yallah | zido | kamel | nkml | li mn b3d | lli mn b3d | ntab3o | nkmlo | nkemlo"
        " | kemlo bina | li mourah | so2al jay | zid 9eddam | kmmli",
        "done": "[kmelt/kmlt/kemelt/salit] kolchi | c tt | c tout | cest tout"
        " | [/safi ]hadchi [li/lli] [kayn/3ndi] | salit | salina | hadchi li kayn | c bon"
        " | safi salit | hadchi likayn | kmelt"
        " | kemelt | hadchi lli kayn | kemmelt | salit safi | kmlt | hadchi makan"
        " | hadchi ma kan | safi hadchi | hadchi li 3ndi | safi kmelt | safi kmlt"
        " | hadchi kaml | sala",
        "my_data": arabizi.SHOWS_DATA + " | chno [3ndkom/kayn 3ndkom/kat3rfo] [3liya/3lia]"
        " | [weriwni/wriwni/3tiwni/sifto liya] [lma3loumat dyali/ma3loumati/lajwiba dyali]"
        " | bghit nchouf [lma3loumat dyali/ma3loumati/lajwiba dyali] | ma3loumati"
        " | lma3loumat dyali | lma3loumat diali | ma3lomati"
        " | bghit nchouf lma3loumat dyali | lajwiba dyali | nchouf ma3loumati"
        " | nchouf lma3loumat dyali | nchof ma3loumati | chno 3ndkom 3liya | chno 3ndkom 3lia"
        " | data dyali | lma3loumat diyali | ma3lomat dyali | ma3loumat dyali",
        "erase_me": "[ms7o/mseho/msho/7aydo/hiydo] [kolchi/kolchi 3liya/lma3loumat dyali/"
        "ma3loumati]"
        " | bghit [nmse7/tms7o/n7ayed/t7aydo] [lma3loumat dyali/kolchi/ma3loumati]"
        " | mse7 lma3loumat dyali | ms7 ma3loumati | mse7 ma3loumati"
        " | ms7 lma3loumat dyali | mes7o lma3loumat dyali | mse7 lma3loumat diali"
        " | 7yed lma3loumat dyali | mseh lma3loumat dyali | mes7ou lma3loumat dyali"
        " | hiyed lma3loumat dyali | ms7o ma3loumati | tms7o lma3loumat dyali"
        " | tmes7o lma3loumat dyali | mse7ni | ms7oni | ms7ouni | nmse7 lma3loumat dyali"
        " | supprimer lma3loumat dyali | 7iydo lma3loumat dyali | msa7 ma3loumati | mes7ouni",
        "greeting": "salam | salamo3alaykom | wa salam | labas lhamdolah | slm | labas"
        " | labas 3lik | labas 3likom | salam 3alikom | salam alikom | ssalam | sba7 lkhir"
        " | sbah lkhir | salam alaykoum | slm 3likom | salamo 3alaykom | assalam"
        " | salamou alaykoum | essalam | slam | cava | mselkhir | msa lkhir | salam o 3alikom"
        " | slam 3likom | slm 3alikom | ki dayr | kidayr | ki dayrin | kif dayr | sba7 nour"
        " | sbah nour | ahlan | salam khoya | salam khti | salam 3likom | salamo alaykom"
        " | slm labas"
        " | salam cv | salam ça va | slm cv | salam cava | salam labas | slm khti"
        " | slm khoya | salam 3likoum | salamo 3likom | assalamo 3alaykom | salam a khti"
        " | salam a khoya | salam alikoum | sbah lkhir 3likom"
        ""
        " | [salamo/salamou/assalamo/assalamou/salam] [3alikom/3alaykom/alaykoum/alaikoum] [wa/"
        "w] [rahmatoullah/rahmatolah/rahmato lah/ra7mato llah/rahmatollah]",
        "thanks": arabizi.THANKS
        + " | chokran | choukran | llah yr7em lwalidin | chokran bzaf | shukran"
        " | chokrane | shokran | choukran bzaf | lah yrhem lwalidin | llah yrhem lwalidin"
        " | barak allah fik | baraka allah fik | tbarkellah 3lik | barakallahofik"
        " | lah yjazik bikhir | llah yr7em waldik | lay r7em lwalidin | lah yrdi 3lik"
        " | lay 3tik sa7a | lah y3tik sa7a | allah y3tik saha | barak lah fik"
        " | barak allaho fik | barak lah fikom | allah yrham lwalidin | lah yrham lwalidin"
        " | lay rham lwalidin | thank you | thanks | choukran likom | chokran likom"
        " | lah ijazik bikhir | tbarklah 3lik | chokran lik | merci likom | merci bezaf"
        ""
        " | [lah/llah/allah/lay] [ykhlik/ykhalik/ykhellik/ykhlikom/ikhalik/ynjik/ynejik/yhefdek/"
        "yhafdek/yhfdek]"
        " | tbarkllah 3likom | tbarkellah 3likom | tbarkallah 3lik | tbarkllah 3lik"
        " | chokran bezzaf | chkran | chkrn | choukrn | merci khoya | mrc bzf",
    },
    never="صافي | ماشي | رد | بس | نعام | تمام | safi | fin | machi | rad | bs | bas | bass"
    " | salma | salima | salim | selma | sellam",
    loose_yes="عادي | 3adi | ماشي [/شي ]مشكل كبير"
    " | [علاه/علاش/وعلاش/وعلاه/علاياش] لا | iwa | ewa | mazyan | mazian | mezian | صافي"
    " | مزيان | تمام | safi | mezyan"
    " | mzyan | mzian"
    " | زوين | هانية | hania | zwin"
    " | bien",
    polite=arabizi.POLITE + " | "
    "الجواب ديالي[/ هو] | ياسيدي | أسيدي | يا سيدي | ياختي | أ[ختي/خويا] | خوتي"
    " | [الله] [يطول عمرك/يطول عمركم/يطول فعمرك/يكثر خيركم/يسلمك] | "
    "chokran bzaf | choukran bzaf | merci bzaf | الحمد لله | والحمد لله"
    " | عافاك | عافاكم | الله يخليك | شكرا | من فضلك"
    " | خويا | ختي | 3afak"
    " | 3afakom"
    " | chokran | merci | svp | khoya | khti | شكرا بزاف | الله يرحم الوالدين | lah ykhalik"
    " | allah ykhalik | llah ykhalik | a khoya | a khti | أ خويا | أ ختي | 3afakoum | choukran"
    " | chokrane | شكرا لك | allah yrham lwalidin | lah yr7em lwalidin | sidi | lalla | mercii"
    " | lah | wallah | wlah | والله | ana | أنا | أ سيدي | a sidi | a lalla | bezzaf | بزاف"
    " | عليكم"
    ""
    " | [lah/llah/allah/lay/alah] [ykhlik/ykhalik/ykhellik/ykhallik/ykhlikom/ikhalik/ikhlik/"
    "ynjik/ynejik/inejik/yhefdek/yhafdek/yhfdek/yhefdak/y3tik saha/y3tik sa7a/yjazik/"
    "yjazik bikhir/yjazikom bikhir/yrhm lwalidin/yrhem lwalidin/yr7m lwalidin/yrham lwalidin/"
    "ykhlihom/yhfdhom/yhefdhom/ybarek/ybarek fik/ibarek fik/ysahel/yster]"
    " | [الله] [يخليك/يخليكم/ينجيك/ينجيكم/يحفظك/يحفظكم/يحفظهم/يخليهم/يعطيك الصحة/يجازيك/"
    "يجازيك بخير/يجازيكم بخير/يرحم الوالدين/يرحم والديك/يبارك/يبارك فيك/يسهل/يستر]"
    " | tbarkllah | tbarkallah | tbarklah | tbark lah | tbarkellah | تبارك الله"
    " | ما شاء الله | machallah | macha2allah | lhamdolillah | lhamdoulillah"
    " | lhamdollah | l7amdolilah | hamdolillah | hamdolah"
    " | 3afakoume | 3fak | 3fakom"
    " | عفاك | عفاكم | a sat | asat | a 3chiri | a ssi | asidi | a oukhti | a okhti"
    " | khouya | a khouya | kho | oustad | ostada"
    " | lhamdolah | lhamdulah | l7amdolah | walah | wellah | wellahi | wlahi"
    " | wallahi | ou lah | o lah | bellah | billah",
    grammar="semitic",
    joins="و | o | w | ou | u | wa",
    cardinals={
        0: "زيرو | صفر",
        1: "واحد | وحدة | وحده | وحد",
        2: "جوج | جوچ | زوج | جووج | جج | تنين | اثنين | ثنين | اتنين | إثنين | عامين | شهرين"
        " | نهارين | يومين | ساعتين | مرتين",
        3: "تلاتة | تلاثة | ثلاثة | ثلاتة | تلت | تلات | طلاطة | تلتة | ثلت",
        4: "ربعة | اربعة | ربع | أربع",
        5: "خمسة | خمس",
        6: "ستة | ست | سته",
        7: "سبعة | سبع",
        8: "تمنية | تمانيا | تمانية | ثمنية | ثمانية | تمن | تمنيا | ثمن | ثمان | ثمنيا",
        9: "تسعود | تسعة | تسع | تسعوض",
        10: "عشرة | عشر",
        11: "حداش | حضاش | احداش | حضاعش | حداعش",
        12: "اثناش | ثناش | تناعش | طنعش | طناش | تناش | اطناش | طناعش | اتناش",
        13: "[تلا/ثلا/تلات/ثلاث][طاش/تاش] | تلطاش | تلتاش | ثلطاش | تلتطاش | تلطاعش | ثلثطاش",
        14: "ربعطاش | ربعتاش | اربعطاش | ربعطاعش | رباعطاش",
        15: "خمسطاش | خمستاش | خمسطاعش | خمصطاش",
        16: "سطاش | ستاش | ستطاش | سطاعش | صطاش",
        17: "سبعطاش | سبعتاش | سبعطاعش | صبعطاش",
        18: "تمنطاش | تمنتاش | ثمنطاش | تمنطاعش",
        19: "تسعطاش | تسعتاش | تسعطاعش",
        20: "عشرين",
        30: "تلاتين | ثلاثين | تلاثين",
        40: "ربعين | اربعين",
        50: "خمسين",
        60: "ستين",
        70: "سبعين",
        80: "تمانين | ثمانين | تمنين",
        90: "تسعين",
        100: "مية | ميا | مئة | ميات | ميه | مييا",
        200: "ميتين | مئتين | مياتاين | ميتاين | مييتين",
        300: "تلتمية | تلت مية | ثلاثمية | تلاتمية | تلتميا | ثلتمية | ثلثمية",
        400: "ربعمية | اربعمية | ربعميا",
        500: "خمسمية | خمسميا",
        600: "ستمية | ستميا",
        700: "سبعمية | سبعميا",
        800: "تمنمية | ثمنمية | تمنميا",
        900: "تسعمية | تسعميا",
        1000: "تلاف | ألف | آلاف | الاف | ألاف | لاف | لألف | لالف",
        2000: "ألفين | الفاين | الفين",
        1_000_000: "مليون | ملاين | ملايين",
        2_000_000: "مليونين",
    },
    arabizi_cardinals={
        0: "zero | ziro | sifr | sfer | sfr | zirou | zirro",
        1: "wahed | wahd | wa7ed | wa7d | wehed | we7ed | wahda | wa7da | whed | w7ed | whd"
        " | wahad | wa7ad | ouahed | ouahd | ou7ed | wehda | we7da | whda | w7da | ouahda"
        " | ouehda | wahid | wa7id | ou7da",
        2: "jouj | joj | juj | zouj | zoj | jooj | jouje | zuj | joujj | tnin | jouch | jawj"
        " | 3amayn | ch[e/a/]hrayn | nharayn | yawmayn | yomayn | youmayn"
        " | bjouj | bzouj | bjoj | gouj | jouz | zawj | bjuj | tnayn | tneyn | tnine | tnein",
        3: "tltt | tlett | tlata | tleta | tlatha | thlata | tlt | tlet | tlat | tltt | teleta"
        " | talata"
        " | tlatta | tlita | telata | telt | tlath | tlet",
        4: "reb3a | rb3a | arb3a | rab3a | rebaa | reb3 | rb3 | arb3 | arba3a | arbaa | reba3"
        " | rba3 | rbaa | rb3aa | arbe3",
        5: "[kh/5]m[/e]st | khamsa | khmsa | 5amsa | xamsa | khemsa | khams | khms | 5msa"
        " | 5emsa | khems"
        " | khmes | kham3a | xmsa | khamssa | 5ms | khemssa | 5amssa | khames | 5mes | khamsaa"
        " | 5ams | 5ems | xams",
        6: "stet | setta | sta | stta | sitta | sett | stt | set | ssta | sita | seta | st | sittaa"
        " | site",
        7: "s[/e]b3[/e]t | seb3a | sb3a | sab3a | seb3 | sb3 | sebaa | sbe3 | sba3 | sbaa"
        " | seb3aa | sab3",
        8: "tmnt | tment | tmenia | tmenya | tmnya | tmania | tmanya | tmen | tmn | tmnia"
        " | tmanyaa | tamanya"
        " | temnia | temnya | temn | temen | tminia | tamania | tminya | tmenyaa | tmenn",
        9: "t[/e]s3[/e]t | tes3oud | ts3oud | tes3ud | ts3od | tes3a | ts3a | tis3a | tes3"
        " | ts3 | tse3 | tsa3"
        " | tes3od | tas3oud | ts3ud | tes3oude | t3soud | tsoud | tesoud | ts3oude | tes3o",
        10: "3[/e/a]chr[/e]t | 3achra | 3chra | 3echra | 3ashra | 3xra | 3eshra | 3acher"
        " | 3cher | 3achera | achra"
        " | 3shra | 3axra | 3chr | 3achr",
        11: "7dach | hdach | hdax | 7dax | 7dash | hdash | 7edach | hedach | hdache | 7dache"
        " | 7edash | 7dachr",
        12: "tnach | tnash | tnax | tnache | ttnach | tenach | itnach | tnaach | 6nach | tnachr"
        " | tna3ch",
        13: "tlettachr | tlettach | tlttach | tltach | telttach | tletach | tlata3ch | tlatach"
        " | teltach"
        " | tl6ach | tlettache | tltta3ch",
        14: "rb3tachr | rb3tach | reb3tach | rebtach | arb3tach | rbe3tach | rb36ach | rebatach"
        " | rbatach"
        " | rba3tach | reba3tach | reb3ttach | rbtach | arba3tach | rb3ttach",
        15: "khmstachr | khmstach | khamstach | khmestach | khemstach | 5mstach | 5amstach"
        " | xmstach"
        " | khms6ach | khmsttach | 5amsttach | khamsttach | khemsttach | 5emstach",
        16: "stachr | stach | settach | sttach | stash | s6ach | sttache | stache | setach"
        " | sstach",
        17: "sb3tachr | sb3tach | seb3tach | sbe3tach | sebtach | sbtach | sb36ach | sba3tach"
        " | sbatach"
        " | seba3tach | sab3tach | sb3ttach | sabtach | seb3ttach",
        18: "tmntachr | tmntach | tmentach | tmantach | tmenttach | tmn6ach | tmnttach"
        " | tmanttach | temntach",
        19: "ts3tachr | ts3tach | tes3tach | tse3tach | tsa3tach | tsatach | ts36ach"
        " | tesa3tach | ts3ttach"
        " | tas3tach | tes3ttach | tse3ttach",
        20: "3chrin | 3echrin | 3ichrin | 3achrin | 3shrin | 3xrin | 3echrine | 3ichrine"
        " | 3chrine | achrin | 3eshrin | ichrin | 3achrine | 3ishrin",
        30: "tlatin | tletin | tlatine | tlathin | telatin | tltin | tlatiin | tletine | talatin",
        40: "rb3in | reb3in | arb3in | rab3in | rb3ine | reb3ine | rba3in | arba3in | rbein"
        " | rb3iin | rebain | rabiin | arb3ine",
        50: "khmsin | khamsin | khemsin | 5msin | 5amsin | xmsin | khamsine | khmsine | khemsine"
        " | 5emsin | 5amsine | khmssin | khamssin",
        60: "settin | stin | sttin | settine | stine | setin | sitin | sittin | sstin",
        70: "seb3in | sb3in | sab3in | seb3ine | sb3ine | sba3in | sebain | sabin | sab3ine",
        80: "tmanin | tmanine | tmenin | tmnin | tmaniin | tamanin | tmaneen",
        90: "tes3in | ts3in | tis3in | tas3in | tse3in | tes3ine | ts3ine | tsa3in | tas3ine"
        " | tesin",
        100: "mya | miya | mia | myya | mi2a | meya | miyya | miat | myat | miyat | miaa | mayya"
        " | mieya | miyaa | mia2",
        200: "mitin | mytayn | mi2tayn | mitine | myatayn | miatayn | mitayn | myatin"
        " | miyatin | mytin | mi2atayn | miatin | miyatayn | mitein | miteen | myatain"
        " | mietin",
        1000: "alf | elf | alef | alaf | lelf | 2elf | elaf | 2alf | allaf | lalf | aalaf | 2alaf"
        " | laf | alfe"
        " | dalaf | dlalaf | d lalaf | lalaf",
        2000: "elfayn | elfin | elfein | alfayn | alfin | alfain | 2alfayn | alfein | alfen",
        1_000_000: "mlyoun | melyoun | mlyon | million | milyon | milyoun | mlayn | mleyen",
    },
    ordinals={
        1: "awal | awwal | awel | owel | الأول | اللول | الأولى | اللولة | lowel | lewel | loul"
        " | llowel | lowla | lwl"
        " | l owel | lwel | loula | لول | اللولى | لولة | لولا"
        " | lewla | lwla | lwelya | الولى | لولى",
        2: "التاني | الثاني | التانية | tani | ttani | tanya | tania | ltani | zawj",
        3: "التالت | الثالث | التالتة | talet | ttalet | talta | ltalet",
        4: "الرابع | الرابعة | rab3 | rabe3 | rabi3 | rrabe3 | lrabe3",
        5: "الخامس | الخامسة | khames | lkhames | 5ames",
        6: "السادس | السات | سادس | sades | ssat",
        7: "السابع | السابعة | sabe3 | sab3",
        8: "التامن | الثامن | tamen | ttamen",
        9: "التاسع | التاسعة | tase3 | ttase3",
        10: "العاشر | العاشرة | 3acher | l3acher",
    },
    fractions={
        30: "نص | ونص | نصف | nss | ness | nes | nos | noss | n[e/o/ou/u/i][sf/ssf] | nsf"
        " | nouss | nuss",
        45: "[tlt/telt/tlet/tlat/tlata/tlati][ d/ dyal/] [/l/el]r[b/bb/ou]a[3/a3] | "
        "[تلاتة/تلت/ثلاثة] [د /][رباع/الرباع]",
        15: "ربع | وربع | رباع | rb3 | reb3 | rbe3 | rba3 | rob3 | roub3 | rbo3 | rub3 | rbou3"
        " | arba3 dyal sa3a | rrbo3",
        20: "وتلت | وثلت | وتلوت | تلوت | تلت | ثلت | tulut | tolot | tlout",
        5: "وقسم | قسم | 9sem | 9sam | qsem | 9ssem | 9sm | qesm | 9essem",
        10: "[9/q][/e/a][s/ss]m[in/ayn/ein/ine] | قسمين | 9esmin | 9asmin | qesmin | 9smin"
        " | 9ismin | 9smayn | 9semayn | قسماين"
        " | qesmayn"
        " | 9esmayn",
    },
    points="فيرگول | فيرجيل | فيركول | فيركيل | فيرگيل | بوان | فاصلة | virgule | fasila",
    minus="ناقص | na9es",
    nothing=arabizi.NOTHING + " | "
    "والو | حتى واحد | حتى وحدة | ما كاينش | ماكاينش | ما عنديش | ماعنديش | walou | walo"
    " | 7ta wahed | hta wahed | 7ta wa7ed | makaynch | ma3ndich | ma 3ndich | makayn walo"
    " | ما كاين والو | [ما كاين/ماكاين/ما عندي/ماعندي/مكاين] حتى [واحد/وحدة/حد]"
    " | wallo | حتى شي واحد | ما عندي والو | بلا",
    units=arabizi.UNITS + " | yom | youm | yawm | "
    "فالسيمانة | فالنهار | فالعام | فالأسبوع | كل سيمانة | كل نهار | غنمة | غنمات | غنم"
    " | نعاج | معزة | بقرة | بكرة | دجاجة | دجاجات | دجاج | جاجة | جاج"
    " | فروج | شجرة | شجرات | سجرة | زيتونة | زيتونات | نخلة | نخلات | صندوق | خنشة | خناشي"
    " | خدام | خدامة | خدامين | حرفي | حرفية | معلم | راس [د الغنم/د البقر/ديال الغنم/ديال البقر]"
    " | [د/ديال] [الغنم/البقر/المعز/الدجاج/التعاونيات/الجمعيات/الشركات/الخدامة/الزيتون]"
    " | للكيلو | فالكيلو | لليترو | bent | banat | عام | عوام | سنة | سنوات | سنين | درهم"
    " | دراهم | واحد منهم | ولد | ولاد"
    " | دراري"
    " | وليدات | بنات | بنت | نفر | شخص | شهر | شهور | نهار | يام | أيام | ساعة | سوايع"
    " | ساعات | دقيقة | دقايق | سيمانة | سيمانات | كيلو | هكتار | مرا | عيالات | راجل | رجال"
    " | ناس | مرات | مرة | عضو | أعضاء | راس | ريوس | كيلومتر | متر | بيت | بيوت | ليام"
    " | فالمية | 3am | 3amm | 3wam | sna | snin | snine | dh | dhs | derhem | drahem | dirham"
    " | derham | wlad | drari | wlidat | bnat | bnt | nfer | chkhs | chher | chhar | chhour"
    " | nhar | yam | iyam | sa3a | swaye3 | d9i9a | d9aye9 | simana | simanat | kilo | hektar"
    " | hiktar | mra | mrat | 3yalat | rajel | rjal | nas | merrat | marrat | wahed fihom | km"
    " | kg | ans | an | dyal drari | ديال الدراري | ديال الولاد | ديال الناس | dyal nas"
    " | dyal nass | d nass | dnas | dnass | lwlad | lbnat | chhor | chouhour | ch8or | chhoura"
    " | dyal wlad | دالناس | د الناس | د الدراري | د الولاد | د البنات | د العيالات | دالولاد"
    " | دالدراري | d nas | l3am | العام | لعام | l 3am | f chhar | f chher | فالشهر | fchhar"
    " | fchher | f lchhar | drhem | drhm | dial nas | dial wlad | dyal lwlad | dyal lwlidat"
    " | ديال الوليدات | ديال البنات | ديال العيالات | d drari | d wlad | fl mya | f lmya"
    " | bnadem | دزيرية | 3adad | dlwlad | الوليدات | dlwlidat | dlbnat | nfar | نفار | فرد"
    " | أفراد | afrad | lafrad | fard | خوت | khout | خوتي | wliydat | weld | بنية | ولاد صغار"
    " | دالعيالات | ن دالناس | nsa | نسا | nssa | الافراد | lfrad | د الافراد | dyal lfrad"
    " | d lafrad | d lfrad | دالفراد | d lfamila | dlfamila | f lfamila | f l3a2ila | d lwlad"
    " | d lwlidat | d lbnat | d l3yalat | d lkhout"
    " | د لبنات | د لولاد | ديال لولاد | دلبنات | دلولاد | drahm | dl drari | ddrari"
    " | f mya | flmya | ف المية"
    " | hektarat | hektarate | dl hektar | d lhektar | hktar | d hektar | كيلوات"
    " | litro | itro | litrat | sa3at | شهورة | قنطار | 9antar | qentar | dl ghnem"
    " | نعجة | n3ja | ba9rat | بقرات | معزات | m3zat | d ryous | sana | sanawat | snawat"
    " | n3yalat | 3iyalat | l3yalat | hectar | hectarat | ektar | iktar | nsawin",
    doubtful_units="ريال | ريالات | سنتيم | فرنك | ryal | rial | riyal | ryalat | frank | santim"
    " | أورو | euro | euros | دولار | ألف ريال",
    years_old="عام | عوام | سنة | سنين | سنوات | 3am | 3wam | sana | sanawat | snawat | sna"
    " | snin | ans | an | 3amm | snine",
    fillers=arabizi.FILLERS + " | " + "b9aw liya | b9aw lia | khdama m3aya | "
    "عادي | 3adi | السن | السن ديالي | كنخلص | نمرة | را | راه | العدد ديالنا | ديالنا | كامل"
    " | المجموع"
    " | تزاديت[/ ف/ فعام/ عام/ سنة] | مزيود[/ة][/ ف/ فعام/ عام] | زايد[/ة] | تزدت | فيها | فيه"
    " | [فال/ف ]تعاونية"
    " | [فال/ف ]جمعية | فالشركة | فالدوار | فالورشة | فالحومة | barka"
    " | و صافي | وصافي | عندي | فعمري | عمري | ف عمري | كاين | كاينين | حنا | عندنا"
    " | هو | هما | غير | برك"
    " | ديال | د | فيهم | كاملين | الله يبارك | وصلت | درت | درنا | 3ndi | 3andi | 3endi"
    " | f3omri | 3omri | fe3mri | f3mri | kayn | kaynin | 7na | hna | 3ndna | ghir | ghi | brk"
    " | dyal | dial | d | de | men | rani | ana | houma | fiha | fihom | 3omri houwa | j ai"
    " | ila | kamlin | f 3mri | f 3omri | 3mri | ana f 3mri | 3mri ana | f3mri ana | rah"
    " | raha | rahom | fi 3omri | wahd l3adad | weld | wld | f dar | فالدار | fdar | f ddar"
    " | fddar | lfamila | f l3a2ila | العائلة | فالعائلة | l3a2ila fiha | weldi | ولدي"
    " | dyawli | dial dar | حنايا | 7naya | ana w | fi3mri | 3amri | f 3amri | kolna | كلنا"
    " | daba | دابا | hna kolna | bark | bara | berk | w safi | o safi | الحمد لله | والحمد لله"
    " | lhamdolah | lhamdollah | hamdollah | hamdoullah | l7amdolah | lhamdoulilah | lhamdulillah"
    " | ما شاء الله | machallah | إن شاء الله | inchallah | ncha2allah | tbarkellah | آه | ah | إيه"
    " | iyeh | نعم"
    " | db | b lwalidin | blwalidin | b lwalidin dyawlna | بالوالدين | بيا | biya"
    " | bia | m3aya | معايا | n nas | l3adad howa | kanbalegh | kanbalegh men l3omr"
    " | hna f dar | daba 3ndi | صافي | safi | hnna | 7nna"
    " | kmelt | kemmelt | كملت | dkhelt f | دخلت ف | 9felt | قفلت",
    about="من غير | ماعدا"
    " | تقريبا | شي | حوالي | كتر من | قل من | يمكن | ما بين | بين | taqriban | ta9riban"
    " | chi | 9el mn | kter mn | ktr mn | ymken | yemken | environ | bin | ma bin | 7awali"
    " | hawali | t9riban | ta9ribane | أكثر من",
    either="ولا | أولا | حتى | لا | wla | wela | ola | oula | hta | 7ta | 7ata | ou | tal | تال"
    " | ta | أو",
    months={
        1: "يناير | جانفي | yanayir | yanayer | janvier | ynayer | ynair | yennayer | yanair"
        " | جانفيي | janvi | janfi | ynayr",
        2: "فبراير | فيفري | fibrayr | fivrier | febrayer | fbrayer | fibrayer | febrayr"
        " | fevrier | fbrayr | فبرير | فيفريي | fevri | fivri | fevrié | febrair | fbrair",
        3: "مارس | mars | mares | marss",
        4: "أبريل | ابريل | abril | avril | ebril | abrile | april | 2abril | إبريل | أفريل"
        " | ibril | avrile | ebrile",
        5: "mey | mei | ماي | may | mai | mayy | مايو | maj | mayo | mayou | mayyo",
        6: "jouin | jwan | jwin | يونيو | yonyo | younyou | juin | yunyu | yonio | younyo"
        " | yonyou | yunio | جوان | جوين",
        7: "يوليوز | يوليو | yolyoz | youlyouz | yulyuz | juillet | yoliouz | youlyoz | yolyouz"
        " | yuliuz | yolyo | جويي | جويلية"
        " | joyi | juyi | joyié | jouillet | joyet | joulyet | juiyet",
        8: "غشت | ghocht | ghoucht | out | aout | ghucht | ghosht | ghchet | ghecht | 8ocht"
        " | أوت | غوشت | ghouchte | gocht | ghechet | ghcht | rocht | aoute | ghuchet",
        9: "شتنبر | chotanbir | choutanbir | septembre | chtanbir | chutanbir | chtnber"
        " | septembr | shotanbir | choutenbir | chotamber | chtanber | شوتنبر | شتمبر | سبتمبر"
        " | sebtambre | sebtambr | ctanbir | chotenbir",
        10: "أكتوبر | oktobr | oktober | octobre | oktoubr | october | ouktoubr | oktobar"
        " | 2oktobr | oktoubar | اكتوبر | uktubr | okotbr | oktobre",
        11: "نونبر | nowanbir | nouwanbir | novembre | nwanbir | nuwanbir | nouanbir | nwanber"
        " | nowanber | nouwamber | novanbir | نونمبر | نوفمبر | nounbir | nouvembre | nofambr"
        " | novambre",
        12: "دجنبر | dojanbir | doujanbir | decembre | djanbir | dujanbir | djnber | dojamber"
        " | dojanber | doujanber | djanber | دوجنبر | ديسمبر | dicembre | dejanbir | desambre"
        " | decambre | dijanbir | dojenbir",
    },
    month_markers="شهر | شهور | chhar | ch8er | chher | cher | ch8ar | chhr | chahr | ch7ar"
    " | shher | shhar | ch her | sh8er | ch8r | chehr",
    weekdays={
        0: "التنين | تنين | الاتنين | لتنين | tnin | ltnin | letnin | ttnin | nhar tnin | tnine"
        " | etnin | itnin",
        1: "التلات | التلاتا | لتلات | tlat | ttlat | tlata | tleta | ltlat | ttlata | lt tlat"
        " | تلات",
        2: "[نهار/يوم] الربع | الأربع | لاربع | الاربعا | larb3 | larb3a | arb3 | larba3"
        " | l arb3 | larbe3"
        " | lareb3 | larbaa | أربع | لربع | l2arb3a | nhar l2arb3a | l2arbi3a | arbi3a"
        " | l arb3a | l arba3 | arba3 | lareb3a",
        3: "الخميس | لخميس | lkhmis | khmis | l5mis | 5mis | lkhmiss | lekhmis | khmiss"
        " | elkhmis | lxmis | nhar lkhmis | yawm lkhmis",
        4: "الجمعة | جمعة | لجمعة | jem3a | jm3a | jom3a | ljem3a | jemaa | jam3a | ljm3a"
        " | joum3a | jmou3a | jumua"
        " | [/l/nhar ]j[/e/o/u/ou][m/mm][/o/ou/u]3a",
        5: "السبت | سبت | سبت | sbt | sebt | ssbt | ssebt | sabt | lsbt | essebt",
        6: "الحد | لحد | الأحد | l7ed | lhed | 7ed | l7ad | lhad | l7edd | 7ad | el7ed | lahad",
    },
    days={
        0: "ليوم | اليوم | ليوما | lyoum | lyom | lioum | lyum | alyoum | lyouma | liyoum"
        " | [l/li/el]y[o/ou/u]m[/a/e] | lyoume | liom | lyoum hada | daba | had nhar"
        " | هاد النهار | nharna"
        " | db lyouma | db lyoum | daba lyouma | daba lyoum | دابا ليوم",
        1: "غدا | غدا إن شاء الله | غذا | غدّا | ghedda | ghda | gheda | ghadda | ghdda"
        " | ghada | 4da | 8da | rda | ghdaa | gdda | غدة | gda | ghedwa | 8dda"
        " | ghada inchallah"
        " | [/l][gh/r/8/g][/e/a][d/dd][a/wa/ewa]"
        " | 8edda | ghdwa | ghdd | 8ada | ghedaa",
        2: "بعد غدا | بعد يومين | من هنا يومين | من هنا نهارين | mn hna yomayn"
        " | mn hna youmayn | بعد غذا | من بعد غدا | بعد غدة | b3d ghedda | ba3d ghedda"
        " | be3d ghedda | b3d ghda | ba3d ghda | be3d ghda | b3d gheda | ba3d ghada"
        " | mn b3d ghedda | mn b3d ghda | b3d ghada | be3d ghadda | b3d ghadda | mor ghda"
        " | mor ghedda | mora ghda | مور غدا | b3d 8da | من ورا غدا | bead ghda"
        ""
        " | [b3d/ba3d/be3d/mor/mora/mn b3d/men b3d] [gh/r/8/g][/e/a][d/dd][a/wa/ewa]"
        " | [b3d/ba3d/be3d/b3ed/men b3d/men be3d/men ba3d/mn ba3d/mn be3d/mn b3ed] [ghedda/ghdda/"
        "ghda/gheda/ghadda/ghada/ghedwa/8da/8edda/gda/gdda]",
        7: "[من هنا/من دابا/بعد] سيمانة | [من هنا/من دابا] أسبوع",
        -7: "هادي [سيمانة/أسبوع]",
        -1: "لبارح | البارح | لبارحة | lbareh | lbare7 | lbar7 | lbarh | lbarah | bareh"
        " | bare7 | lbara7 | elbareh | albareh | lbare7a | elbare7 | lber7 | lbar3h | el bareh"
        " | البارحة | bara7",
        -2: "هادي [يومين/يوماين/نهارين/نهاراين] | ول البارح | أول البارح | ولبارح | wlbareh"
        " | wl lbareh | wel lbareh | wlbare7"
        " | wl lbare7 | lowl lbareh | wl bare7 | wl bareh | wel bare7 | ول لبارح | 9bel lbareh"
        " | [/l][wl/wel/wal/owel/awel/awwel/owl/ouel/ouwel] [/l/el ]bar[/e/a/i][h/7]",
    },
    coming="[/l/li l/lli l/li /lli /elli ]ja[y/yy/ya/yya/ia] | [/l/li /lli ]ma[jya/jia/ji]"
    " | الجاي | الجاية | اللي جاي | اللي جاية | الماجي | هاد | القادم | المقبل | jay"
    " | ljay | li jay | lli jay | jaya | li jaya | had | jayy | lmaji | lijay | majia | لي جاي"
    " | جاي | lmo9bil | lmoqbil | lmouqbil | المقبلة | jayya"
    " | هادا | hada | hadi li jaya",
    following="prochain",
    beyond="[اللي/لي] [موراه/موراها/من بعد/من بعدو/من بعدها/بعدو]"
    " | [li/lli] [mourah/morah/mn b3d/men b3d/mn b3do/b3d]",
    past="[اللي/لي] [فاتت/دازت] | الفايتة | [li/lli] [fatt/fatet/dazt/dazet] | اللي فات"
    " | لي فات | الفايت | اللي داز | الماضي | li fat | lli fat | li daz | lifat"
    " | lfayt | fat | lli daz | [/li /lli /elli ]fat[/t/et/at/ete] | lfayta | lfaita"
    " | [/li /lli /elli ]daz[/t/et/at]",
    weeks={
        0: "هاد السيمانة | هاد سيمانة | فهاد السيمانة | had simana | had smana | fhad simana"
        " | had ssimana",
        1: "السيمانة الجاية | سيمانة الجاية | السيمانة اللي جاية | simana jaya | simana ljaya"
        " | smana jaya | simana li jaya | ssimana jaya | ديال السيمانة الجاية | dyal simana jaya"
        " | d simana jaya | simana lli jaya | fsimana jaya | السيمانة الماجية",
        -1: "السيمانة اللي فاتت | السيمانة الفايتة | simana li fatet | simana lli fatt"
        " | simana li fatt | simana lfayta | simana lli fatet | السيمانة لي فاتت",
    },
    date_fillers=arabizi.BORN
    + " | ana | زدت | زديت | تزدت | مزيود | مزيودة | زايد | زايدة | نهار | يوم | عام | ف"
    " | فعام | ديال | د | من | فنهار | ليوم ديال | تزاديت"
    " | تزاديت ف | تزاديت نهار | إن شاء الله | سنة | نهار ديال | nhar | youm | 3am | f | fe"
    " | d | dyal | dial | mn | men | tzadit | tzadit f | inchallah | nchallah | fnhar | f3am"
    " | sna | nhar d | l | fi | le | date | في | n | zadt | zadt f | yawm | t9ad | tzadit 3am"
    " | date de naissance | تاريخ الميلاد | dyal 3am | du | zdt"
    " | tzadt | tzadite | tzadyt | tzaditt | tzatit | mzyoud | mzad | tzadina"
    " | tzadit nhar | إنشاء الله | انشاء الله | نشاء الله | إنشاالله | غادي نجي"
    " | ghadi nji | nji | نجي | غادي نكون | ghan ji | ghanji",
    day_units="yom | youm | yawm | يام | أيام | نهار | يوم | yam | iyam | nhar | ayam | youm"
    " | ليام | jours | jour",
    week_units="سيمانة | سيمانات | simana | simanat | smana | سوامن",
    ahead="[/mn ]mora | mor | من هنا | من دابا | بعد | من بعد | mn hna | men hna | mn daba"
    " | mn b3d | b3d"
    " | men daba | mn hna l | من هنا ل | ba3d",
    ago="هادي | قبل | hadi | 9bel | hadi chi",
    parts={
        "morning": "صباح | فالصباح | الصباح | د الصباح | ديال الصباح | sbah | sba7 | fsbah"
        " | [/d /f ]sb[e/a][h/7] | fsba7 | f sbah | f sba7 | d sbah | d sba7 | dyal sbah"
        " | dyal sba7 | ssbah | fe sbah"
        " | f ssbah | fssbah | fsbeh | d ssbah | dssba7 | dsbah | dsba7 | bekri | بكري | فصباح"
        " | الفجر | fjer | lfjer | lfjr | f ssba7 | fjr",
        "noon": "وسط النهار | الظهر | فالظهر | wst nhar | west nhar | dohr | ddohr | fdohr"
        " | dhor | d dohr | f dohr | d nhar | dnhar | د النهار | فالنهار",
        "afternoon": arabizi.AFTERNOON
        + " | [من بعد/بعد/من ورا/مور] [الظهر/العصر/الزوال/الغدا/الغذا/صلاة العصر]"
        " | العشية | فالعشية | د العشية | ديال العشية | عشية | العصر | فالعصر"
        " | 3chiya | l3chiya | f3chiya | fl3chiya | d l3chiya | dl3chiya | f l3chiya"
        " | dyal l3chiya | 3chia | l3chia | fl3chia | d 3chiya | dyal 3chiya | f 3chiya"
        " | 3chiyya | 3shiya | l3shiya | 3ser | l3ser | f l3ser | fl3ser | 3asr | l3asr"
        " | l3echiya | 3echiya | d l3chia | من بعد الغدا | mn b3d lghda | l3achiya | fl3achiya"
        " | d l3achiya | dial l3chiya | ديال لعشية | لعشية | la3chiya | 3achia | l3achia"
        " | [/mn /men ][b3d/ba3d/be3d] [/d][dhor/dohr/dhour/dhohr/zwal] | mor lghda"
        " | mora lghda | مور الغدا | بعد الغدا | l3chya | 3chya | de l apres midi",
        "evening": "المغرب | فالمغرب | lmghreb | lmaghrib | maghrib | mghreb | المسا | فالمسا"
        " | soir | du soir | lmghrib | d lmghreb | d lmaghrib | f lmaghrib",
        "night": "الليل | فالليل | د الليل | ديال الليل | بالليل | lil | flil | f lil | d lil"
        " | dlil | dyal lil | bellil | llil | f llil | d llil | fllil | dyal llil | lilan | lel"
        " | f lel | blil"
        " | dl lil | del lil | dial lil | dial llil | d lila",
    },
    hours={
        1: "الوحدة | lwehda | lwe7da | lwa7da | lwahda | wehda | الواحدة | lw7da | lwhda",
        2: "الجوج | ljouj | ljoj",
        3: "التلاتة | ttlata | tlata",
        4: "الربعة | rreb3a | larb3a | rrb3a",
        5: "الخمسة | lkhamsa | lkhmsa | l5amsa",
        6: "الستة | ssetta | ssta | sstta",
        7: "السبعة | sseb3a | ssb3a",
        8: "التمنية | ttmenya | ttmenia | ttmnya",
        9: "التسعود | ttes3oud | tts3oud",
        10: "العشرة | l3achra | l3chra | l3echra",
        11: "الحداش | الحضاش | l7dach | lhdach",
        12: "الطناش | التناش | ttnach | ltnach",
        1200: "وسط النهار | نص النهار | فوسط النهار | wst nhar | nss nhar | west nhar | midi"
        " | ness nhar | f wst nhar",
        2400: "نص الليل | نص ليل | nss lil | ness lil | nss llil | minuit | ness llil"
        " | [nss/ness/nos/noss/nes/nsf/nesf/nouss/nuss] [/l/el ]l[i/ay/ei]l",
    },
    clock_fillers="مع | الساعة | ساعة | على | ف | م3 | m3a | ma3a | m3 | sa3a | ssa3a | f"
    " | 3la | l | m3a l | m3a sa3a | f sa3a | مع الساعة | نيشان | nichan | nishan | تماما"
    " | pile | à | h | d | dyal | dial | ديال | د | fl | de | la | حوالي الساعة نيشان"
    " | إن شاء الله | انشاء الله | إنشاء الله | بإذن الله | نشاء الله | inchallah"
    " | nchallah | inchaallah | inshallah | incha allah | ncha lah | ncha allah",
    minute_units="دقيقة | دقايق | دقيقه | d9i9a | d9aye9 | d9i9at | dqiqa | d9ay9 | min | mn",
    less="قل | إلا | gha | 9ell | qel | 9ll | gel | 9al | qal | 9el | 9l | 9elle | qell | lla | ila"
    " | ella | غير | ghir | غي | 9all | ela | llla | illa | ilaa | lala | إلى إلا",
    negations="لا | ما | ماشي | غير | بلا | حتى | machi | ma | la | bla | ghir | 7ta | mashi"
    " | pas | sans | non | ليس",
    numbering="رقم | النمرة | نمرة | الرقم | الاختيار | الجواب | nmra | nemra | ra9m | numero"
    " | lkhiyar | jawab | no | n | lm9 | raqm | rqm | rakm | r9m | rra9m | ra9em | nimiro | نيميرو"
    " | ljawab | nnemra | nmera | lkhtiyar | ikhtiyar | choix | le | l",
    choice_fillers="[7sen/hsen/7san/ahsan/a7san/a7sen] [liya/lia] | saknaf | fach | nhar | نهار"
    " | يوم | youm | fl | f l | fel | kankhdem f | khdam f | khdama f"
    " | مازال غير | باقي غير | عندي غير | وصلت | وصلت حتى | قريت | قريت حتى | كندير | كنستعمل"
    " | كنركب | كنمشي | كنجي | فيه | فيها | من عند | كنخدم ف | خدام ف | خدامة ف"
    " | أنا | هو | هي | ف | من | بغيت | كنسكن | ساكن | ساكنة | كنختار | جهة | ديال"
    " | ana | f | fi | mn | bghit | sakn | saken | sakna | kankhtar | dyal | jiha | d | le | l"
    " | rani | howa | hiya | houwa | kanskon | إقليم | مدينة | الجهة | عمالة | مستوى | ساكن ف"
    " | wahd | katskon | niveau | المستوى | lmostawa | 3ndi | عندي | khtarit | khtart | nkhtar"
    " | khtar | ghadi nkhtar | ختاريت | ختارت | نختار | ختار | ljawab | jawab | ljawab dyali"
    " | الجواب | الجواب ديالي | انا | bghit had | had | هاد | lih | كنقول | kangol"
    " | jihat | jihet | daba | دابا | hna | hadi | b | bl | b l | bel | bi | نفضل | kanfddel"
    " | kanfdel | nfdel"
    " | كنفضل | ليا أنا"
    " | إن شاء الله | انشاء الله | إنشاء الله | بإذن الله | نشاء الله | inchallah"
    " | nchallah | inchaallah | inshallah | incha allah | ncha lah | ncha allah",
    last="الأخير | اللخر | اللخرة | اللخراني | lekher | lakher | lkher | akhir wahed | lekhrani"
    " | lakhrani | lekhra",
    everything="كلهم | كلشي | كولشي | كاملين | الكل | kolchi | koulchi | kolhom | kamlin | kolxi"
    " | kulchi | koulhom",
    affirms=arabizi.AFFIRMS + " | "
    "ana khdam | ana khdama | أنا خدام | أنا خدامة | عندي | عندنا | كاين | كاينة | كاينين"
    " | خدام | خدامة | كنخدم | خدمت | 3ndi | 3andi"
    " | 3ndna | kayn | kayna | kaynin | khdam | khdama | kankhdem | khdamt | قريت | كنقرا"
    " | dert | درت | kan9ra | 9rit | n9der | نقدر | نعرف | kan3ref | كنعرف | بصح | bsa7 | bse7",
    denies=arabizi.DENIES + " | "
    "ما بغيتوش | ما بغيناش | ما بغاتش | ما كاينش عندنا | ma3ndich hta haja | ma3ndi ta haja"
    " | ma3ndi hta haja | ma3ndi walo | ma 3ndi walo"
    " | ما عندي والو | ماعندي والو | ma bghit walo"
    " | ما بغيت والو | ما عنديش | ماعنديش | معنديش | ما عندناش | ما كاينش | ماكاينش"
    " | ما كاين والو | والو"
    " | ما خدامش | ما خداماش | ما خدمتش | ما كنخدمش | ما كنقراش | ما قريتش | ما درتش | عمري"
    " | عمرني | لا عمري | حتى حاجة | ma3ndich | ma 3ndich | ma3andich | ma 3andich | ma3ndnach"
    " | makaynch | ma kaynch | makayn walo | walo | walou | wallo | makhdamch | ma khdamch"
    " | makhdamach | ma khdamach | makhdamtch | ma khdamtch | makankhdemch | ma kankhdemch"
    " | makan9rach | ma kan9rach | ma9ritch | ma 9ritch | madertch | ma dertch | 3omri | 3amri"
    " | 3omrni | hta haja | 7ta 7aja | ما كنعرفوش | ma n9derch | أبدا | abadan"
    " | مكاينش | مكاين والو | مكاين | ماكاين | ماكاين والو | معندناش | معندي والو"
    " | مخدامش | مخداماش | مقريتش | ماخدمتش | مخدمتش | makayn | makaynch walo"
    " | ma3ndinach | m3ndich | m3endich | mkaynch | ma kaynach | makaynach | ma3nduch"
    " | ما عندي حتى حاجة | ماعندي حتى حاجة | معندي حتى حاجة | ما عندي حتى واحد"
    " | ما كاين حتى واحد | ما كاين حتى حاجة | ma kan3refch | makan3refch"
    " | ma kan3rfch | ما كنعرفش | ماكنعرفش | مكنعرفش | makayn hta wahed"
    " | makayn ta wahed | makayn hta haja | ma kayn hta haja | ma kayn ta haja"
    "",
    hedges="سؤال | مشكل | soual | mochkil | mouchkil | ولكن | والاكين | لكن | واقيلا | يمكن"
    " | شوية | ماشي ديما | مرة مرة | بعض المرات"
    " | ولا | حتى نشوف | نشوف | غير | من بعد | إلا | walakin | walakine | walaynni | lakin"
    " | mais | wa9ila | waqila | ymken | yemken | chwya | chouya | chwiya | machi dima"
    " | mra mra | merra merra | ba3d lmerrat | wla | wela | ola | hta nchof | 7ta nchof | ghir"
    " | mn b3d | men b3d | ila | ida | non | oui | peut etre | parfois | machi | ماشي | مازال"
    " | mazal | قريب | taqriban | تقريبا | bzaf machi",
    wishes="wa | bghitkom | bghitek | bghitk | khasskom | "
    "بغيت | باغي | باغية | بغينا | خاصني | ممكن | واش ممكن | نقدر | واش نقدر | يالاه"
    " | عافاك | bghit | bghina | baghi | baghya | khasni | khassni | khasani | momkin | mumkin"
    " | momken | wach momkin | n9der | n9dar | wach n9der | yallah | yalah | 3afak | je veux",
    objects=arabizi.OBJECTS
    + " | على [هادي/هاد السؤال/هادشي/هاد الشي/السؤال] | عليه | عليها | هادي | هاد السؤال"
    " | السؤال | دابا | عليا | ليا | لينا | من هنا | صافي | هادشي"
    " | hadi | had so2al | had soual | had sou2al | so2al | soual | sou2al | daba | lia | liya"
    " | lina | 3lia | 3liya | mn hna | safi | hadchi | a khti | a khoya | l had so2al | dyali"
    " | فهاد السؤال | f had so2al | f had soual | had lmessage | هاد الميساجات | دغيا | bzerba"
    " | l so2al",
    until="l | ل | 7ta l | hta l | حتى ل | tal | 7tal | jusqu’à",
    bounds="mn | men | hta | 7ta | من | حتى | تال",
    aged="فعمري | عمري | ف عمري | f3omri | 3omri | fe3mri | f3mri | fi 3omri | 3omri houwa"
    " | f 3mri | f 3omri | 3mri | ana f 3mri | 3mri ana | f3mri ana | fi3mri | 3amri | f 3amri",
    pronouns="ليا | لينا | عافاك | عافاكم | شي | هاد | lia | liya | lina | had | 3afak | 3afakom"
    " | chi | a | l | walah | wallah | wlah | والله | 3likom | عليكم | lik | ليك | likom"
    " | ليكم",
)
