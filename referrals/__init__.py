"""First floor: pupils, cases, referrals, shares, entries and duties, and the door to them."""
