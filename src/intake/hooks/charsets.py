"""Which charset a page is read in: one of those the web knows, whatever else the page declares.

`utf-7`, `unicode_escape`, `zlib` and their like, which Python knows too, would let plain ASCII become control characters,
or a small page a huge one. Source: the labels of the Encoding Standard (WHATWG, https://encoding.spec.whatwg.org/), as
far as Python has a codec without side effects for them; any other label reads as UTF-8.
"""

import re
from codecs import charmap_decode, getincrementaldecoder
from functools import cache
from types import MappingProxyType

_LABELS = """
utf-8: utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8
cp1250: windows-1250 cp1250 x-cp1250
cp1251: windows-1251 cp1251 x-cp1251
cp1252: windows-1252 cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 cp819 ibm819
cp1253: windows-1253 cp1253 x-cp1253
cp1254: windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5
cp1255: windows-1255 cp1255 x-cp1255
cp1256: windows-1256 cp1256 x-cp1256
cp1257: windows-1257 cp1257 x-cp1257
cp1258: windows-1258 cp1258 x-cp1258
cp874: windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
cp866: ibm866 866 cp866 csibm866
iso8859-2: iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2
iso8859-3: iso-8859-3 iso8859-3 iso88593 iso_8859-3 latin3 l3
iso8859-4: iso-8859-4 iso8859-4 iso88594 iso_8859-4 latin4 l4
iso8859-5: iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic
iso8859-6: iso-8859-6 iso8859-6 iso88596 iso_8859-6 arabic ecma-114 asmo-708
iso8859-7: iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek greek8 ecma-118 elot_928
iso8859-8: iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso-8859-8-i hebrew visual logical
iso8859-10: iso-8859-10 iso8859-10 iso885910 latin6 l6
iso8859-13: iso-8859-13 iso8859-13 iso885913
iso8859-14: iso-8859-14 iso8859-14 iso885914
iso8859-15: iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9
iso8859-16: iso-8859-16
koi8-r: koi8-r koi8 koi koi8_r cskoi8r
koi8-u: koi8-u koi8-ru
mac-roman: macintosh mac x-mac-roman csmacintosh
mac-cyrillic: x-mac-cyrillic x-mac-ukrainian
gb18030: gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese x-gbk csgb2312 iso-ir-58
big5-hkscs: big5 big5-hkscs cn-big5 csbig5 x-x-big5
euc-jp: euc-jp x-euc-jp cseucpkdfmtjapanese
cp932: shift_jis shift-jis sjis x-sjis ms932 ms_kanji windows-31j csshiftjis
cp949: euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 cseuckr windows-949 iso-ir-149
utf-16-le: utf-16 utf-16le ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff
utf-16-be: utf-16be unicodefffe
"""
_CODECS = MappingProxyType(
    {
        label: codec
        for codec, _, labels in (line.partition(": ") for line in _LABELS.split("\n") if line)
        for label in labels.split()
    }
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(r"<\?xml[^>]{1,80}encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_LOOKED_AT = 1024
_PIECE = 16 * 1024
_BYTE_EACH = ("cp12", "cp8", "iso", "koi", "mac")
"""How the names of the codecs begin in which each byte is a character."""


def decode(body: bytes, content_type: str) -> str:
    """The text of a body, faulty bytes replaced: by its byte order mark, its Content-Type, its own words, else UTF-8."""
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], codec)
    return _decoded(body, _codec(body, content_type))


def _decoded(body: bytes, codec: str) -> str:
    """The text; quick and in pieces, since while a codec reads megabytes of faulty bytes every other thread waits."""
    if codec.startswith(_BYTE_EACH):
        return charmap_decode(body, "strict", _characters(codec))[0]
    if len(body) <= _PIECE:
        return body.decode(codec, "replace")
    decoder = getincrementaldecoder(codec)("replace")
    parts = [decoder.decode(body[start : start + _PIECE]) for start in range(0, len(body), _PIECE)]
    return "".join((*parts, decoder.decode(b"", final=True)))


@cache
def _characters(codec: str) -> str:
    """The character of each byte: a table takes milliseconds where replacing each faulty byte takes a second."""
    return "".join(bytes([byte]).decode(codec, "replace") for byte in range(256))


def _codec(body: bytes, content_type: str) -> str:
    if found := _DECLARED.search(content_type):
        return _CODECS.get(found.group(1).lower(), "utf-8")
    head = body[:_LOOKED_AT].decode("ascii", "ignore")
    found = _XML.match(head) or _DECLARED.search(head)
    codec = _CODECS.get(found.group(1).lower(), "utf-8") if found else "utf-8"
    return "utf-8" if codec.startswith("utf-16") else codec  # whoever can read the words need not be told of UTF-16
