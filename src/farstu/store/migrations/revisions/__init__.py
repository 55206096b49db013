"""One module a revision, `r0003`, `r0004`, …; none is changed once it is released."""
