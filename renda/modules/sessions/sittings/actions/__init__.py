"""What is done at the sittings. Every act asks the policy, locks the row, says in words why it can't be done, and is logged."""
