"""Things for the hall, made from one ordered list of people: name plates, badges, sign-in book, slips, labels, seating."""
