"""What can be refused to people who work here."""

from participation.platform.refusals import Conflict, Gone, Refusal, TooMany


class WrongPassword(Refusal):
    """No active account has this e-mail address and password."""


class NoRoles(Refusal):
    """The password is right, but the person has no role any more."""


class TooManyTries(TooMany):
    """One account was tried too often; `until` is when it may be tried again."""


class LastAdministrator(Conflict):
    """Nobody would be left to administer the service."""


class AlreadyHere(Conflict):
    """The e-mail address has an account."""


class InvitationGone(Gone):
    """The link was used, withdrawn or has expired."""


class WeakPassword(Refusal):
    """The password is too easy; `fault` says how."""
