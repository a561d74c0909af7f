"""Ground floor: authorities, agencies, people and machines; the law, the calendar, the trail, the outbox."""
