"""Attendance: codes, sums, sendings, and who reads them."""
