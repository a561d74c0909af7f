"""The servers of `make run`: PostgreSQL, Valkey and a mailbox from their wheels, and the parent that minds them."""
