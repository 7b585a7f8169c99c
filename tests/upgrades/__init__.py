"""Databases that released portals filled, and what an upgrade has to leave as it was."""
