"""A spider an outlet, each a few lines on the common base; `generic` serves every outlet of the file."""
