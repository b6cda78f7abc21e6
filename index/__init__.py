"""Articles stored and found again: embedded SQLite or Elasticsearch behind one interface; stories and events across articles."""
