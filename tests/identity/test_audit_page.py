"""The audit log as administrators read it."""

from participation.platform.audit.models import AuditEntry
from tests.factories import make_municipality, save
from tests.staff import sign_in


def test_what_changed_is_written_in_letters_that_people_know(visitor):
    make_municipality()
    sign_in(visitor)
    name = {"sv": "Servicepunkten på biblioteket & <gården>"}
    save(AuditEntry(deed="channel.rename", subject="channel:abc", before=name, after=name))
    page = visitor.get("/sv/manage/audit-log").words("main")
    assert page.count('{"sv": "Servicepunkten på biblioteket & <gården>"}') == 2
