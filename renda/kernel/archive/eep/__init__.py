"""An item as an encapsulated package by DA/T 48-2009: built, validated against our schema, read back."""
