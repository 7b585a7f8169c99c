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
