"""AbductDesk: the desktop program of a pre-mediation bureau for international child abduction."""

__version__ = "0.1.0"
