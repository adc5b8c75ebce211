"""The large providers where anybody has a mail address: sharing one of their domains says nothing about a client."""

_DOMAINS = frozenset(
    """126.com 163.com abv.bg aim.com aliceadsl.fr aol.com arcor.de atlas.cz bbox.fr bk.ru bluewin.ch btinternet.com
    centrum.cz comcast.net daum.net disroot.org duck.com email.cz email.com email.it eircom.net fastmail.com fastmail.fm
    foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.es gmx.fr gmx.net googlemail.com hey.com
    home.nl hotmail.be hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.nl hotmail.se hushmail.com
    icloud.com inbox.lv inbox.ru interia.pl kolumbus.fi kpnmail.nl laposte.net libero.it list.ru live.co.uk live.com live.de
    live.fr live.nl live.se lycos.com mac.com mail.bg mail.com mail.de mail.ee mail.ru mailbox.org mailfence.com me.com msn.com
    mynet.com naver.com neuf.fr nordnet.fr o2.pl online.de online.no onet.pl orange.fr outlook.com outlook.de outlook.es
    outlook.fr pm.me posteo.de posteo.net proton.me protonmail.com protonmail.ch qq.com rambler.ru rediffmail.com
    riseup.net runbox.com sapo.pt seznam.cz sfr.fr sina.com sky.com skynet.be spray.se swissonline.ch t-online.de talktalk.net
    telenet.be telia.com tele2.se terra.es tin.it tiscali.it tuta.com tuta.io tutanota.com tutanota.de ukr.net uol.com.br
    verizon.net virgilio.it virginmedia.com vodafone.de volny.cz wanadoo.fr web.de wp.pl xs4all.nl
    yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ya.ru
    ymail.com zoho.com zohomail.eu""".split()
)


def is_free_mail(domain: str) -> bool:
    """Whether the domain is one of those providers'; no says only that it is none known to us."""
    return domain.strip().lower().rstrip(".") in _DOMAINS
