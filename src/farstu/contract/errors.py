"""What goes wrong while the contract is declared."""


class ContractError(Exception):
    """A declaration is incomplete or contradicts another one; the program does not start."""
