"""The `pantau` command: thin, a small file a group of commands, heavy imports only where a command needs them."""
