"""XML as a format."""

from __future__ import annotations

from farstu.wire.codecs import Codec, register
from farstu.wire.xml_reading import xml_reader
from farstu.wire.xml_writing import write_xml, write_xml_error

register(Codec(("application/xml", "text/xml"), xml_reader, write_xml, write_xml_error, order=1))
