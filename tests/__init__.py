"""The tests: they mirror the rooms, with journeys, browser, faults and house rules beside them."""
