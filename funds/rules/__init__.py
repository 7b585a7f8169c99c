"""The language of rules: a book of benefits as values, read, checked, told in words and judged. No database."""
