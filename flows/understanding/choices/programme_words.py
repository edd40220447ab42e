"""Labels of the programmes' own lists in Arabic, Darija and French, as people say them.

A list whose labels are in one language is answered in another as well.
"""

PROGRAMME_WORDS = (
    "rural | milieu rural | وسط قروي | الوسط القروي | فالبادية",
    "urbain | milieu urbain | وسط حضري | الوسط الحضري | فالمدينة",
    "alphabétisation | محو الأمية | محاربة الأمية | m[o/ou/]7ar[a/]bat l[o/ou]miya",
    "lycée | lycée ou bac | ليسي ولا باك | ليسي | الليسي | lisi | lissi | lyci",
    "union de coopératives | اتحاد تعاونيات | اتحاد التعاونيات",
    "incubateur | حاضنة | الحاضنة",
    "organisme public | مؤسسة عمومية | établissement public",
    "recherche | بحث | البحث | recherche scientifique | البحث العلمي",
    "président | présidence | الرئيسة أو الرئيس | الرئيسة ولا الرئيس",
    "gestion | التسيير | gérant | gérante | مسير | مسيرة",
    "salarié | salariat",
    "diagnostic | diagnostic stratégique | تشخيص | تشخيص استراتيجي",
    "formation | formation sur mesure | تدريب متخصص | تدريب",
    "coaching | coaching personnalisé | توجيه شخصي | مواكبة | مواكبة شخصية | accompagnement",
    "assistance technique | مساعدة تقنية",
    "étude du projet | دراسة المشروع | كنوجد [المشروع/مشروعي/المشروع ديالي/البروجي]"
    " | kanw[e/]j[e/][d/dou] [lprojet/lproje/lproji]",
    "lancé récemment | انطلق حديثا | [عاد/يالاه] [بديت/بدينا] | [3ad/yalah/yallah] [bdit/bdina]"
    " | je viens de commencer | on vient de commencer",
    "génère un revenu | يدر دخلا | كيدخل [الفلوس/فلوس/لفلوس]",
    "en croissance | في توسع | كيكبر",
    "voix | ميساجات صوتية | ميساج صوتي",
    "texte gros ou simple | نص كبير أو مبسط | كتابة كبيرة ولا ساهلة",
    "langue des signes | لغة الإشارة | لغة الاشارات | la langue des signes",
    "accès fauteuil | ولوجيات | الولوجيات | accès fauteuil roulant",
    "transport | ترونسبور | الترونسبور",
    "garde d’enfants | رعاية الأطفال | شي حد يعس الدراري | la garde d’enfants",
    "accompagnant | accompagnante | مرافق | مرافقة",
    "midi | ظهرا | الظهر",
    "smartphone | téléphone intelligent | هاتف ذكي | تيليفون سمارت | tilifon smart",
    "téléphone partagé | هاتف مشترك | تيليفون مشترك | portable partagé",
    "bon | bonne",
    "mauvais | faible | عيان | عيانة",
    "vidéo | la vidéo | production et montage vidéo | إنتاج الفيديو | الفيديو | فيديو"
    " | montage vidéo",
    "rédaction de contenu | كتابة المحتوى | كتابة المحتوى الرقمي | la rédaction | rédaction"
    " | كتابة محتوى",
    "marketing | le marketing | stratégies marketing | التسويق | استراتيجيات التسويق",
    "pratiques durables | ممارسات مستدامة | فلاحة مستدامة",
    "techniques modernes | تقنيات حديثة | تقنيات جداد",
    "commercialisation | تسويق [المنتجات/المنتوجات/المنتوج] | بيع [المنتوج/المنتوجات]"
    " | la commercialisation",
    "légumineuses | القطاني | قطاني | les légumineuses",
    "arganier | argan | argane | الأركان | أركان",
    "viandes rouges | viande rouge | اللحوم الحمراء",
    "poules | الدواجن | دواجن",
    "arboriculture | الأشجار المثمرة | arbres fruitiers",
    "câprier | câpres | الكبار",
    "caroubier | caroube | الخروب | خروب",
    "quinoa | الكينوا | كينوا",
    "cuir | le cuir | الجلد",
    "bois | le bois | الخشب",
    "couture et broderie | الخياطة والطرز",
    "vannerie | السلالة",
    "métaux | المعادن",
    "bijoux | الحلي",
    "cosmétiques | مستحضرات تجميل محلية",
    "terroir | منتوجات محلية | produits du terroir",
    "localement | محليا | فالسوق",
    "magasin | متجر | حانوت | الحانوت",
    "foires | foire | معارض | المعارض | المعرض",
    "en ligne | عبر الإنترنت | فالأنترنيت",
    "export | l’export | exportation | التصدير | تصدير",
    "pas encore de vente | مازال ما كنبيعوش | لا نبيع بعد | je ne vends pas encore",
    "emploi salarié | عمل مدفوع الأجر | [خدام/خدامة] [بالأجرة/بالخلاص/بصالير]"
    " | [khdam/khdama/khddam/khddama] b [lkhlas/lkhlass/salaire/lojra/salir]",
    "activité propre | نشاط خاص | خدمة ديالي",
    "aide familiale | عمل عائلي | كنعاون [العائلة/دارنا]",
    "sans activité | ما [خدامش/خداماش] حاليا | ma [khdamch/khdamach] [daba/7aliyan]"
    " | ma[khdamch/khdamach] [daba/7aliyan] | gals[/a] bla khdma"
    " | ga3[ed/d/da] bla khdma | [جالس/جالسة/گالس/گالسة/كالس/كالسة] بلا خدمة",
    "moins | أقل | قل | 9al | 9ell",
    "pareil | نفسه | بحال بحال | [b7al/bhal] [b7al/bhal] | kif kif | نفس الشيء | نفس الشي",
    "plus | أكثر | كثر | كتر",
    "je préfère ne pas dire | je préfère ne pas répondre | أفضل عدم الإجابة | ما بغيتش نجاوب",
)
"""As `synonyms` writes them: the first phrase of a group is its meaning."""

NARROWER = {
    "smartphone": "téléphone",
    "licence": "université",
    "master": "université",
    "doctorat": "université",
    "grand taxi": "taxi",
    "petit taxi": "taxi",
    "agadir": "souss",
    "taroudant": "souss",
    "oujda": "l’oriental",
    "nador": "l’oriental",
    "ouarzazate": "drâa",
    "errachidia": "drâa",
    "zagora": "drâa",
    "essaouira": "marrakech",
    "el jadida": "casablanca",
    "settat": "casablanca",
    "mohammedia": "casablanca",
    "kénitra": "rabat",
    "salé": "rabat",
    "khouribga": "béni mellal",
    "azilal": "béni mellal",
    "khénifra": "béni mellal",
    "taza": "fès",
    "ifrane": "fès",
    "meknès": "fès",
    "larache": "tanger",
    "chefchaouen": "tanger",
    "tétouan": "tanger",
}
"""Where no option is that, one may be what it is a kind of."""

ALSO = {
    "smartphone": "smartphone",
    "boutique": "magasin",
    "الاثنین": "weekday 0",
    "الاتنین": "weekday 0",
}
"""Phrases with a second meaning, for a list that has not the first."""
