"""The effects of the steps of a vote, one verb in a file."""
