"""The network's gatherings and what comes of them."""

from .assembly import AgendaItem as AgendaItem
from .assembly import Assembly as Assembly
from .assembly import Group as Group
from .assembly import Invitation as Invitation
from .assembly import Majority as Majority
from .assembly import QuorumOf as QuorumOf
from .attendance import Attendance as Attendance
from .attendance import AttendanceQuerySet as AttendanceQuerySet
from .attendance import CheckIn as CheckIn
from .attendance import TakenBack as TakenBack
from .attendance import Way as Way
from .attendance import Withdrawal as Withdrawal
from .minutes import Approval as Approval
from .minutes import AssemblyResolution as AssemblyResolution
from .minutes import FollowUp as FollowUp
from .minutes import Manner as Manner
from .minutes import Minutes as Minutes
from .minutes import Outcome as Outcome
from .minutes import Purpose as Purpose
