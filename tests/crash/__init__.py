"""Kills the serving process again and again, and proves that nothing is lost or doubled."""
