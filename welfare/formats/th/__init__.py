"""How Django itself writes numbers and days for who reads Thai."""
