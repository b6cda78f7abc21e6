"""What an editor may change, as TOML files beside these modules, and the code that loads and checks them."""
