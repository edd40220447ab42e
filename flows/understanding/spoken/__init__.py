"""What one language has beside its words: spellings, sounds, ways to say a thing."""
