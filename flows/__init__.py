"""Decisions and questionnaires; pure: nothing here waits, reads a clock or opens a connection."""
