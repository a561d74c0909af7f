"""The hall: settings, addresses, the worker and the embedded servers. Nobody imports it."""
