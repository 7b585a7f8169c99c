"""What is done to the portal on purpose, and what it lost by it: `make chaos`, `make load`."""
