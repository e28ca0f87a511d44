"""The plan of 18 months: days that are closed, rules, windows, planner, what is left free."""
