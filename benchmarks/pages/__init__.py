"""What a page of the documentation costs once it has been made, beside a file of the same size; and how long the whole
site takes to be written."""
