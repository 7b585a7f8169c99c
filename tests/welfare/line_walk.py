"""Walk through sign-in with LINE in a portal that names a channel, with a server of our own in LINE's place.

`python -m tests.welfare.line_walk` says what happened, as JSON. It is a program of its own, because the apps of a
portal are chosen once, when it starts.
"""

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import django

django.setup()

from allauth.socialaccount.models import SocialAccount  # noqa: E402 -- Django must be set up first
from allauth.socialaccount.providers.line.views import LineOAuth2Adapter  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from welfare.models import User  # noqa: E402


class Line(BaseHTTPRequestHandler):
    """Answer as LINE does: a token for any code, and the profile of whoever signs in there now."""

    signed_in = "U1"

    def answer(self, told: dict[str, object]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "refresh_token": "r"})

    def do_GET(self) -> None:
        self.answer({"userId": Line.signed_in, "displayName": "ประไพ"})

    def log_message(self, form: str, *words: object) -> None:
        pass


def main() -> None:
    server = HTTPServer(("127.0.0.1", 0), Line)
    Thread(target=server.serve_forever, daemon=True).start()
    LineOAuth2Adapter.access_token_url = LineOAuth2Adapter.profile_url = f"http://127.0.0.1:{server.server_port}/"
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    prapai = User.objects.create_user("prapai", password="a long enough password", display_name="ประไพ")
    told: dict[str, object] = {}

    def by_line(browser: Client, process: str = "") -> tuple[str, str]:
        """Press the button and come back from LINE: where it sent the browser, and where the portal sends it then."""
        sent = browser.post(f"/accounts/line/login/{process}")["Location"]
        state = parse_qs(urlsplit(sent).query)["state"][0]
        answer = browser.get("/accounts/line/login/callback/", {"code": "c", "state": state})
        title = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode())
        return urlsplit(sent).netloc, answer.headers.get("Location") or (title[1] if title else str(answer.status_code))

    def who(browser: Client) -> str:
        pk = browser.session.get("_auth_user_id")
        return User.objects.get(pk=pk).username if pk else ""

    stranger = Client(SERVER_NAME="localhost")
    told["unknown"] = [*by_line(stranger), who(stranger), User.objects.count()]

    owner = Client(SERVER_NAME="localhost")
    owner.force_login(prapai)
    told["offered"] = "เชื่อมไลน์ของฉัน" in owner.get("/accounts/3rdparty/").content.decode()
    told["connected"] = by_line(owner, "?process=connect")
    told["connections"] = "ประไพ" in owner.get("/accounts/3rdparty/").content.decode()
    owner.logout()
    told["signed in"] = [*by_line(owner), who(owner)]

    other = Client(SERVER_NAME="localhost")
    Line.signed_in = "U2"
    told["another LINE"] = [by_line(other)[1], who(other)]
    other.force_login(User.objects.create_user("mali", password="a long enough password", display_name="มาลี"))
    Line.signed_in = "U1"
    by_line(other, "?process=connect")
    told["taken by two"] = list(SocialAccount.objects.values_list("user__username", flat=True))

    told["refused state"] = owner.get("/accounts/line/login/callback/", {"code": "c", "state": "x"}).status_code
    owner.post("/accounts/3rdparty/", {"account": SocialAccount.objects.get().pk})
    told["left"] = SocialAccount.objects.count()
    server.shutdown()
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
