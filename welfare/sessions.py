"""Sessions that bring their user along: who asks is one question to the database, before every page."""

from contextvars import ContextVar
from typing import Any, cast

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from .models import Session, User

_brought: ContextVar[User | None] = ContextVar("user of the session", default=None)


class SessionStore(db.SessionStore):
    """Django's store in the database; each row names its user, who is read with it."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.user_id = data.get(SESSION_KEY)
        return session

    def _get_session_from_db(self) -> Session | None:
        session: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        _brought.set(session.user if session else None)
        return session


class Backend(AuthenticationBackend):
    """Sign-in as ever. Who is signed in was read with the session; what the session says still decides who that is."""

    def get_user(self, user_id: Any) -> User | None:
        user = _brought.get()
        _brought.set(None)  # for this request and no other
        if user is None or user.pk != user_id:
            found: User | None = super().get_user(user_id)
            return found
        return user if self.user_can_authenticate(user) else None
