"""The effects of the steps of a secret vote, one file for each verb."""
