"""The past of the paper as files: read whole, every fault told, taken in in one go, and back while nothing needs it."""
