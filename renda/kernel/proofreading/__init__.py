"""Three gates over a text: its words, what it says of law and numbers, and its form as a paper."""
