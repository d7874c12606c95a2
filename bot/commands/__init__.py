"""One file per command of `sidelight`: parse, call, print."""
