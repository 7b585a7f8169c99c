"""What a reader sees of an answer: its words without tags, and what a form of it holds."""

import html
import re


def words(response) -> str:
    """Give the text of the page's main part, spaces squeezed."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    text = main[0] if main else response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def headings(response) -> list[str]:
    """Give the heading of each row of the page's tables, without the foot."""
    found = re.findall(r'<th scope="row" class="table__title">(.*?)</th>', response.content.decode(), re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]*>", " ", cell)).split()) for cell in found]


def typed(response) -> dict[str, str]:
    """Give what the form on the page would send as it stands, hidden fields and all."""
    form = response.context["form"]
    sent = {}
    for field in form:
        value = field.field.prepare_value(field.value())
        if value is not None and value != "":
            sent[field.html_name] = str(value)
    return sent


def faults(response) -> list[str]:
    """Name the fields that the form complains of."""
    return sorted(response.context["form"].errors)
