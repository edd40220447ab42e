"""Days, times and years that people type."""
