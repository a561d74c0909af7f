"""The demonstration: an invented authority, its children and their stories, played through the acts of the service."""
