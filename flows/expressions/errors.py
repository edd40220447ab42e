"""What can be wrong with an expression, in words for the author of a form."""

from flows.errors import RafiqError

MAX_CHARACTERS = 32_767
"""The most that an Excel cell holds; longer text did not come from a workbook."""
MAX_TOKENS = 2_000
MAX_DEPTH = 60
"""Brackets within brackets."""
MAX_STEPS = 200_000
"""Nodes that one evaluation may look at, so that no form can stop the conversation of everybody."""
MAX_TEXT = 100_000
"""Characters that one function may put together."""


class ExpressionError(RafiqError):
    """An expression that cannot be used, found before anybody is asked anything.

    Attributes:
        code: Stable, for tests and catalogues: ``expression.unknown_function``.
        words: The part of the expression that is at fault.
        offset: Where these words begin, in characters from 0.
        sentences: What is wrong and what to do, as catalogues have it: placeholders are named.
        params: What the placeholders stand for.
        problem: What is wrong, one English sentence.
        advice: What to do, one English sentence.
    """

    def __init__(
        self, code: str, words: str, offset: int, problem: str, advice: str, **params: object
    ) -> None:
        self.code = code
        self.words = words
        self.offset = offset
        self.sentences = (problem, advice)
        self.params = {"words": words} | {name: str(value) for name, value in params.items()}
        self.problem = problem.format_map(self.params)
        self.advice = advice.format_map(self.params)
        super().__init__(f"{self.problem} {self.advice}")


class ExpressionLimit(ExpressionError):
    """An evaluation that would take too long or grow too large; it was given up."""

    def __init__(self, problem: str, **params: object) -> None:
        super().__init__(
            "expression.limit", "", 0, problem, "Make the expression simpler.", **params
        )
