"""Tired people: conversations with typos, doubles, pauses and second thoughts, by the thousand."""
