"""One module a revision, `r0005`, `r0006`, …; none is changed once it is released."""
