"""The weekly digest: built from the index, set as a mail, sent once an address."""
