"""How data of an older program is brought to the schema of this one: revision by revision, each a transaction."""
