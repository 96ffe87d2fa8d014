// The module's first file; see the parts in README.md.
