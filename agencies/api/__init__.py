"""JSON for a school's own system: how every answer, refusal and sending once goes, and what needs no pupil."""
