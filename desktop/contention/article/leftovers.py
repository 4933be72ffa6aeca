"""What a page leaves in its article that nobody wrote as part of it: share bars, cookie lines, adverts.

Only whole short blocks, by their words alone; they are folded away with a click to
bring them back, and stay in the text.
"""

from __future__ import annotations

import re
from functools import cache

from contention.article.blocks import ArticleText, BlockKind
from contention.model.project import Span

LONGEST = 90
"""Characters; a longer block is never a leftover."""

# In the patterns below each line is one, and a word in angle brackets is one of these.
_WORDS = {
    "<network>": "(?:facebook|twitter|x|linked ?in|whats ?app|reddit|pinterest|telegram|tumblr|flipboard|"
    "pocket|mastodon|bluesky|threads|instagram|tik ?tok|you ?tube|messenger|e-?mail|sms|print|copy link|rss)",
    "<piece>": "(?:article|story|post|page|piece|recipe|video|link|entry|discussion|thread)",
    "<advert>": "(?:advertise?ments?|advertising|sponsored(?: content| post| links?)?|promoted(?: content)?|"
    "paid (?:content|post)|ad|anzeige|werbung|publicité|publicidad|pubblicità)",
    "<topic>": "(?:articles?|stories|posts?|topics?|links|reading|videos?|news|coverage|for you|now|"
    "from (?:the|this) (?:author|web|section))",
    "<dots>": r"(?:…|\.{2,3})?",
}

_SHARING = r"""
loading(?: (?:the )?(?:tweet|post|video|comments?|player|content|more|ad|advertisement))?<dots>
(?:view|see|show|open|watch)(?: (?:this|the|full|all))?(?: \d+)? (?:tweet|post|gallery|slide ?show)<dots>
(?:view|see|show|open|watch)(?: (?:this|the|original|full|all))?(?: \d+)? (?:repl(?:y|ies)|comments?)<dots>
(?:view|watch|open|listen)(?: this)?(?: <piece>)? on (?:<network>|spotify|vimeo|soundcloud|apple podcasts)
(?:play|pause|mute|unmute|replay) ?(?:video|audio|episode)
(?:please )?(?:enable|turn on|activate) java ?script\b.{0,50}
(?:your|this) browser (?:does not|doesn['’]t|cannot) (?:support|play).{0,50}
(?:share|tweet|re-?tweet|pin(?: it)?|print|save|bookmark|e-?mail)(?: this| the| our)?(?: <piece>)?:?
(?:share|tweet|pin|send)(?: this)?(?: <piece>)? (?:on|via|by|to|with)(?: (?:<network>|(?:a )?friends?))?:?
(?!x$)(?:(?:share|on|via):? )?(?:<network>(?:[\s,|/·•]+|$))+
(?:follow|like|find|join) (?:us|me|@\w{1,30})(?: on <network>(?:(?:,? and|,) <network>){0,5})?
(?:link )?copied(?: to (?:the )?clipboard)?!?
[\d.,]+ ?[km]? (?:comments?|shares?|likes?|views?|retweets?|claps?|repl(?:y|ies)|reactions?)
teilen(?: auf .{1,20})?
partager(?: (?:sur|cet article).{0,20})?
(?:compartir(?: en .{1,20})?|condividi)
pic\.twitter\.com/\w+
https?://t\.co/\w+
"""

_ADVERTS = r"""
(?:[-–—]+ ?)?<advert>(?: ?[-–—]+)?
(?:story|article|text) continues (?:below|after)(?: (?:the |this )?(?:ad|advertisement|video))?<dots>
scroll (?:down )?to continue(?: reading)?
continue (?:reading|below)(?: the (?:main )?(?:story|article))?<dots>
subscribe(?: (?:now|today|here|free|for (?:free|more)|to (?:our|the|my) .{1,50}))?!?
(?:sign|log) ?(?:up|in|out)(?: (?:now|here|today|free|for (?:free|(?:our|the|my) .{1,50})|to .{1,50}))?!?
(?:register|join)(?: (?:now|today|here|free|for free))!?
create (?:an|your|a free) account
(?:already|not yet) (?:a|have an?) (?:subscriber|member|account)\?.{0,40}
(?:get|receive) (?:our|the) (?:(?:free|daily|weekly|latest) )*(?:news|newsletters?|updates)\b.{0,60}
(?:our |the |free |daily |weekly )*newsletters?(?: sign-?up)?
(?:enter )?(?:your )?e-?mail address(?: here)?
(?:become a (?:member|supporter|patron)|support (?:us|our (?:work|journalism))|donate(?: now)?)!?
"""

