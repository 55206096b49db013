"""The integrator's console at `/console`: what calls did, who may call, and what a sandbox is told to do."""
