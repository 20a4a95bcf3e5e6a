"""Names of AWS resources: facts about them, where a module gives them, and what they are made of."""
