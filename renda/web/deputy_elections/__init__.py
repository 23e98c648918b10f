"""Pages of elections of deputies: the round, its constituencies, recalls."""
