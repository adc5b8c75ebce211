"""A network of its own on this machine, to let a source meet hostile servers: nothing in it reaches the real one.

A test that takes the fixture `intake_lab` is run in a network namespace (Linux, `unshare`), where every address is this
machine. Names are resolved by the system's own resolver, from a name server of the lab; a connection to anything but a
server that the test put up is a canary's, and fails the test.

    def test_my_source_bears_a_slow_register(intake_lab: Lab) -> None:
        intake_lab.serve("register.example", hostile.slow_body)
        outcome = intake_lab.ask("http://register.example/acme", deadline=0.5)
        assert "no whole answer" in outcome.silence

Or, for any command: `python -m intake.testing.lab COMMAND ...`.
"""

from intake.testing.lab import hostile
from intake.testing.lab.asking import Asked, Outcome
from intake.testing.lab.servers import Lab, Server

__all__ = ["Asked", "Lab", "Outcome", "Server", "hostile"]
