"""Telephone numbers that people type or say."""
