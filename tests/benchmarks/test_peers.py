"""Peers that are not installed are named, and nothing else breaks."""

from benchmarks.peers import Peer, find_peers
from benchmarks.rounds import Contender


def build(name: str) -> Contender:
    return Contender(name, lambda: lambda turn: turn)


def test_a_missing_peer_is_named_and_never_built() -> None:
    found = find_peers(
        [Peer("pytest", lambda: [build("here")]), Peer("no-such-package-here", lambda: [build("not")])]
    )
    assert [one.name for one in found.contenders] == ["here"]
    assert found.missing == ["no-such-package-here"]
