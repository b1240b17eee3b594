"""The classes of answers and their parts, one module a family; each key of the wire is an attribute."""
