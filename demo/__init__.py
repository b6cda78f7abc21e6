"""`pantau demo`: four made-up outlets on loopback, crawled for real, and what was found in them."""
