"""One module a revision, `r0004`, `r0005`, …; none is changed once it is released."""
