"""How often, in more words than the chief ones: «مرة كل شهر», «سنويا», ``mra f l3am``."""

FREQUENCIES = (
    "une fois par an | une fois par année | 1 fois par an | chaque année | chaque an | tous les ans"
    " | annuel | annuellement | سنويا | كل سنة | كل عام | مرة في السنة | مرة في العام"
    " | مرة واحدة في السنة | مرة واحدة في العام | مرة كل [سنة/عام] | مرة فالعام | مرة فالسنة"
    " | mra f l3am | merra f l3am | kol 3am | kul 3am | سالی یک بار | سالی یک‌بار | سالی یه بار"
    " | هر سال | سالانه | yearly | annually | once a year | every year",
    "une fois par mois | مرة كل شهر | مرة واحدة كل شهر | مرة في كل شهر",
    "une fois par semaine | مرة كل أسبوع | مرة كل سيمانة | مرة واحدة كل أسبوع | مرة في كل أسبوع",
    "chaque jour | مرة في اليوم | مرة كل يوم | مرة كل نهار | مرة فالنهار",
)
"""The first phrase names the meaning; some of them name one that has other words elsewhere."""