_LAW = r"""
(?:we|this (?:web ?)?(?:site|page)|our (?:web ?)?site) uses? cookies\b.{0,70}
by (?:using|continuing to use) (?:this|our) (?:web ?)?site\b.{0,60}
(?:accept|allow|reject|decline|manage)(?: (?:all|only|necessary|essential|our|my|optional))* cookies?
(?:accept|allow|reject|decline) all
(?:manage|cookie|privacy|consent)(?: my)?(?: cookies?)? (?:policy|settings|preferences|notice|statement)
terms (?:of (?:use|service)|(?:and|&) conditions)
do not sell (?:or share )?my .{1,40}
(?:©|\(c\)|copyright(?: ©| \(c\))?) ?(?:\d{4}(?: ?[-–] ?\d{4})?).{0,60}
all rights reserved
"""

_WAYS = r"""
(?:skip|jump|go|back) to (?:the )?(?:main )?(?:content|navigation|top|menu|article|home(?: ?page)?|footer)
(?:skip|close|hide) (?:the )?(?:ad|advertisement|banner|menu|popup)
(?:main |open |close |toggle )*(?:menu|navigation)
(?:(?:show|read|see|view|load) more|show less|more…)(?: (?:comments|stories|posts|articles|replies))?<dots>
(?:previous|next|older|newer)(?: (?:article|story|post|page|entry|posts|entries))(?: ?[»›→>])?
[«‹←<] ?(?:previous|older)(?: (?:article|story|post|page|posts))?
(?:next|newer)(?: (?:article|story|post|page|posts))? ?[»›→>]
(?:related|recommended|similar|popular|trending|latest|more|other) <topic>:?
(?:most (?:read|popular|viewed|shared|commented)|trending(?: now)?|up next|read next|what to read next):?
(?:don['’]t miss|you (?:may|might) (?:also )?(?:like|enjoy)|read also|also read|see also on .{1,30}):?
(?:leave|add|post|write) a (?:comment|reply)
(?:join|start) the (?:conversation|discussion)
(?:no comments(?: yet)?|comments? \(\d+\)|comments are (?:closed|off)|be the first to comment)
report (?:this )?(?:comment|abuse)
(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[ -]min(?:ute)?s? read
(?:estimated )?reading time:? .{1,20}
listen to this (?:article|story)(?: [\d:]+)?
(?:published|posted|updated|last (?:updated|modified))(?: on| at)?:? .{0,12}\b\d{1,4}\b.{0,25}
(?:image|photo|picture) (?:credit|source|by|courtesy(?: of)?):? .{1,50}
(?:getty images|file (?:photo|image))
filed under:? .{1,60}
tag(?:s|ged(?: in| with)?): .{1,70}
"""


def leftovers(text: ArticleText) -> tuple[Span, ...]:
    """Where the leftovers of a page are in the canonical text: whole blocks, in reading order."""
    found: list[Span] = []
    for block in text.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or block.note:
            continue
        words = block.text
        if not 0 < len(words) <= LONGEST:
            continue
        # A heading that is the name of a network is the heading of a part about it.
        if _pattern(heading=block.kind is BlockKind.HEADING).fullmatch(" ".join(words.split())):
            found.append((block.start, block.start + len(words)))
    return tuple(found)


@cache
def _pattern(*, heading: bool) -> re.Pattern[str]:
    lines = (_ADVERTS + _LAW + _WAYS + ("" if heading else _SHARING)).split("\n")
    pattern = "|".join(line for line in lines if line)
    for word, meaning in _WORDS.items():
        pattern = pattern.replace(word, meaning)
    return re.compile(rf"(?:{pattern}) ?[.!:»›→]?", re.IGNORECASE)
