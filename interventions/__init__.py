"""Top floor: what is done for the child, and the pages that show things of several floors."""
