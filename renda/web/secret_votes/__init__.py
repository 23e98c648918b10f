"""Pages of the secret vote: the office and the monitors prepare, open, close and publish it; voters cast."""
