"""What the customers that are sandboxes can be told to do, so that an integration can be tried against it."""
