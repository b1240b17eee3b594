"""Readings of open points that can be turned round; AUDITS.md says what they are."""

SLIPS_BY = "first"  # whose first phase moves the cycle: the `first` agency to do it, the `last`, or each its `own`
