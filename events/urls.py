"""Pages of gatherings: the province's, the funds' and the public's."""

from django.urls import URLPattern, URLResolver, include, path

from .views import assemblies, delegates, public

app_name = "events"

# Under /events/<province>/: who prepares, checks in and records.
PROVINCE: list[URLPattern] = [
    path("assemblies/", assemblies.assembly_list, name="assemblies"),
    path("assemblies/new/", assemblies.assembly_new, name="assembly-new"),
    path("assemblies/<int:assembly>/", assemblies.assembly, name="assembly"),
    path("assemblies/<int:assembly>/change/", assemblies.assembly_change, name="assembly-change"),
    path("assemblies/<int:assembly>/publication/", assemblies.assembly_publication, name="assembly-publication"),
]

# Under /funds/<fund>/: who sends people.
FUND: list[URLPattern] = [
    path("assemblies/", delegates.fund_assemblies, name="fund-assemblies"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/<slug:province>/", include(PROVINCE)),
    path("funds/<slug:fund>/", include(FUND)),
    # Open to everyone.
    path("assemblies/<slug:code>/", public.day, name="day"),
]
