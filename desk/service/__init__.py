"""The long-running service: what is due when, child processes, state, log."""
