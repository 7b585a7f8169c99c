from events.demo import certificates as demo
from events.models import Certificate, CertificateKind
from tests.events.certificate_acts import ADDRESS
from tests.events.factories import make_assembly


def test_the_demo_honours_the_committees_and_the_supporters_of_the_day(province, province_admin):
    demo.make(make_assembly(province, by=province_admin), address=ADDRESS, by=province_admin)

    made = Certificate.objects.with_state().select_related("kind")
    by_kind = {kind.name: made.filter(kind=kind).count() for kind in CertificateKind.objects.all()}
    assert by_kind == {"ผู้สนับสนุน": 8, "คณะกรรมการกองทุน": 18, "ผู้เข้าร่วมสมัชชา": 0, "บุคคลดีเด่น": 0}
    assert {one.deed for one in made} == {demo.COMMITTEE, demo.SUPPORTER}
    assert {one.handover.handed_by for one in made} == {demo.HANDED_BY}
