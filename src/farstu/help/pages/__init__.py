"""The pages of the documentation: made from the contract, in Swedish and English, as HTML and as Markdown."""
