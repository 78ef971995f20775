"""Charts: Altair's, in a light and a dark theme, rendered without a network."""
