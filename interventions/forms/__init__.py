"""Turn what came in into plain facts."""
