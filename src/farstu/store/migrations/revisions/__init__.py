"""One module a revision, `r0006`, `r0007`, …; none is changed once it is released."""
