"""What is said about Flask sessions, and the experiments that judge it."""

from course_app.claims import table
from course_app.claims.ledger import Claim, Ruling, claim, claims, judge

__all__ = ["Claim", "Ruling", "claim", "claims", "judge", "table"]
