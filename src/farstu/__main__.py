"""`python -m farstu`."""

from farstu.cli.main import main

main()
