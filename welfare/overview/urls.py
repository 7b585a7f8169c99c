"""Pages that read several rooms: the public's, the province's, a fund's front page, open data."""

from django.urls import URLPattern, path

from . import (
    foresight,
    fund,
    health,
    help_out,
    match,
    money_in,
    open_data,
    people,
    province,
    public,
    public_fund,
    trail,
    waiting,
)
from .understood import understood

urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("start/", public.start, name="start"),
    path("province/", province.my_province, name="my-province"),
    path("province/<slug:province>/", province.province, name="province"),
    path("province/<slug:province>/money-in/", money_in.money_in, name="province-money-in"),
    path("province/<slug:province>/help/", help_out.help_out, name="province-help"),
    path("province/<slug:province>/people/", people.people, name="province-people"),
    path("province/<slug:province>/trail/", trail.province_trail, name="province-trail"),
    path("funds/<slug:fund>/", fund.fund, name="fund"),
    path("funds/<slug:fund>/about/", public_fund.public_fund, name="fund-public"),
    path("funds/<slug:fund>/notice/", public_fund.notice, name="fund-notice"),
    path("funds/<slug:fund>/waiting/", waiting.waiting_for_me, name="waiting"),
    path("funds/<slug:fund>/trail/", trail.fund_trail, name="fund-trail"),
    path("funds/<slug:fund>/trail/<slug:subject>/<int:record>/", trail.history, name="history"),
    path("funds/<slug:fund>/foresight/", foresight.fund_foresight, name="fund-foresight"),
    path("province/<slug:province>/foresight/", foresight.province_foresight, name="province-foresight"),
    path("province/<slug:province>/match/", match.province_match, name="province-match"),
    path("province/<slug:province>/match/rules/", match.match_rule_list, name="match-rules"),
    path("province/<slug:province>/match/rules/new/", match.match_rule_new, name="match-rule-new"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/province.json", open_data.province_json, name="province-json"),
    path("open-data/funds.json", open_data.funds_json, name="funds-json"),
    path("open-data/funds.csv", open_data.funds_csv, name="funds-csv"),
    path("open-data/help.json", open_data.help_json, name="help-json"),
    path("open-data/help.csv", open_data.help_csv, name="help-csv"),
    path("open-data/schema.json", open_data.schema_json, name="schema-json"),
    path("province/<slug:province>/state/", health.state, name="state"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.measured, name="metrics"),
    path("understood/", understood, name="understood"),
]
