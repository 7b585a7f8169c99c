"""Pages of gatherings: the province's, the funds' and the public's."""

from django.urls import URLPattern, URLResolver, include, path

from .strategy_urls import STRATEGIES
from .views import (
    assemblies,
    certificate_issues,
    certificate_kinds,
    certificates,
    checking,
    delegates,
    desk,
    invitations,
    minutes,
    papers,
    public,
    registrations,
    resolutions,
)

app_name = "events"

# Under /events/<province>/: who prepares, checks in and records.
PROVINCE: list[URLPattern] = [
    path("assemblies/", assemblies.assembly_list, name="assemblies"),
    path("assemblies/new/", assemblies.assembly_new, name="assembly-new"),
    path("assemblies/<int:assembly>/", assemblies.assembly, name="assembly"),
    path("assemblies/<int:assembly>/change/", assemblies.assembly_change, name="assembly-change"),
    path("assemblies/<int:assembly>/publication/", assemblies.assembly_publication, name="assembly-publication"),
    path("assemblies/<int:assembly>/agenda/", minutes.agenda_change, name="agenda-change"),
    path("assemblies/<int:assembly>/forgetting/", assemblies.assembly_forgetting, name="assembly-forgetting"),
    # Who is invited, who is on the list.
    path("assemblies/<int:assembly>/invitations/", invitations.invitations, name="invitations"),
    path("assemblies/<int:assembly>/invitations/new/", invitations.invitation_new, name="invitation-new"),
    path("invitations/<int:invitation>/withdrawal/", invitations.invitation_withdrawal, name="invitation-withdrawal"),
    path("assemblies/<int:assembly>/registrations/", registrations.registrations, name="registrations"),
    path("assemblies/<int:assembly>/registrations/new/", registrations.registration_new, name="registration-new"),
    path("assemblies/<int:assembly>/badges/", registrations.badge_sheet, name="badges"),
    path("attendances/<int:attendance>/", registrations.attendance, name="attendance"),
    path("attendances/<int:attendance>/withdrawal/", registrations.attendance_withdrawal, name="attendance-withdrawal"),
    # The day.
    path("assemblies/<int:assembly>/desk/", desk.desk, name="desk"),
    path("assemblies/<int:assembly>/desk/check-in/", desk.check_in, name="check-in"),
    path("assemblies/<int:assembly>/room/", desk.room, name="room"),
    path("check-ins/<int:check_in>/taking-back/", desk.taking_back, name="check-in-taking-back"),
    # What was written down and resolved.
    path("assemblies/<int:assembly>/minutes/", minutes.minutes, name="minutes"),
    path("assemblies/<int:assembly>/minutes/new/", minutes.minutes_new, name="minutes-new"),
    path("minutes/<int:minutes>/approval/", minutes.minutes_approval, name="minutes-approval"),
    path("assemblies/<int:assembly>/resolutions/", resolutions.resolution_list, name="assembly-resolutions"),
    path("assemblies/<int:assembly>/resolutions/new/", resolutions.resolution_new, name="assembly-resolution-new"),
    path("resolutions/<int:resolution>/", resolutions.resolution, name="assembly-resolution"),
    path("resolutions/<int:resolution>/change/", resolutions.resolution_change, name="assembly-resolution-change"),
    path("resolutions/<int:resolution>/follow-up/", resolutions.follow_up, name="assembly-follow-up"),
    path("assemblies/<int:assembly>/files/", papers.files, name="files"),
    path("files/<uuid:file>/", papers.file, name="file"),
    path("files/<uuid:file>/taking-back/", papers.file_taking_back, name="file-taking-back"),
]

# Under /events/<province>/certificates/: who issues certificates, and who may read what was issued.
CERTIFICATES: list[URLPattern] = [
    path("", certificates.certificate_list, name="certificates"),
    path("kinds/", certificate_kinds.certificate_kinds, name="certificate-kinds"),
    path("kinds/new/", certificate_kinds.certificate_kind_new, name="certificate-kind-new"),
    path("kinds/<int:kind>/", certificate_kinds.certificate_kind, name="certificate-kind"),
    path("kinds/<int:kind>/specimen/", certificate_kinds.certificate_specimen, name="certificate-specimen"),
    path("signatories/new/", certificate_kinds.certificate_signatory_new, name="certificate-signatory-new"),
    path("signatories/<int:signatory>/", certificate_kinds.certificate_signatory, name="certificate-signatory"),
    path("pictures/<int:picture>/", certificate_kinds.certificate_picture, name="certificate-picture"),
    path("issues/new/", certificate_issues.certificate_issue_new, name="certificate-issue-new"),
    path("issues/<int:issue>/", certificate_issues.certificate_issue, name="certificate-issue"),
    path("issues/<int:issue>/part/", certificate_issues.certificate_issue_part, name="certificate-issue-part"),
    path("issues/<int:issue>/book/", certificate_issues.certificate_book, name="certificate-book"),
    path("issues/<int:issue>/files/", certificate_issues.certificate_files, name="certificate-files"),
    path(
        "issues/<int:issue>/handover/", certificate_issues.certificate_issue_handover, name="certificate-issue-handover"
    ),
    path("<int:certificate>/", certificates.certificate, name="certificate"),
    path("<int:certificate>/file/", certificates.certificate_file, name="certificate-file"),
    path("<int:certificate>/replacement/", certificates.certificate_replacement, name="certificate-replacement"),
    path("<int:certificate>/withdrawal/", certificates.certificate_withdrawal, name="certificate-withdrawal"),
    path("<int:certificate>/handover/", certificates.certificate_handover, name="certificate-handover"),
]

# Under /funds/<fund>/: who sends people.
FUND: list[URLPattern] = [
    path("assemblies/", delegates.fund_assemblies, name="fund-assemblies"),
    path("assemblies/<int:assembly>/", delegates.fund_assembly, name="fund-assembly"),
    path("assemblies/<int:assembly>/registrations/new/", delegates.fund_registration, name="fund-registration"),
    path("attendances/<int:attendance>/withdrawal/", delegates.fund_withdrawal, name="fund-withdrawal"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/<slug:province>/", include(PROVINCE)),
    path("events/<slug:province>/certificates/", include(CERTIFICATES)),
    path("funds/<slug:fund>/", include(FUND)),
    # Open to everyone.
    path("assemblies/", public.days, name="days"),
    path("certificates/", checking.certificate_check, name="certificate-check"),
    path("certificates/<str:certificate_code>/", checking.certificate_state, name="certificate-state"),
    path("assemblies/<slug:day>/", public.day, name="day"),
    path("assemblies/<slug:day>/calendar.ics", public.day_calendar, name="day-calendar"),
    path("assemblies/<slug:day>/registration/", public.day_registration, name="day-registration"),
    path("assemblies/<slug:day>/files/<uuid:file>/", papers.day_file, name="day-file"),
    path("places/<uuid:place>/", public.place, name="place"),
    path("badges/<slug:badge>/", desk.badge, name="badge"),
    *STRATEGIES,
]
