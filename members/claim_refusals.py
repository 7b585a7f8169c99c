"""Why an act on a claim is refused; `args[0]` says it in the reader's language."""


class Refused(Exception):
    """An act on a claim that the rules of the portal do not allow."""


class AlreadyClaimed(Refused):
    """The person has a claim for the same benefit and day, not refused."""


class IsMember(Refused):
    """Help to someone who is not a member is asked for a member."""


class NeverRaised(Refused):
    """More is asked or approved than is allowed."""


class TooEarly(Refused):
    """A decision is dated before its claim, or a payment before its decision."""


class AlreadyDecided(Refused):
    """The claim has a decision."""


class AlreadyPaid(Refused):
    """The claim has a payout."""


class NotApproved(Refused):
    """The claim has no approval to pay by."""


class OwnClaim(Refused):
    """Who filed or signed a claim does not take its next step, nor does who has a stake in it."""


class NotTheirTurn(Refused):
    """The step is for others to sign, or the claim stands elsewhere."""
