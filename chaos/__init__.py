"""What is done to the portal on purpose, and what it lost by it: `make chaos`, `make load`."""

# Seconds on average between two things that somebody at work does: a page is read, a slip is typed.
PAUSE = 15.0
