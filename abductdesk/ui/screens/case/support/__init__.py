"""Financial support on a case: requests, what the criteria make of them, decisions, money."""
