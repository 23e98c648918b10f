"""Pages of the appraisals: the round, each unit, what has to be put right, questionnaires, the years side by side."""
