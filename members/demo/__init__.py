"""The demo province: invented people and their twelve years, whose sums are the published ones of 14 August 2561.

docs/demo.md says what is real and what is invented. The generators are pure: the same plan gives the same people.
"""
