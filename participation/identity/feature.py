"""The manifest of this room."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from participation.identity import commands, jobs, policy
from participation.identity.refusals import InvitationGone
from participation.identity.views import (
    account,
    audit,
    invitations,
    links,
    people,
    signing_in,
    tokens,
)
from participation.identity.views.blueprint import bp
from participation.platform.feature import Feature, Job, MenuItem

PAGES = (account, audit, invitations, links, people, signing_in, tokens)

feature = Feature(
    name="identity",
    blueprints=(bp,),
    menu=(
        MenuItem(
            title=_("People"),
            endpoint="identity.people",
            policy=policy.may_manage_people,
            order=80,
        ),
        MenuItem(
            title=_("Audit log"),
            endpoint="identity.audit_log",
            policy=policy.may_read_audit_log,
            order=85,
        ),
        MenuItem(
            title=_("Your account"),
            endpoint="identity.account",
            policy=policy.may_have_account,
            order=90,
        ),
    ),
    commands=(commands.group,),
    jobs=(Job(name="identity.forget_expired", deed=jobs.forget_expired, every=timedelta(hours=1)),),
    refusal_pages=((InvitationGone, 410, "identity/public/invitation_gone.html"),),
    deeds={
        "identity.add_person": _("Added a person"),
        "identity.set_roles": _("Changed the roles of a person"),
        "identity.deactivate": _("Closed an account"),
        "identity.reactivate": _("Opened an account again"),
        "identity.invite": _("Invited somebody"),
        "identity.resend_invitation": _("Sent an invitation again"),
        "identity.withdraw_invitation": _("Withdrew an invitation"),
        "identity.add_token": _("Let a program read unpublished figures"),
        "identity.remove_token": _("Took a program’s token away"),
        "identity.new_password": _("Chose a new password"),
        "identity.send_password_link": _("Sent a link to a new password"),
    },
)
