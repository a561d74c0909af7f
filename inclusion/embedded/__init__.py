"""The servers of `make run`: PostgreSQL, Valkey and a mail sink from their wheels, and the parent that minds them."""
