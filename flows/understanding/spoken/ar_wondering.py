"""Questions back about what a question means: «شنو معنى هادشي», «ماذا تقصدون», ``chno ma3na``."""

import re

SPOKEN = ("ar", "ary")
_WHAT = "شنو|اشنو|شنهو|اش|آش|شنی|ماذا|ما|چنو"
_ASKS = re.compile(
    rf"(?:(?:یعنی|و|ولکن|واش|عفاک|عافاک|من فضلکم|سمح لی|لم افهم|ما فهمتش) )?(?:"
    rf"(?:{_WHAT}) (?:هو |هی |هو ال)?(?:معنی|المعنی|معنا|المقصود|مقصود)(?: .+)?"
    rf"|(?:{_WHAT}) (?:کتعنی|کیعنی|کتعنیو|یعنی|تعنی|تعنون|تقصد|تقصدون|تقصدین|کتقصد|کتقصدو|کتقصدی"
    r"|بغیتی تقولی|بغیتو تقولو|کتقولو)(?: .+)?"
    r"|(?:فسر|فسری|فسرو|شرح|شرحی|شرحو|اشرح|اشرحی|اشرحوا|وضح|وضحی|وضحو|وضحوا|فهمنی|فهمونی|فهمینی)"
    r"(?:وا|و)?(?: ?(?:لی|لیا|لنا|لینا))?(?: (?:هاد |هذا )?(?:السوال|هادشی|هادی|اکثر|کتر|شویه))?"
    r"|کیفاش یعنی|یعنی شنو|یعنی ماذا|یعنی کیفاش"
    r"|(?:chno|chnou|ach|achno) (?:ma3na|m3na|ma3nah|ka[ty]3ni)"
    r"(?: .+)?)"
)
_LONGEST = 60


def wonders(said: str) -> bool:
    """Return whether a folded message asks what the question, or a word of it, means."""
    return len(said) <= _LONGEST and _ASKS.fullmatch(said) is not None
