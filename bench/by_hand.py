"""The dashboard's questions as bare SQL, each with one parameter: the province's primary key.

DASHBOARD reads the totals that the pen keeps, the least that the page can ask; SUMMING_ROWS is what it would
cost without them.
"""

DASHBOARD = (
    """
    SELECT measure, line, outsiders, count, amount
    FROM funds_provincetotal
    WHERE province_id = %s AND span = 'E'
    """,
    """
    SELECT start, measure, outsiders, SUM(count), SUM(amount)
    FROM funds_provincetotal
    WHERE province_id = %s AND span = 'Y'
    GROUP BY start, measure, outsiders
    """,
    """
    SELECT fund.id, fund.code, fund.name_th, total.measure, total.outsiders, SUM(total.count), SUM(total.amount)
    FROM funds_fundtotal AS total JOIN funds_fund AS fund ON fund.id = total.fund_id
    WHERE fund.province_id = %s AND total.span = 'E'
    GROUP BY fund.id, fund.code, fund.name_th, total.measure, total.outsiders
    """,
)

SUMMING_ROWS = (
    """
    SELECT fund.id, COUNT(*)
    FROM members_membership AS membership JOIN funds_fund AS fund ON fund.id = membership.fund_id
    WHERE fund.province_id = %s AND membership.joined_on IS NOT NULL AND membership.ended_on IS NULL
    GROUP BY fund.id
    """,
    """
    SELECT fund.id, SUM(CASE WHEN debit.kind IN ('cash', 'bank', 'investment') THEN transfer.amount ELSE 0 END)
        - SUM(CASE WHEN credit.kind IN ('cash', 'bank', 'investment') THEN transfer.amount ELSE 0 END)
    FROM funds_transfer AS transfer
    JOIN funds_account AS debit ON debit.id = transfer.debit_id
    JOIN funds_account AS credit ON credit.id = transfer.credit_id
    JOIN funds_fund AS fund ON fund.id = transfer.fund_id
    WHERE fund.province_id = %s
    GROUP BY fund.id
    """,
    """
    SELECT fund.id, COUNT(*), SUM(payout.amount), COUNT(DISTINCT payout.person_id)
    FROM members_payout AS payout JOIN funds_fund AS fund ON fund.id = payout.fund_id
    WHERE fund.province_id = %s
    GROUP BY fund.id
    """,
    """
    SELECT COUNT(DISTINCT payout.person_id)
    FROM members_payout AS payout JOIN funds_fund AS fund ON fund.id = payout.fund_id
    WHERE fund.province_id = %s
    """,
)

REGISTER = (
    "SELECT COUNT(*) FROM members_membership WHERE fund_id = %s",
    """
    SELECT membership.number, person.first_name, person.last_name, membership.joined_on
    FROM members_membership AS membership JOIN members_person AS person ON person.id = membership.person_id
    WHERE membership.fund_id = %s ORDER BY membership.number LIMIT 50
    """,
)

SEARCH = (
    """
    SELECT COUNT(*)
    FROM members_membership AS membership JOIN members_person AS person ON person.id = membership.person_id
    WHERE membership.fund_id = %s AND person.search LIKE %s
    """,
    """
    SELECT membership.number, person.first_name, person.last_name
    FROM members_membership AS membership JOIN members_person AS person ON person.id = membership.person_id
    WHERE membership.fund_id = %s AND person.search LIKE %s ORDER BY person.sort_key LIMIT 50
    """,
)

SEARCH_PROVINCE = (
    """
    SELECT membership.number, person.first_name, person.last_name
    FROM funds_fund AS fund JOIN members_membership AS membership ON membership.fund_id = fund.id
    JOIN members_person AS person ON person.id = membership.person_id
    WHERE fund.province_id = %s AND person.search LIKE %s ORDER BY person.sort_key LIMIT 50
    """,
)

CITIZEN = "SELECT id, first_name, last_name FROM members_person WHERE citizen_hash = %s"

NATION = """
    SELECT province.id, total.measure, total.outsiders, SUM(total.count), SUM(total.amount)
    FROM funds_province AS province JOIN funds_provincetotal AS total ON total.province_id = province.id
    WHERE total.span = 'E' GROUP BY province.id, total.measure, total.outsiders
"""
