"""The dashboard's questions as bare SQL, each with one parameter: the province's primary key.

DASHBOARD reads the totals that the pen keeps, the least that the page can ask; SUMMING_ROWS is what it would cost
without them: every member counted, every contribution and payout summed, everybody helped counted once. What follows
are the same questions of other pages and works.
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
    SELECT fund.id, SUM(contribution.amount)
    FROM members_contribution AS contribution JOIN funds_fund AS fund ON fund.id = contribution.fund_id
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
    SELECT fund.id, payout.category, payout.outsider, COUNT(*), SUM(payout.amount), COUNT(DISTINCT payout.person_id)
    FROM members_payout AS payout JOIN funds_fund AS fund ON fund.id = payout.fund_id
    WHERE fund.province_id = %s
    GROUP BY fund.id, payout.category, payout.outsider
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

COUNTRY = """
    WITH found AS MATERIALIZED (
        SELECT id, first_name, last_name, sort_key FROM members_person WHERE lower(search) LIKE %s
    )
    SELECT found.first_name, found.last_name, fund.short_th, province.name_th
    FROM found JOIN members_membership AS membership ON membership.person_id = found.id
    JOIN funds_fund AS fund ON fund.id = membership.fund_id
    JOIN funds_province AS province ON province.id = fund.province_id
    ORDER BY found.sort_key LIMIT 50
"""

NATION = """
    SELECT province.id, total.measure, total.outsiders, SUM(total.count), SUM(total.amount)
    FROM funds_province AS province JOIN funds_provincetotal AS total ON total.province_id = province.id
    WHERE total.span = 'E' GROUP BY province.id, total.measure, total.outsiders
"""

# One parameter: the membership. What stands on a member's page: who, what was paid in, what was helped with.
MEMBER = (
    """
    SELECT person.title, person.first_name, person.last_name, person.born_on, membership.number, membership.joined_on
    FROM members_membership AS membership JOIN members_person AS person ON person.id = membership.person_id
    WHERE membership.id = %s
    """,
    """
    SELECT "on", amount, covers_from, covers_until FROM members_contribution
    WHERE membership_id = %s ORDER BY "on" DESC LIMIT 50
    """,
    """
    SELECT payout."on", payout.category, payout.amount FROM members_payout AS payout
    JOIN members_membership AS membership
        ON membership.person_id = payout.person_id AND membership.fund_id = payout.fund_id
    WHERE membership.id = %s ORDER BY payout."on" DESC
    """,
)

# One parameter: the membership. What a judgement of a claim rests on.
PREVIEW = (
    """
    SELECT membership.joined_on, membership.tenure_from, membership.ended_on, membership.plan, person.born_on
    FROM members_membership AS membership JOIN members_person AS person ON person.id = membership.person_id
    WHERE membership.id = %s
    """,
    "SELECT MAX(covers_until), COUNT(*) FROM members_contribution WHERE membership_id = %s",
    """
    SELECT claim.category, claim.occurred_on, claim.amount FROM members_claim AS claim
    JOIN members_membership AS membership ON membership.person_id = claim.person_id
    WHERE membership.id = %s
    """,
)

# One parameter: the province. The counts and sums of the forms of all its funds, grouped by fund.
FORMS = (
    """
    SELECT membership.fund_id, person.sex, COUNT(*)
    FROM members_membership AS membership JOIN members_person AS person ON person.id = membership.person_id
    JOIN funds_fund AS fund ON fund.id = membership.fund_id
    WHERE fund.province_id = %s AND membership.ended_on IS NULL GROUP BY membership.fund_id, person.sex
    """,
    """
    SELECT payout.fund_id, payout.category, payout.outsider, COUNT(*), SUM(payout.amount), COUNT(DISTINCT person_id)
    FROM members_payout AS payout JOIN funds_fund AS fund ON fund.id = payout.fund_id
    WHERE fund.province_id = %s GROUP BY payout.fund_id, payout.category, payout.outsider
    """,
    """
    SELECT transfer.fund_id, debit.kind, credit.kind, credit.line, SUM(transfer.amount)
    FROM funds_transfer AS transfer JOIN funds_account AS debit ON debit.id = transfer.debit_id
    JOIN funds_account AS credit ON credit.id = transfer.credit_id
    JOIN funds_fund AS fund ON fund.id = transfer.fund_id
    WHERE fund.province_id = %s GROUP BY transfer.fund_id, debit.kind, credit.kind, credit.line
    """,
)

# Of the whole database: how many balances, day totals, papers and first helps are not what their rows give.
BOOKS = (
    """
    SELECT COUNT(*) FROM funds_account AS account LEFT JOIN (
        SELECT id, SUM(amount) AS held FROM (
            SELECT debit_id AS id, amount FROM funds_transfer UNION ALL SELECT credit_id, -amount FROM funds_transfer
        ) AS moved GROUP BY id
    ) AS moved ON moved.id = account.id WHERE account.balance <> COALESCE(moved.held, 0)
    """,
    """
    SELECT COUNT(*) FROM (
        SELECT fund_id, start, SUM(amount) AS kept FROM funds_fundtotal
        WHERE span = 'D' AND measure = 'money' GROUP BY fund_id, start
    ) AS kept JOIN (
        SELECT transfer.fund_id, transfer."on", SUM(
            CASE WHEN debit.kind IN ('cash', 'bank', 'investment') THEN transfer.amount ELSE 0 END
            - CASE WHEN credit.kind IN ('cash', 'bank', 'investment') THEN transfer.amount ELSE 0 END) AS moved
        FROM funds_transfer AS transfer JOIN funds_account AS debit ON debit.id = transfer.debit_id
        JOIN funds_account AS credit ON credit.id = transfer.credit_id GROUP BY transfer.fund_id, transfer."on"
    ) AS moved ON moved.fund_id = kept.fund_id AND moved."on" = kept.start WHERE kept.kept <> moved.moved
    """,
    """
    SELECT COUNT(*) FROM funds_receipt AS receipt JOIN (
        SELECT receipt_id, SUM(amount) AS given FROM members_contribution GROUP BY receipt_id
    ) AS given ON given.receipt_id = receipt.id WHERE given.given <> receipt.amount
    """,
    """
    SELECT COUNT(*) FROM members_payout AS payout JOIN funds_transfer AS transfer ON transfer.id = payout.transfer_id
    WHERE payout.amount <> transfer.amount OR payout."on" <> transfer."on"
    """,
    """
    SELECT COUNT(*) FROM members_helped AS helped JOIN (
        SELECT fund_id, person_id, MIN("on") AS first_on FROM members_payout GROUP BY fund_id, person_id
    ) AS first ON first.fund_id = helped.fund_id AND first.person_id = helped.person_id
    WHERE first.first_on <> helped.first_on
    """,
    """
    SELECT COUNT(*) FROM (
        SELECT fund_id, year, COUNT(*) AS stand, MAX(number) AS highest FROM members_claim GROUP BY fund_id, year
    ) AS claim WHERE stand <> highest
    """,
)
