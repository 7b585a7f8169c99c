"""How Django itself writes numbers and days, where a page does not ask for one of our filters."""
