"""One signature for one text: the lower s alone counts."""

from cryptography.hazmat.primitives.asymmetric import ec, utils

from intake.signing import low_s

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def test_what_was_signed_holds_and_nothing_else() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    public = private.public_key()
    for number in range(20):
        signature = low_s.sign(private, b"text %d" % number)
        assert utils.decode_dss_signature(signature)[1] <= ORDER // 2
        assert low_s.holds(public, signature, b"text %d" % number)
        assert not low_s.holds(public, signature, b"another text")
        assert not low_s.holds(public, signature[:-1], b"text %d" % number)


def test_the_higher_twin_of_a_signature_does_not_hold() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    r, s = utils.decode_dss_signature(low_s.sign(private, b"text"))
    twin = utils.encode_dss_signature(r, ORDER - s)
    assert not low_s.holds(private.public_key(), twin, b"text")
