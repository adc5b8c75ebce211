"""The files that may stand beside a signed document and speak for it, by what their name adds to the version's number."""

RECEIPT = ".pdf.sig"
"""The supplier's receipt for the whole file, where the client signed the document itself: `000.pdf.sig`."""
MAIL, RECORD = "-reply.eml", "-reply.dns.json"
"""The e-mail by which the client accepted, and the DNS record with its domain's key."""
STAMP = ".pdf.tsr"
"""A third party's time stamp."""
JWS = "-brief.jws"
"""The supplier's signature of the brief's data alone."""
ALL = (RECEIPT, JWS, MAIL, RECORD, STAMP)
