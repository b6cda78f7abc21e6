"""RawPage → clean text and metadata → spaCy pipeline → Article. No network, no storage; time is an argument."""
