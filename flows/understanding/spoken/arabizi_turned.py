"""What turns an answer in Latin Darija when it stands before it: *if*, *anything but*, *no way*."""

from collections.abc import Sequence

from flows.understanding.lexicon import words

_TURNING = words(
    "ila | ida | lokan | loukan | lo kan | lou kan | kon | koun | yarit | yalit | lawah | lawh"
    " | [mn/men/min] [ghir/ghi/gher/ghr/bghir/bla] | [kolchi/kulchi/koulchi] [/mn ]ghir"
    " | bghir | bghit n3ref | n3ref | wach | wax | wash"
)
_LONGEST = 3


def is_turned(said: Sequence[str], language: str) -> bool:
    """Return whether folded words begin with what supposes, excepts or asks what follows."""
    if language not in ("ar", "ary") or len(said) < 2:
        return False
    sizes = range(1, min(_LONGEST, len(said) - 1) + 1)
    return any(" ".join(said[:size]) in _TURNING for size in sizes)
