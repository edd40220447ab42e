"""The words of the bot: catalogues, fallback, plurals, dates and right-to-left text."""
