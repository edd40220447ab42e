"""Numbers that people type, in digits and words."""
