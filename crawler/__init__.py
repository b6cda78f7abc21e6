"""An outlet's addresses → pages as they came (WARC) and a ledger of what became of each."""
