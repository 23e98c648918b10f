"""Chinese text and number forms: numerals, dates, width and spaces, names, ID numbers."""
