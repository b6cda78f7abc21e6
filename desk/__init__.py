"""What people use: web pages and JSON API, coverage, zone ledger, digest mails, the service loop."""
