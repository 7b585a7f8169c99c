"""The yearly status form: gathered from rows, laid out as the official paper has it, frozen, printed for all funds.

Source: CODI status form, sections 1 to 15.
"""
