"""The web domains under which many parties live side by side: sharing one says nothing of who somebody is."""

SHARED_DOMAINS = frozenset(
    "about.me behance.net bio.link carrd.co etsy.com facebook.com fiverr.com github.com google.com instagram.com linkedin.com "
    "linktr.ee medium.com notion.site notion.so ok.ru pinterest.com t.me tiktok.com twitter.com upwork.com vk.com x.com xing.com "
    "youtube.com".split()
)
"""As they are registered, without the part before."""
