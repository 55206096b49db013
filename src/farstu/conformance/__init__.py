"""Whether a server keeps to the interface: asked from outside, as any client would, and told check by check."""
