"""The effects of the steps, one verb in a file."""
