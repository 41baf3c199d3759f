"""Does a second house refuse to answer at a port where one answers already?"""

import socket

import pytest

from jinlin.web import serving

pytestmark = pytest.mark.one_engine


def test_a_port_in_use_is_refused_and_a_free_one_is_not():
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        here.listen(1)
        port = here.getsockname()[1]
        with pytest.raises(serving.PortTaken):
            serving._require_free("127.0.0.1", port)
    serving._require_free("127.0.0.1", port)
