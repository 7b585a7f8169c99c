"""Pages of strategies: the province's, those of who signs, and the public's."""

from django.urls import URLPattern, URLResolver, include, path

from .views import public_strategies, signed_pages, signing, strategies, versions

# Under /events/<province>/strategies/: what is adopted, signed and handed over.
VERSION: list[URLPattern] = [
    path("", versions.version, name="strategy-version"),
    path("signers/", versions.version_signers, name="strategy-signers"),
    path("adoption/", versions.version_adoption, name="strategy-adoption"),
    path("hand-over/", versions.version_hand_over, name="strategy-hand-over"),
    path("evidence/", versions.version_evidence, name="strategy-evidence"),
    path("reminders/", versions.version_reminders, name="strategy-reminders"),
    path("signers/<int:party>/link/", signed_pages.link_new, name="strategy-link"),
    path("signers/<int:party>/paper/", signed_pages.paper_new, name="strategy-paper-new"),
    path("papers/<int:paper>/", signed_pages.paper, name="strategy-paper"),
]
PROVINCE: list[URLPattern | URLResolver] = [
    path("", strategies.strategy_list, name="strategies"),
    path("new/", strategies.strategy_new, name="strategy-new"),
    path("files/<uuid:enclosure>/", signed_pages.enclosure, name="strategy-file"),
    path("<int:strategy>/", strategies.strategy, name="strategy"),
    path("<int:strategy>/progress/", strategies.progress_new, name="strategy-progress"),
    path("<int:strategy>/versions/new/", strategies.version_new, name="strategy-version-new"),
    path("<int:strategy>/versions/<int:version>/", include(VERSION)),
]

STRATEGIES: list[URLPattern | URLResolver] = [
    path("events/<slug:province>/strategies/", include(PROVINCE)),
    path("strategies/", public_strategies.strategy_list, name="public-strategies"),
    path("strategies/<int:strategy>/", public_strategies.strategy, name="public-strategy"),
    path("strategies/<int:strategy>/versions/<int:version>/", public_strategies.version, name="public-version"),
    path("strategies/<int:strategy>/versions/<int:version>/text/", public_strategies.version_text, name="public-text"),
    path("strategies/<int:strategy>/versions/<int:version>/file/", public_strategies.version_file, name="public-file"),
    # Who signs: signed in, or by a link that was sent to them.
    path("signing/", signing.signing_list, name="signings"),
    path("signing/<int:party>/", signing.signing_page, name="signing"),
    path("sign/<str:token>/", signing.signing_link, name="signing-link"),
]
