"""Parts of a template that come once for each of several things, or only where there is something.

They do what `for` and `if` do. Of a `Place`, which is not filled yet, they mark the part instead, so that the same
template is drawn at once or cut as a stencil.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from welfare.stencils import EACH, END, OTHERWISE, WHEN, Place, mark

register = template.Library()


class Part(template.Node):
    """The part between the tag and its end, and what stands there otherwise."""

    child_nodelists = ("part", "otherwise")
    sign: str

    def __init__(self, of: FilterExpression, part: NodeList, otherwise: NodeList) -> None:
        self.of, self.part, self.otherwise = of, part, otherwise

    def render(self, context: Context) -> SafeString:
        found = self.of.resolve(context, ignore_failures=True)
        if isinstance(found, Place):
            with context.push():
                drawn = self.marked(context, found)
            if not self.otherwise:
                return mark_safe(f"{drawn}{mark(END)}")
            return mark_safe(f"{drawn}{mark(OTHERWISE)}{self.otherwise.render(context)}{mark(END)}")
        return self.drawn(context, found) if found else self.otherwise.render(context)

    def marked(self, context: Context, place: Place) -> str:
        return f"{mark(WHEN, place.path)}{self.part.render(context)}"

    def drawn(self, context: Context, found: Any) -> SafeString:
        return self.part.render(context)


class Each(Part):
    """The part once for each of several things, which has a name in it."""

    def __init__(self, name: str, of: FilterExpression, part: NodeList, otherwise: NodeList) -> None:
        super().__init__(of, part, otherwise)
        self.name = name

    def marked(self, context: Context, place: Place) -> str:
        context[self.name] = Place(self.name)
        return f"{mark(EACH, f'{self.name} in {place.path}')}{self.part.render(context)}"

    def drawn(self, context: Context, found: Any) -> SafeString:
        written = []
        with context.push():
            for context[self.name] in found:
                written.append(self.part.render(context))
        return mark_safe("".join(written))


@register.tag
def each(parser: Parser, token: Token) -> Each:
    """{% each row in rows %}<tr>…</tr>{% otherwise %}<p>Nothing yet.</p>{% endeach %}"""
    words = token.split_contents()
    if len(words) != 4 or words[2] != "in":
        raise template.TemplateSyntaxError("each is written {% each row in rows %}.")
    return Each(words[1], parser.compile_filter(words[3]), *_parts(parser, "endeach"))


@register.tag
def when(parser: Parser, token: Token) -> Part:
    """{% when row.note %}<small>{{ row.note }}</small>{% otherwise %}–{% endwhen %}"""
    words = token.split_contents()
    if len(words) != 2:
        raise template.TemplateSyntaxError("when is written {% when row.note %}.")
    return Part(parser.compile_filter(words[1]), *_parts(parser, "endwhen"))


def _parts(parser: Parser, end: str) -> tuple[NodeList, NodeList]:
    part = parser.parse(("otherwise", end))
    otherwise = NodeList()
    if parser.next_token().contents == "otherwise":
        otherwise = parser.parse((end,))
        parser.delete_first_token()
    return part, otherwise
