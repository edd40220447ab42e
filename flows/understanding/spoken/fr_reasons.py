"""An answer that French gives a reason for, or sets against another: *pas jeudi, vendredi*."""

import re

_REASON = re.compile(
    r"\s*[,.;(-]?\s+(?:par(?:ce|se)\s?qu(?:e\b|['’])|p(?:c|s)q(?:ue)?\b|p(?:ar)?sk[eé]?\b|paske?\b"
    r"|puisqu(?:e\b|['’])|vu\s+qu(?:e\b|['’])|(?<!en )(?<!le )(?<!un )(?<!par )(?<!du )car\s+"
    r"(?=(?:je|j['’]|on|nous|mon|ma|mes|il|elle|c['’]|le|la|les|avant|apr[eè]s)))",
    re.IGNORECASE,
)
"""*Car* is a bus as well."""


def before_reason(text: str) -> str:
    """Return what stands before the reason, or "" without one."""
    found = _REASON.search(text)
    return text[: found.start()].strip() if found else ""


_INSTEAD = re.compile(
    r"^(?:non\s*,?\s*)?pas\s+(.{2,30}?)\s*(?:,|\bmais\b|\bplut[oô]t\b)\s*"
    r"(?:mais\s+|plut[oô]t\s+)?(.{2,40})$",
    re.IGNORECASE,
)


def instead(text: str) -> tuple[str, str] | None:
    """Return what is denied and what stands in its place, or None."""
    found = _INSTEAD.match(text.strip())
    return (found[1], found[2]) if found else None
