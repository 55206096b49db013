"""One module a revision, `r0001`, `r0002`, …; none is changed once it is released."""
