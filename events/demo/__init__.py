"""The gatherings of the demo province; all people are invented."""
