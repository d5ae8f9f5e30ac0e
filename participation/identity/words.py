"""Words of this room that several pages share."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from participation.identity.domain.passwords import LONGEST, SHORTEST, PasswordFault
from participation.platform.access.actor import Role
from participation.platform.i18n.text import Text
from participation.platform.web.languages import plain

ROLES: Mapping[Role, Any] = {
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
    Role.EDITOR: lazy_gettext("Editor"),
    Role.ANALYST: lazy_gettext("Analyst"),
    Role.MODERATOR: lazy_gettext("Moderator"),
}


def password_fault_words(fault: PasswordFault) -> str:
    """Say what is wrong with a password and what to do."""
    words = {
        PasswordFault.SHORT: _(
            "The password must have at least %(count)s characters", count=SHORTEST
        ),
        PasswordFault.LONG: _("The password may have at most %(count)s characters", count=LONGEST),
        PasswordFault.OBVIOUS: _(
            "This password is easy to guess. Use several words that do not belong together"
        ),
        PasswordFault.PERSONAL: _("The password must not contain parts of your e-mail address"),
    }
    return str(words[fault])


def role_words(
    roles: Iterable[tuple[Role, int | None]], processes: Mapping[int, Text]
) -> list[str]:
    """Say roles the way people read them: everywhere first, then by process."""
    order = list(Role)
    known = [(role, process) for role, process in roles if process is None or process in processes]
    known.sort(key=lambda one: (one[1] is not None, one[1] or 0, order.index(one[0])))
    return [
        str(ROLES[role])
        if process is None
        else _("%(role)s: %(process)s", role=ROLES[role], process=plain(processes[process]))
        for role, process in known
    ]
